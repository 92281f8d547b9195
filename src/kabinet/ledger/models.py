"""Accounts and what moved between them."""

from django.db import models
from django.db.models import F, Q

from kabinet.kit.fields import MoneyField
from kabinet.kit.money import Money


class LedgerAccount(models.Model):
    """A place where money stands. Totals in kopecks; `balance` = credits - debits.

    A subscriber's account is what the operator owes him: a top-up credits it, a charge
    debits it; below zero he is in debt. An account may be part of another (a number's, of the
    personal account's): what stands on the whole is its own and that of its parts.
    """

    code = models.CharField(max_length=80, unique=True)
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    may_go_below_zero = models.BooleanField(default=True)
    debits = MoneyField(default=0)
    credits = MoneyField(default=0)
    held = MoneyField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(debits__gte=0, credits__gte=0, held__gte=0), name="totals_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(may_go_below_zero=True) | Q(credits__gte=F("debits") + F("held")),
                name="covered_unless_allowed",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def balance(self) -> Money:
        return Money(self.credits - self.debits)


class Transfer(models.Model):
    """Money that moved once. Never changed, never deleted; a mistake is reversed by another."""

    key = models.CharField(max_length=120, unique=True)
    debit = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="debited")
    credit = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="credited")
    amount = MoneyField()
    code = models.CharField(max_length=40)
    at = models.DateTimeField()
    reverses = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="reversed_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_above_zero"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="two_accounts"),
        ]
        indexes = [
            models.Index(fields=["debit", "-id"], name="transfer_debited"),
            models.Index(fields=["credit", "-id"], name="transfer_credited"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {Money(self.amount)}"


class Hold(models.Model):
    """A disputed sum, frozen on an account until it is released or posted."""

    key = models.CharField(max_length=120, unique=True)
    account = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="holds")
    amount = MoneyField()
    placed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    transfer = models.OneToOneField(Transfer, null=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="hold_above_zero"),
            models.CheckConstraint(
                condition=Q(transfer__isnull=True) | Q(ended_at__isnull=False),
                name="a_posted_hold_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {Money(self.amount)}"
