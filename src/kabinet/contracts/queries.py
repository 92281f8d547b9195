"""Whose contracts and accounts these are. Reads for the portal begin with `visible_to`."""

from django.db.models import QuerySet

from kabinet.access.models import User
from kabinet.access.queries import within
from kabinet.access.rules import Permit
from kabinet.contracts.models import Account, Contract
from kabinet.kit.money import Money
from kabinet.ledger.queries import whole_balance, whole_balance_at
from kabinet.parties.models import Kind, Party


def visible_to(user: User) -> QuerySet[Contract]:
    """All contracts that this person, or the company for which he acts, holds."""
    contracts = Contract.objects.order_by("number")
    if user.seat and user.seat.scopes:
        return contracts.filter(pk__in=accounts_of(user).order_by().values("contract"))
    if not user.holder_id or not user.may(Permit.OWN_ACCOUNT):
        return contracts.none()
    return contracts.filter(holder_id=user.holder_id)


def accounts_of(user: User) -> QuerySet[Account]:
    """All accounts of those contracts, with their money; of a limited member, his accounts."""
    accounts = (
        Account.objects.select_related("ledger", "contract")
        .annotate(balance=whole_balance_at("ledger"))
        .order_by("number")
    )
    if not user.holder_id or not user.may(Permit.OWN_ACCOUNT):
        return accounts.none()
    return accounts.filter(within(user, account="number"), contract__holder_id=user.holder_id)


def company_by_contract(number: str, inn: str) -> Party | None:
    """Find the company or sole trader who holds an open contract and has this taxpayer's number."""
    found = Contract.objects.select_related("holder").filter(
        number__iexact=number.strip(), holder__inn=inn.strip(), closed_on=None
    )
    contract = found.exclude(holder__inn="").exclude(holder__kind=Kind.PERSON).first()
    return contract.holder if contract else None


def balance_of(account: Account) -> Money:
    """Tell what stands on an account: its own money and that of the numbers on it."""
    return whole_balance(account.ledger)
