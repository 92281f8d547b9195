"""Payments, and the bank's statements that they came in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kabinet.contracts.models import Account
from kabinet.documents.models import Letter, StoredFile
from kabinet.kit.fields import MoneyField
from kabinet.kit.ids import token
from kabinet.ledger.models import Transfer
from kabinet.numbers.models import Number

PAYMENT = "payment"  # the code of transfers that bring payments in, and of no others


class Source(models.TextChoices):
    STATEMENT = "statement", _("Bank statement")
    TILL = "till", _("Showroom till")
    PORTAL = "portal", _("Account page")


class Payment(models.Model):
    """Money that came in once, for an account or for one number on it.

    `external_id` is the name under which its source knows it: the same never posts twice.
    """

    token = models.CharField(max_length=32, unique=True, default=token)
    source = models.CharField(max_length=12, choices=Source.choices)
    external_id = models.CharField(max_length=80)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="payments")
    number = models.ForeignKey(Number, null=True, on_delete=models.PROTECT, related_name="payments")
    amount = MoneyField()
    payer = models.CharField(max_length=200, default="")
    purpose = models.CharField(max_length=300, default="")
    received_at = models.DateTimeField()
    posted_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    office = models.CharField(max_length=40, default="")
    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="payment")
    receipt = models.OneToOneField(
        Letter, null=True, on_delete=models.PROTECT, related_name="payment"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"], name="a_source_pays_a_thing_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_above_zero"),
            models.CheckConstraint(
                condition=~Q(source=Source.TILL) | Q(by__isnull=False),
                name="a_clerk_stands_behind_the_till",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-posted_at", "-id"], name="payment_of_account"),
            models.Index(fields=["by", "-id"], name="payment_at_till", condition=Q(source="till")),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.external_id}"


class StatementState(models.TextChoices):
    READ = "read", _("Tried, not posted")
    POSTING = "posting", _("Being posted")
    POSTED = "posted", _("Posted")


class Statement(models.Model):
    """A file of the bank, tried first and posted by a second act. The same file is taken once."""

    token = models.CharField(max_length=32, unique=True, default=token)
    sha256 = models.CharField(max_length=64, unique=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=StatementState.choices, default=StatementState.READ
    )
    rows = models.PositiveIntegerField()
    known = models.PositiveIntegerField(default=0)  # rows that an earlier file had brought
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    loaded_at = models.DateTimeField()
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    posted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=StatementState.POSTED, posted_at__isnull=False)
                | ~Q(state=StatementState.POSTED) & Q(posted_at__isnull=True),
                name="a_posted_statement_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.file.name


class LineState(models.TextChoices):
    POSTED = "posted", _("Posted")
    UNMATCHED = "unmatched", _("To be matched by hand")
    PUT_ASIDE = "put_aside", _("Not a subscriber's payment")


class StatementLine(models.Model):
    """One document of a statement, kept whether we know whose it is or not.

    `document` is the fingerprint of what the bank says of it: no second file brings it again.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()
    document = models.CharField(max_length=64, unique=True)
    number = models.CharField(max_length=20)
    dated = models.DateField()
    received_on = models.DateField()
    amount = MoneyField()
    payer = models.CharField(max_length=200)
    payer_inn = models.CharField(max_length=12, default="")
    purpose = models.CharField(max_length=300, default="")
    state = models.CharField(max_length=12, choices=LineState.choices)
    reason = models.CharField(max_length=30, default="")  # `rules.matching.Why`
    remark = models.CharField(max_length=300, default="")  # why it was put aside
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(null=True)
    payment = models.OneToOneField(
        Payment, null=True, on_delete=models.PROTECT, related_name="line"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="line_above_zero"),
            models.CheckConstraint(
                condition=Q(state=LineState.POSTED, payment__isnull=False)
                | ~Q(state=LineState.POSTED) & Q(payment__isnull=True),
                name="a_posted_line_has_its_payment",
            ),
            models.CheckConstraint(
                condition=~Q(state=LineState.PUT_ASIDE) | ~Q(remark=""),
                name="put_aside_with_a_reason",
            ),
            models.UniqueConstraint(fields=["statement", "place"], name="one_line_a_place"),
        ]
        indexes = [
            models.Index(
                fields=["-received_on", "-id"],
                name="line_to_match",
                condition=Q(state="unmatched"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.dated}"
