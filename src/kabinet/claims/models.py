"""Drafts, claims and decisions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kabinet.bills.models import Charge
from kabinet.cases.models import Case
from kabinet.documents.models import Letter, StoredFile
from kabinet.kit.fields import MoneyField
from kabinet.kit.ids import token
from kabinet.ledger.models import Transfer
from kabinet.mailroom.models import RegisterEntry
from kabinet.parties.models import Party


class Draft(models.Model):
    """What somebody is still writing: answers per question, saved at each step.

    `token` opens it again, from any device, for whoever holds it (a visitor) or its owner.
    `filed` is set in the commit that files it, so that sending twice is filing once.
    """

    token = models.CharField(max_length=32, unique=True, default=token)
    kind = models.CharField(max_length=20)  # claim, question, fraud
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="drafts"
    )
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    charges = models.ManyToManyField(Charge, related_name="+")
    language = models.CharField(max_length=5, default="ru")
    made_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    status_code = models.CharField(max_length=16, default="")  # shown to its writer once filed
    filed = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="draft")

    @cached_property
    def has_charges(self) -> bool:
        """Tell whether debits were ticked, in the account; asked once for each reading."""
        return self.kind == "claim" and self.owner_id is not None and self.charges.exists()

    @cached_property
    def attached(self) -> list["Evidence"]:
        """List what is attached, in the order of attaching; read once."""
        return list(self.evidence.select_related("file").order_by("pk"))


class Evidence(models.Model):
    """A file that somebody attached to his draft; it goes with the claim when that is filed."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    slot = models.CharField(max_length=60, default="other")


class Claim(models.Model):
    """A written demand with legal consequences (претензия, 126-FZ art. 55)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="claim")
    ground = models.CharField(max_length=60)
    party_kind = models.CharField(max_length=20)
    answers = models.JSONField()
    claimant = models.JSONField()  # as the letters name him: declined once, the same in all
    demands = models.JSONField()  # [{"id": "refund", "amount": 45000}, {"id": "stop"}]
    claimed = MoneyField(default=0)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="claim")
    signed_by = models.CharField(max_length=20)  # code, paper
    signed_at = models.DateTimeField(null=True)
    evidence = models.ManyToManyField(StoredFile, related_name="claim_evidence")


class ClaimLine(models.Model):
    """A charge that the claim disputes."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="lines")
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="claim_lines")
    amount = MoneyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "charge"], name="a_charge_once_a_claim"),
        ]


class Outcome(models.TextChoices):
    UPHELD = "upheld", _("Upheld")
    PARTLY = "partly", _("Upheld in part")
    REFUSED = "refused", _("Refused")


class Decision(models.Model):
    """What the operator decided; final once approved (or at once, below the pack's sum).

    A claim for money cannot be upheld without the entry that pays it: the table says so.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    claimed = MoneyField()
    amount = MoneyField(default=0)
    reasons = models.TextField()
    rule = models.CharField(max_length=60, default="")  # of the pack, when the records decided
    proof = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    final_at = models.DateTimeField(null=True)
    rejected_at = models.DateTimeField(null=True)
    transfer = models.OneToOneField(Transfer, null=True, on_delete=models.PROTECT)
    letter = models.OneToOneField(Letter, null=True, on_delete=models.PROTECT)
    entry = models.OneToOneField(RegisterEntry, null=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(rejected_at__isnull=True),
                name="one_standing_decision_a_claim",
            ),
            models.CheckConstraint(
                condition=Q(final_at__isnull=True)
                | Q(outcome="refused")
                | Q(claimed=0)
                | Q(transfer__isnull=False),
                name="upheld_means_paid",
            ),
            models.CheckConstraint(
                condition=Q(final_at__isnull=True) | Q(letter__isnull=False, entry__isnull=False),
                name="a_final_decision_is_answered",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("proposed_by")),
                name="nobody_approves_his_own",
            ),
        ]
