"""What somebody owes: every ledger of his below zero."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, QuerySet

from kabinet.access.models import User
from kabinet.contracts.models import Account
from kabinet.contracts.queries import accounts_of
from kabinet.kit.money import Money
from kabinet.numbers.models import Number
from kabinet.numbers.queries import visible_to as numbers_of
from kabinet.parties.models import Party


@dataclass(frozen=True)
class Debt:
    """`number` is none where the account itself is below zero; `amount` is above zero."""

    account: Account
    number: Number | None
    amount: Money


def debts_of(party: Party) -> list[Debt]:
    """List every account and number of a party below zero, closed contracts included."""
    return list(_below_zero(Account.objects.filter(contract__holder=party), Number.objects.all()))


def debts_visible_to(user: User) -> list[Debt]:
    """List the debts on what this person may see."""
    return list(_below_zero(accounts_of(user), numbers_of(user)))


def _below_zero(accounts: QuerySet[Account], numbers: QuerySet[Number]) -> Iterator[Debt]:
    owing = accounts.filter(ledger__debits__gt=F("ledger__credits"))
    for account in owing.select_related("ledger", "contract").order_by("number"):
        yield Debt(account, None, -account.ledger.balance)
    below = numbers.filter(
        account__in=accounts.order_by().values("pk"), ledger__debits__gt=F("ledger__credits")
    )
    beside = ("ledger", "account__contract", "account__ledger")
    for number in below.select_related(*beside).order_by("identifier"):
        yield Debt(number.account, number, -number.ledger.balance)
