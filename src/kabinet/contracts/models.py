"""Contracts and accounts."""

from django.db import models
from django.db.models import F, Q

from kabinet.ledger.models import LedgerAccount
from kabinet.parties.models import Party


class Contract(models.Model):
    """An agreement on communication services between the operator and its holder."""

    number = models.CharField(max_length=40, unique=True)
    holder = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="contracts")
    signed_on = models.DateField()
    edition = models.CharField(max_length=20)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("signed_on")),
                name="contract_closed_after_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Account(models.Model):
    """A personal account (лицевой счёт): where a contract's money stands."""

    number = models.CharField(max_length=40, unique=True)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="accounts")
    ledger = models.OneToOneField(LedgerAccount, on_delete=models.PROTECT, related_name="account")
    region = models.CharField(
        max_length=40
    )  # a region of the pack; its time zone is the subscriber's
    opened_on = models.DateField()

    def __str__(self) -> str:
        return self.number
