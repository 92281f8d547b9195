"""Applications of new corporate clients."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.cases.models import Case
from kabinet.contracts.models import Contract


class Application(models.Model):
    """What a company says of itself. `contract` is what became of it."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="application")
    company_name = models.CharField(max_length=200)
    inn = models.CharField(max_length=12, db_index=True)
    kpp = models.CharField(max_length=9, default="")
    ogrn = models.CharField(max_length=15)
    address = models.CharField(max_length=300)
    head_post = models.CharField(max_length=120)
    head_name = models.CharField(max_length=200)
    bic = models.CharField(max_length=9)
    bank = models.CharField(max_length=120)
    account = models.CharField(max_length=20)
    correspondent = models.CharField(max_length=20)
    region = models.CharField(max_length=40)
    tariff = models.CharField(max_length=60)
    quantity = models.PositiveIntegerField()
    remark = models.TextField(default="")
    contract = models.OneToOneField(
        Contract, null=True, on_delete=models.PROTECT, related_name="application"
    )
    reason = models.TextField(default="")  # why it was refused
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="somebody_wants_numbers"),
            models.CheckConstraint(
                condition=Q(contract__isnull=True) | Q(reason=""),
                name="taken_on_or_refused_not_both",
            ),
            models.CheckConstraint(
                condition=Q(contract__isnull=True, reason="", decided_at__isnull=True)
                | ~Q(contract__isnull=True, reason="") & Q(decided_at__isnull=False),
                name="a_decision_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Application {self.case_id}"
