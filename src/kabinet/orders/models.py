"""Orders, their lines, and what is checked before it is filed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from kabinet.cases.models import Case
from kabinet.kit.ids import token
from kabinet.numbers.models import NetworkCommand, Number
from kabinet.orders.states import OPEN, LineState, Source
from kabinet.parties.models import Party


class Order(models.Model):
    """What a holder wants done to numbers: a case, and a line for each thing."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="order")
    holder = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="orders")
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="orders"
    )
    source = models.CharField(max_length=12, choices=Source.choices)
    total = models.PositiveIntegerField()
    scheduled_for = models.DateTimeField(null=True)  # not to be begun before
    question = models.TextField(default="")  # what the processing centre asked last
    answer = models.TextField(default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(total__gt=0), name="an_order_has_lines"),
        ]

    def __str__(self) -> str:
        return f"Order {self.pk}"


class OrderDraft(models.Model):
    """Rows that were judged and not filed yet; packed, because there may be a hundred thousand."""

    token = models.CharField(max_length=40, unique=True, default=token)
    holder = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="order_drafts"
    )
    made_at = models.DateTimeField()
    source = models.CharField(max_length=12, choices=Source.choices)
    file_name = models.CharField(max_length=120, default="")
    packed = models.BinaryField()
    total = models.PositiveIntegerField()
    faulty = models.PositiveIntegerField()
    order = models.OneToOneField(Order, null=True, on_delete=models.PROTECT, related_name="draft")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(faulty__lte=models.F("total")), name="no_more_faults_than_rows"
            ),
        ]

    def __str__(self) -> str:
        return f"Draft of an order {self.pk}"

    @property
    def good(self) -> int:
        return self.total - self.faulty


class OrderLine(models.Model):
    """One thing to be done to one number. Its fate is written once."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()  # the row of the spreadsheet
    identifier = models.CharField(max_length=20)
    number = models.ForeignKey(
        Number, null=True, on_delete=models.PROTECT, related_name="order_lines"
    )
    action = models.CharField(max_length=20)
    value = models.CharField(max_length=60, default="")  # a service, a tariff, a SIM card
    state = models.CharField(max_length=12, choices=LineState.choices, default=LineState.WAITING)
    reason = models.CharField(max_length=500, default="")  # a fault's code, or a clerk's words
    detail = models.CharField(max_length=300, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    command = models.OneToOneField(
        NetworkCommand, null=True, on_delete=models.PROTECT, related_name="order_line"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "place", "action", "value"], name="a_row_is_one_line"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OPEN), ended_at__isnull=True)
                | (~Q(state__in=sorted(OPEN)) & Q(ended_at__isnull=False)),
                name="an_ended_line_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="refused_for_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["order", "state", "place"], name="lines_by_state"),
            models.Index(fields=["number", "-id"], name="lines_of_number"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.identifier}"

    @property
    def state_name(self) -> str | Promise:
        return LineState(self.state).label
