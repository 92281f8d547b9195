"""What somebody owes: every ledger of his below zero."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F

from kabinet.contracts.models import Account
from kabinet.kit.money import Money
from kabinet.numbers.models import Number
from kabinet.parties.models import Party


@dataclass(frozen=True)
class Debt:
    """`number` is none where the account itself is below zero; `amount` is above zero."""

    account: Account
    number: Number | None
    amount: Money


def debts_of(party: Party) -> list[Debt]:
    """List every account and number of a party below zero, closed contracts included."""
    return list(_accounts_below_zero(party))


def _accounts_below_zero(party: Party) -> Iterator[Debt]:
    accounts = (
        Account.objects.filter(contract__holder=party, ledger__debits__gt=F("ledger__credits"))
        .select_related("ledger", "contract")
        .order_by("number")
    )
    for account in accounts:
        yield Debt(account, None, -account.ledger.balance)
