"""Money over the counter: posted at once, with a receipt to take along."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.documents.actions import write_letter
from kabinet.documents.wording import moment_in_words, roubles_in_words
from kabinet.kit.errors import Refused
from kabinet.kit.money import Money
from kabinet.offices.queries import office, office_day, operator_data
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack
from kabinet.payments.actions.posting import post_payment
from kabinet.payments.models import Payment, Source
from kabinet.payments.queries.places import Place

LEGAL = "ru"


class TooMuchCash(Refused):
    """More than may be taken over the counter in one payment."""

    sentence = _("This is more than the till may take at once. Ask for a bank transfer.")


@transaction.atomic
def take_payment(
    *, place: Place, amount: Money, payer: str, form: str, by: User, at: datetime
) -> Payment:
    """Take money at the till, with its receipt. `form` names the sheet: pressed twice, paid once.

    Raises NotPermitted, TooMuchCash or PaidOtherwise.
    """
    require(by, Permit.TAKE_PAYMENTS, at)
    if amount > int(operator_pack().setting("payments.till_most")):
        raise TooMuchCash
    payment = post_payment(
        source=Source.TILL,
        external_id=form,
        account=place.account,
        number=place.number,
        amount=amount,
        received_at=at,
        at=at,
        payer=payer,
        by=by,
    )
    if payment.receipt is None:
        payment.receipt = write_letter(
            template=operator_pack().template("receipt.payment", office_day(at)),
            data=_receipt_data(payment, at),
            at=at,
        )
        payment.save(update_fields=["receipt"])
    return payment


def _receipt_data(payment: Payment, at: datetime) -> dict[str, object]:
    taken_at = office(payment.office)
    zone = taken_at.zone if taken_at else str(operator_pack().setting("office.zone"))
    return {
        "operator": operator_data(),
        "payment": {
            "number": payment.pk,
            "moment": moment_in_words(at, zone),
            "place": say(taken_at.postal_address, LEGAL) if taken_at else "",
            "payer": payment.payer,
            "account": payment.account.number,
            "phone": payment.number.identifier if payment.number else "",
            "sum": payment.amount,
            "sum_words": roubles_in_words(payment.amount),
        },
        "officer": {"name": payment.by.name if payment.by else ""},
    }
