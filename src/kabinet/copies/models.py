"""Copies that were asked for."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.cases.models import Case
from kabinet.contracts.models import Contract
from kabinet.documents.models import Letter


class ContractCopy(models.Model):
    """A copy of a contract, with the terms as they were on `terms_on`. `letter` is the copy."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="copy")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="copies")
    terms_on = models.DateField()
    edition = models.CharField(max_length=20)
    office = models.CharField(max_length=40, default="")  # where it was asked for in person
    letter = models.OneToOneField(
        Letter, null=True, on_delete=models.PROTECT, related_name="contract_copy"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(letter__isnull=True, given_at__isnull=True)
                | Q(letter__isnull=False, given_at__isnull=False),
                name="a_copy_given_has_its_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"Copy {self.case_id}"
