"""Charges."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kabinet.contracts.models import Account
from kabinet.kit.fields import MoneyField
from kabinet.kit.money import Money
from kabinet.ledger.models import Transfer
from kabinet.numbers.models import ConnectedService, Number

REFUND = "refund"  # the code of transfers that pay charges back, and of no others


class ChargeKind(models.TextChoices):
    TARIFF = "tariff", _("Tariff fee")
    USAGE = "usage", _("Usage beyond the allowance")
    ROAMING = "roaming", _("Roaming")
    PAID_SERVICE = "paid_service", _("Paid service")
    ONE_OFF = "one_off", _("One-off")


class Charge(models.Model):
    """One debit. `refunded` is what has come back of it so far, never more than it was."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="charges")
    number = models.ForeignKey(Number, on_delete=models.PROTECT, related_name="charges")
    kind = models.CharField(max_length=20, choices=ChargeKind.choices)
    service = models.CharField(max_length=60, default="")  # of the catalog, tariff or service
    connected = models.ForeignKey(
        ConnectedService, null=True, on_delete=models.PROTECT, related_name="charges"
    )
    amount = MoneyField()
    refunded = MoneyField(default=0)
    charged_at = models.DateTimeField()
    transfer = models.ForeignKey(
        Transfer, null=True, on_delete=models.PROTECT, related_name="charges"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="charge_above_zero"),
            models.CheckConstraint(
                condition=Q(refunded__gte=0, refunded__lte=F("amount")),
                name="never_refunded_more_than_charged",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-charged_at", "-id"], name="charge_of_account"),
            models.Index(fields=["number", "-charged_at", "-id"], name="charge_of_number"),
        ]

    @property
    def refundable(self) -> Money:
        return Money(self.amount - self.refunded)
