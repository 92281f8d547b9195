"""A contract is signed, and the personal accounts that it opens."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.contracts.models import Account, Contract
from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.ledger import actions as ledger
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party


class NumberTaken(Refused):
    sentence = _("This number of a contract or account is in use already. Choose another.")


class UnknownRegion(Refused):
    sentence = _("The operator has no such region. Choose one from the list.")


@transaction.atomic
def sign_contract(
    *,
    holder: Party,
    number: str,
    signed_on: date,
    edition: str,
    at: datetime,
    by: User | None = None,
) -> Contract:
    """Put a signed contract into the books; `edition` names the terms in force that day.

    Raises NumberTaken.
    """
    try:
        with transaction.atomic():
            contract = Contract.objects.create(
                holder=holder, number=number, signed_on=signed_on, edition=edition
            )
    except IntegrityError as taken:
        raise NumberTaken from taken
    note(what="contract.signed", about=contract, at=at, by=by, actor=_unless(by), public=True)
    return contract


@transaction.atomic
def open_account(
    *,
    contract: Contract,
    number: str,
    region: str,
    opened_on: date,
    at: datetime,
    by: User | None = None,
) -> Account:
    """Open a personal account and the place in the ledger where its money stands.

    `region` is the pack's code: its time zone becomes the subscriber's. It may go below
    zero: the debt is what the holder owes. Raises NumberTaken or UnknownRegion.
    """
    if region not in operator_pack().regions:
        raise UnknownRegion(region)
    try:
        with transaction.atomic():
            account = Account.objects.create(
                contract=contract,
                number=number,
                ledger=ledger.open_account(code=f"account:{number}"),
                region=region,
                opened_on=opened_on,
            )
    except IntegrityError as taken:
        raise NumberTaken from taken
    note(what="account.opened", about=account, at=at, by=by, actor=_unless(by), public=True)
    return account


@transaction.atomic
def close_contract(
    *, contract: Contract, on: date, at: datetime, by: User | None = None
) -> Contract:
    """End a contract on a day; its accounts stay readable, with what they hold."""
    fresh = Contract.objects.select_for_update().get(pk=contract.pk)
    if fresh.closed_on is None:
        fresh.closed_on = max(on, fresh.signed_on)
        fresh.save(update_fields=["closed_on"])
        note(what="contract.closed", about=fresh, at=at, by=by, actor=_unless(by), public=True)
    return fresh


def _unless(by: User | None) -> str:
    return "" if by else "registry"
