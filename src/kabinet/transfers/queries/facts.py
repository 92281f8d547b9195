"""Asking the other rooms what stands in the way: the one list that everybody sees."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet, Sum

from kabinet.bills.models import Charge
from kabinet.kit.money import ZERO, Money
from kabinet.ledger.models import LedgerAccount
from kabinet.numbers.models import Number, NumberState
from kabinet.numbers.queries import gates_for
from kabinet.numbers.queries.registers import register
from kabinet.pack.processes import Obstacle, Side as SideName, TransferKind
from kabinet.pack.queries import operator_pack
from kabinet.papers.queries import lacking
from kabinet.parties.models import Kind
from kabinet.payments.queries import debts_of
from kabinet.showroom.queries import unseen
from kabinet.transfers.models import Transfer, TransferLine
from kabinet.transfers.queries.definitions import kind_of, parties_of, steps_of
from kabinet.transfers.rules.hindrances import (
    Barrier,
    Facts,
    Hindrance,
    Lacking,
    Sum as Standing,
    Unseen,
    applying,
    hindrances as listed,
)
from kabinet.transfers.rules.needs import appearing
from kabinet.transfers.states import Side, State

BUSINESS = {Kind.COMPANY, Kind.SOLE_TRADER}


def hindrances(transfer: Transfer, at: datetime) -> list[Hindrance]:
    """List all that stands in the way now: what both sides see is what the action refuses by."""
    kind = kind_of(transfer)
    counting = applying(kind, steps_of(kind, transfer.began_on))
    return listed(counting, facts_of(transfer, kind, at))


def facts_of(transfer: Transfer, kind: TransferKind, at: datetime) -> Facts:
    lines = list(transfer.lines.select_related("number__ledger").order_by("pk"))
    return Facts(
        is_accepted=transfer.accepted_at is not None,
        is_confirmed=transfer.confirmed_at is not None,
        gone=[line.number.identifier for line in lines if _is_gone(line)],
        lacking=list(_lacking(transfer, at)),
        unseen=list(_unseen(transfer, kind)),
        without_tariff=_without(lines, "tariff") if kind.tariffs else (),
        without_user=_without(lines, "user_name") if transfer.receiver_kind in BUSINESS else (),
        debts=list(_debts(transfer)),
        held=list(_held(transfer, lines)),
        barriers=list(_barriers(transfer, len(lines), at)),
        fee=transfer.fee,
        payer=_side(transfer.payer),
        is_billed=payer_kind(transfer) in kind.billed,
        cover=cover_of(transfer, lines),
    )


def payer_kind(transfer: Transfer) -> str:
    return transfer.giver.kind if transfer.payer == Side.GIVER else transfer.receiver_kind


def cover_of(transfer: Transfer, lines: list[TransferLine]) -> Money:
    """Tell what the payer has for the fee: free on his account, with what moves to him."""
    if transfer.payer == Side.GIVER:
        return _free(lines[0].from_account.ledger)
    moves = sum((_free(line.number.ledger) for line in lines), ZERO)
    if transfer.contract is not None:
        for account in transfer.contract.accounts.select_related("ledger"):
            moves += _free(account.ledger)
    own = _free(transfer.to_account.ledger) if transfer.to_account else ZERO
    return Money(own + moves)


def _free(ledger: LedgerAccount) -> Money:
    return Money(ledger.balance - ledger.held)


def _is_gone(line: TransferLine) -> bool:
    number = line.number
    return number.account_id != line.from_account_id or number.state == NumberState.CLOSED


def _without(lines: list[TransferLine], column: str) -> list[str]:
    return [line.number.identifier for line in lines if not getattr(line, column)]


def _lacking(transfer: Transfer, at: datetime) -> Iterator[Lacking]:
    """Part the papers to send from those that only a visit brings."""
    for one in lacking(transfer.case):
        is_shown = one.why == "unseen" or not operator_pack().paper(one.kind, at.date()).upload
        yield Lacking(_side(one.side), one.kind, one.name, one.why, at_visit=is_shown)


def _unseen(transfer: Transfer, kind: TransferKind) -> Iterator[Unseen]:
    required = [(one.side, one.capacities) for one in appearing(kind, parties_of(transfer))]
    for one in unseen(transfer.case, required):
        yield Unseen(_side(one.side), one.capacities)


def _side(name: str) -> SideName:
    return "giver" if name == Side.GIVER else "receiver"


def _debts(transfer: Transfer) -> Iterator[Standing]:
    """List every debt of the giver, what was used and is not billed yet included."""
    for debt in debts_of(transfer.giver):
        place = debt.number.identifier if debt.number else debt.account.number
        yield Standing(place, debt.amount)
    unbilled = (
        Charge.objects.filter(transfer=None, account__contract__holder=transfer.giver)
        .values_list("account__number")
        .annotate(total=Sum("amount"))
        .order_by("account__number")
    )
    for place, total in unbilled:
        yield Standing(place, total)


def _held(transfer: Transfer, lines: list[TransferLine]) -> Iterator[Standing]:
    """List what claims have frozen on the numbers that move, and on their accounts."""
    for ledger in ledgers_that_move(transfer, lines).filter(held__gt=0).order_by("pk"):
        yield Standing(_place_of(ledger), ledger.held)


def ledgers_that_move(transfer: Transfer, lines: list[TransferLine]) -> QuerySet[LedgerAccount]:
    return (
        LedgerAccount.objects.filter(
            Q(number__in=[line.number_id for line in lines])
            | Q(account__in={line.from_account_id for line in lines})
            | Q(account__contract=transfer.contract_id, account__isnull=False)
        )
        .select_related("number", "account")
        .distinct()
    )


def _place_of(ledger: LedgerAccount) -> str:
    number: Number | None = getattr(ledger, "number", None)
    if number is not None:
        return number.identifier
    account = getattr(ledger, "account", None)
    return account.number if account else ledger.code


def _barriers(transfer: Transfer, count: int, at: datetime) -> Iterator[Barrier]:
    """Ask the law's gates about the receiver, once we know who he is."""
    if transfer.receiver is None:
        return
    for gate in gates_for(transfer.receiver, at.date(), count):
        if gate.kind in ("limit", "self_ban"):
            code: Obstacle = "limit" if gate.kind == "limit" else "self_ban"
            yield Barrier("receiver", code, gate.sentence, gate.source)
    is_programme = State.MANAGER in kind_of(transfer).steps
    if is_programme and register().works_for(transfer.receiver, transfer.giver, at.date()) is False:
        yield Barrier("receiver", "working_relation")
