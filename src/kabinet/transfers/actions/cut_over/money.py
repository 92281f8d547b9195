"""Money at the cut-over: the contract's own, then the fee, last of all."""

from datetime import datetime

from kabinet.bills.actions import charge
from kabinet.bills.models import ChargeKind
from kabinet.contracts.models import Account
from kabinet.kit.money import ZERO, Money
from kabinet.ledger import actions as ledger
from kabinet.ledger.models import LedgerAccount, Transfer as Posting
from kabinet.transfers.actions.cut_over.numbers import Accounts
from kabinet.transfers.models import Transfer, TransferLine
from kabinet.transfers.queries.definitions import kind_of
from kabinet.transfers.queries.facts import payer_kind
from kabinet.transfers.states import Side

BALANCE, COVER = "transfer_balance", "transfer_cover"  # codes of these postings


def move_accounts(transfer: Transfer, accounts: Accounts, at: datetime) -> None:
    """Move what stands on the accounts of a contract that changes hands as a whole."""
    if transfer.contract is None:
        return
    for old in transfer.contract.accounts.select_related("ledger").order_by("pk"):
        if old.ledger.balance > ZERO:
            ledger.transfer(
                debit=old.ledger,
                credit=accounts[old.pk].ledger,
                amount=old.ledger.balance,
                key=f"transfer:{transfer.pk}:account:{old.pk}",
                code=BALANCE,
                at=at,
            )


def charge_fee(transfer: Transfer, lines: list[TransferLine], at: datetime) -> Posting | None:
    """Debit the fee from its payer, once, after everything else: a charge like any other.

    Whoever is not billed has it covered: what he lacks on the number that carries the charge
    comes from his account and the other numbers that moved.
    """
    if transfer.fee == ZERO:
        return None
    first = lines[0]
    account = first.from_account if transfer.payer == Side.GIVER else first.number.account
    if transfer.payer == Side.RECEIVER and payer_kind(transfer) not in kind_of(transfer).billed:
        _cover(transfer, account, lines, at)
    made = charge(
        account=account,
        number=first.number,
        kind=ChargeKind.ONE_OFF,
        service=kind_of(transfer).fee,
        amount=transfer.fee,
        key=f"transfer:{transfer.pk}",
        at=at,
    )
    return made.transfer


def _cover(transfer: Transfer, account: Account, lines: list[TransferLine], at: datetime) -> None:
    """Bring together what the fee needs, out of what the payer has and what moved to him."""
    purse = _fresh(lines[0].number.ledger)
    lacks = Money(transfer.fee - max(purse.balance - purse.held, 0))
    others = [account.ledger, *(line.number.ledger for line in lines[1:])]
    for place, other in enumerate(others):
        if lacks <= ZERO:
            return
        row = _fresh(other)
        part = Money(min(lacks, max(row.balance - row.held, 0)))
        if part > ZERO:
            key = f"transfer:{transfer.pk}:cover:{place}"
            ledger.transfer(debit=row, credit=purse, amount=part, key=key, code=COVER, at=at)
            lacks = Money(lacks - part)


def _fresh(account: LedgerAccount) -> LedgerAccount:
    return LedgerAccount.objects.get(pk=account.pk)
