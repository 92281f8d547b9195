"""The one act by which everything changes hands."""

from datetime import datetime

from django.db import transaction

from kabinet.access.actions import void_handles
from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.cases.states import CaseState
from kabinet.transfers.actions.cut_over.letters import statement_of, welcome_of
from kabinet.transfers.actions.cut_over.locks import hold_everything
from kabinet.transfers.actions.cut_over.money import charge_fee, move_accounts
from kabinet.transfers.actions.cut_over.numbers import accounts_for, close_behind, move_numbers
from kabinet.transfers.actions.holding import end, held
from kabinet.transfers.actions.notices import tell
from kabinet.transfers.actions.progress import settle_in
from kabinet.transfers.errors import Hindered
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries.facts import hindrances
from kabinet.transfers.states import Side, State


@transaction.atomic
def cut_over(*, transfer: Transfer, by: User, at: datetime) -> Transfer:
    """Carry a transfer out: all of it at this instant, or nothing.

    Held are the case, the numbers, their services, and all money of the giver; then the list that
    both sides see must be empty. Balances move with the numbers, the fee goes last. What is
    charged from this instant on is the receiver's. Raises NotPermitted, AlreadyEnded or Hindered.
    """
    require(by, Permit.CARRY_OUT_ORDERS, at)
    transfer = held(transfer)
    lines = hold_everything(transfer)
    if found := hindrances(transfer, at):
        raise Hindered(found)
    settle_in(transfer, at=at, codes=())
    transfer.statement = statement_of(transfer, lines, at)
    accounts = accounts_for(transfer, lines, by=by, at=at)
    move_numbers(transfer, lines, accounts, by=by, at=at)
    move_accounts(transfer, accounts, at)
    transfer.fee_posting = charge_fee(transfer, lines, at)
    transfer.welcome = welcome_of(transfer, lines, at)
    close_behind(transfer, by=by, at=at)
    void_handles(identifiers=[line.number.identifier for line in lines], at=at)
    end(
        transfer,
        to=State.CARRIED_OUT,
        case_state=CaseState.CARRIED_OUT,
        at=at,
        by=by,
        cut_over_at=at,
    )
    letters = {Side.GIVER.value: transfer.statement, Side.RECEIVER.value: transfer.welcome}
    tell(transfer, "notice.transfer.done", at=at, letters=letters)
    return transfer
