"""A request to change what is known about an owner, its fields and its proof."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kabinet.cases.models import Case
from kabinet.documents.models import StoredFile
from kabinet.parties.models import Party


class FieldState(models.TextChoices):
    ASKED = "asked", _("Not judged yet")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class OwnerChange(models.Model):
    """What a person or a company asked to have changed, and the proof of it."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="owner_change")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="owner_changes")
    why = models.CharField(max_length=300)
    proof = models.ManyToManyField(StoredFile, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Change of party {self.party_id}"


class AskedField(models.Model):
    """One field: what it shall be, and what was decided.

    Of a new passport only its blind index and last two digits are here (`more`): the clerk types
    the number that he reads in the proof, and it must be the same. A person's `value` is wiped once
    it is judged: what was accepted stands with the party, its past sealed.
    """

    change = models.ForeignKey(OwnerChange, on_delete=models.PROTECT, related_name="fields")
    name = models.CharField(max_length=30)
    value = models.CharField(max_length=300, default="")
    more = models.JSONField(default=dict)  # index, hint, issued_by, issued_on, department
    state = models.CharField(max_length=10, choices=FieldState.choices, default=FieldState.ASKED)
    reason = models.CharField(max_length=300, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "name"], name="a_field_is_asked_once"),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="a_refusal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"
