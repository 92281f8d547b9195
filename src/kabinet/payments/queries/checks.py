"""What must hold of every payment, whatever happened (`kabinet verify`)."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from kabinet.ledger.models import Transfer
from kabinet.payments.models import PAYMENT, LineState, Payment, StatementLine


def verify() -> list[str]:
    """List payments that their transfer does not carry, and money in that no payment explains."""
    return [*_wrong_transfers(), *_without_payment(), *_wrong_lines()]


def _wrong_transfers() -> Iterator[str]:
    """Find payments whose transfer moved another sum, or to somebody else's account."""
    right = Payment.objects.filter(
        Q(transfer__credit=F("account__ledger"), number=None)
        | Q(transfer__credit__part_of=F("account__ledger"), number__isnull=False),
        transfer__amount=F("amount"),
        transfer__code=PAYMENT,
    )
    wrong = Payment.objects.filter(~Exists(right.filter(pk=OuterRef("pk"))))
    for payment in wrong.order_by("pk"):
        yield f"payment {payment}: its transfer does not bring {payment.amount} to its account"


def _without_payment() -> Iterator[str]:
    for moved in Transfer.objects.filter(code=PAYMENT, payment=None).order_by("pk"):
        yield f"transfer {moved.key}: it brought money in, and no payment says whose"


def _wrong_lines() -> Iterator[str]:
    wrong = StatementLine.objects.filter(state=LineState.POSTED).exclude(
        payment__amount=F("amount"), payment__external_id=F("document")
    )
    for line in wrong.order_by("pk"):
        yield f"statement line {line.pk}: posted, but its payment is another one"
