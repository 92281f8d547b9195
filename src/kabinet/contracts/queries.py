"""Whose contracts and accounts these are. Reads for the portal begin with `visible_to`."""

from django.db.models import QuerySet

from kabinet.access.models import User
from kabinet.access.rules import Permit
from kabinet.contracts.models import Account, Contract
from kabinet.kit.money import Money


def visible_to(user: User) -> QuerySet[Contract]:
    """All contracts that this person holds himself."""
    contracts = Contract.objects.order_by("number")
    if not user.party_id or not user.may(Permit.OWN_ACCOUNT):
        return contracts.none()
    return contracts.filter(holder_id=user.party_id)


def accounts_of(user: User) -> QuerySet[Account]:
    """All accounts of the contracts that this person holds, with their money."""
    return (
        Account.objects.filter(contract__in=visible_to(user))
        .select_related("ledger", "contract")
        .order_by("number")
    )


def balance_of(account: Account) -> Money:
    return account.ledger.balance
