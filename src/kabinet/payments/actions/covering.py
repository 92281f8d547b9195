"""What stands on an account pays what its numbers owe: each has a ledger of its own."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.contracts.models import Account
from kabinet.contracts.queries import accounts_of
from kabinet.journal.actions import note
from kabinet.kit.errors import NotPermitted
from kabinet.kit.ids import token
from kabinet.kit.money import ZERO, Money
from kabinet.ledger import actions as ledger
from kabinet.ledger.models import LedgerAccount
from kabinet.ledger.queries import available

COVER = "cover"  # the code of transfers within an account, and of no others


def owing_parts(account: Account) -> list[LedgerAccount]:
    """List the ledgers of an account's numbers below zero, in the order in which they are paid."""
    owing = LedgerAccount.objects.filter(part_of=account.ledger, debits__gt=F("credits"))
    return list(owing.order_by("pk"))


@transaction.atomic
def cover_debts(*, account: Account, by: User, at: datetime) -> Money:
    """Pay what the numbers owe out of what stands on their account; tell how much was moved.

    Raises NotPermitted.
    """
    require(by, Permit.SEE_MONEY, at)
    if not accounts_of(by).filter(pk=account.pk).exists():
        raise NotPermitted(Permit.SEE_MONEY)
    owing = owing_parts(account)
    ledger.lock(account.ledger, *owing)
    moved = cover(account=account, parts=owing, key=f"asked:{token()}", at=at)
    if moved:
        what = "account.covered"
        note(what=what, about=account, at=at, by=by, data={"amount": int(moved)}, public=True)
    return moved


def cover(*, account: Account, parts: Sequence[LedgerAccount], key: str, at: datetime) -> Money:
    """Pay the parts as far as the account's own money reaches; its rows are locked already."""
    moved = ZERO
    for part in LedgerAccount.objects.filter(pk__in=[one.pk for one in parts]).order_by("pk"):
        amount = Money(min(-part.balance, available(account.ledger)))
        if amount <= 0:
            continue
        ledger.transfer(
            debit=account.ledger,
            credit=part,
            amount=amount,
            key=f"cover:{key}:{part.pk}",
            code=COVER,
            at=at,
        )
        moved = moved + amount
    return moved
