"""A payment reaches its account: the one way in, whoever brings it."""

from datetime import date, datetime, time
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.contracts.models import Account
from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.kit.money import Money
from kabinet.ledger import actions as ledger
from kabinet.numbers.models import Number
from kabinet.offices.queries import office_zone
from kabinet.payments.actions.covering import cover, owing_parts
from kabinet.payments.models import PAYMENT, Payment, Source
from kabinet.payments.queries.places import Place

# Where the money stands with us, by the way it came.
CAME_TO = {
    Source.STATEMENT: "operator:bank",
    Source.TILL: "operator:till",
    Source.PORTAL: "operator:acquiring",
}


class FromBank(Protocol):
    """What is told of a document, by the file that it came in or by the line that was kept."""

    @property
    def amount(self) -> Money: ...
    @property
    def received_on(self) -> date: ...
    @property
    def payer(self) -> str: ...
    @property
    def purpose(self) -> str: ...


class PaidOtherwise(Refused):
    """The source's document was posted before with another sum or to another account."""

    sentence = _("This document was posted before with another sum or to another account.")

    def __init__(self, payment: Payment) -> None:
        super().__init__(payment.external_id)
        self.payment = payment


@transaction.atomic
def post_payment(
    *,
    source: Source,
    external_id: str,
    account: Account,
    number: Number | None = None,
    amount: Money,
    received_at: datetime,
    at: datetime,
    payer: str = "",
    purpose: str = "",
    by: User | None = None,
) -> Payment:
    """Credit an account, or one number on it, once per document of a source.

    What comes for an account pays first what the numbers on it owe. The same document again
    gives back what it posted. Raises PaidOtherwise.
    """
    place = _locked(Place(account, number))
    purse = ledger.operator_account(CAME_TO[source])
    owing = [] if number else owing_parts(account)
    ledger.lock(purse, place.ledger, *owing)
    try:
        posted = ledger.transfer(
            debit=purse,
            credit=place.ledger,
            amount=amount,
            key=f"payment:{source}:{external_id}",
            code=PAYMENT,
            at=at,
        )
    except ledger.AlreadyPosted as before:
        return _the_same(before.transfer.payment, place, amount)
    payment = Payment.objects.create(
        source=source,
        external_id=external_id,
        account=place.account,
        number=place.number,
        amount=amount,
        payer=payer[:200],
        purpose=purpose[:300],
        received_at=received_at,
        posted_at=at,
        by=by,
        office=by.office if by else "",
        transfer=posted,
    )
    if owing:
        cover(account=account, parts=owing, key=f"payment:{payment.pk}", at=at)
    note(
        what="payment.posted",
        about=place.account,
        at=at,
        by=by,
        actor="" if by else str(source),
        data={"amount": int(amount), "source": str(source), "payment": payment.pk},
        public=True,
    )
    return payment


def post_from_bank(
    *,
    document: str,
    place: Place,
    row: FromBank,
    by: User | None,
    at: datetime,
) -> Payment:
    """Post what the bank's document says; its day of arrival is the office's."""
    return post_payment(
        source=Source.STATEMENT,
        external_id=document,
        account=place.account,
        number=place.number,
        amount=row.amount,
        received_at=datetime.combine(row.received_on, time(), office_zone()),
        at=at,
        payer=row.payer,
        purpose=row.purpose,
        by=by,
    )


def _locked(place: Place) -> Place:
    """Hold the number's row: it may be changing hands, and the money follows the number."""
    if place.number is None:
        return place
    held = (
        Number.objects.select_for_update(of=("self",))
        .select_related("account__ledger", "account__contract", "ledger")
        .get(pk=place.number.pk)
    )
    return Place(held.account, held)


def _the_same(payment: Payment, place: Place, amount: Money) -> Payment:
    """Compare with what was posted before; a number may have changed its account since."""
    is_same_place = (
        payment.number_id == place.number.pk
        if place.number
        else (payment.number_id, payment.account_id) == (None, place.account.pk)
    )
    if not is_same_place or payment.amount != amount:
        raise PaidOtherwise(payment)
    return payment
