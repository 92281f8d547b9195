"""A case, its clocks, and what is said about it inside the house."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kabinet.cases.states import CaseKind, CaseState, ClockState, Desk
from kabinet.contracts.models import Account
from kabinet.kit.fields import MoneyField
from kabinet.mailroom.models import RegisterEntry
from kabinet.numbers.models import Number
from kabinet.parties.models import Party


class Case(models.Model):
    """One matter, apart from the messages about it. `reference` is its register number.

    `due_at` is the earliest running deadline that staff must keep: the queue's order. It is
    null when nothing runs any more.
    """

    kind = models.CharField(max_length=20, choices=CaseKind.choices)
    reference = models.CharField(max_length=20, unique=True)
    entry = models.OneToOneField(RegisterEntry, on_delete=models.PROTECT, related_name="case")
    state = models.CharField(max_length=20, choices=CaseState.choices)
    desk = models.CharField(max_length=20, choices=Desk.choices)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="cases"
    )
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="cases")
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="cases")
    number = models.ForeignKey(Number, null=True, on_delete=models.PROTECT, related_name="cases")
    topic = models.CharField(max_length=60)  # a ground of the pack, or a topic of the form
    title = models.CharField(max_length=200)
    stake = MoneyField(default=0)
    claimant_name = models.CharField(max_length=200)
    claimant_email = models.EmailField(default="")
    claimant_phone = models.CharField(max_length=20, default="")
    claimant_address = models.CharField(max_length=300, default="")
    reply_by = models.CharField(max_length=10)  # email, sms, phone, post
    language = models.CharField(max_length=5, default="ru")
    zone = models.CharField(max_length=40)  # of the subscriber's region
    status_digest = models.CharField(max_length=64)  # of the code that opens the public status
    due_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["desk", "due_at", "id"],
                name="case_queue",
                condition=Q(closed_at__isnull=True),
                include=["assignee"],  # so that the board is summed up without the rows
            ),
            models.Index(
                fields=["desk", "due_at", "id"],
                name="case_free",
                condition=Q(closed_at__isnull=True, assignee__isnull=True),
            ),
            models.Index(
                fields=["kind", "due_at", "id"],
                name="case_of_kind",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["assignee", "due_at", "id"],
                name="case_mine",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["due_at", "id"],
                name="case_due",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["due_at", "id"], name="case_to_sign", condition=Q(state="proposed")
            ),
            models.Index(fields=["party", "-id"], name="case_of_party"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("filed_at")),
                name="case_closed_after_filed",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class CaseClock(models.Model):
    """One deadline of one case: the date, the rule's edition, and how it was counted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    rule = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)  # legal, promise, limitation, internal
    edition = models.CharField(max_length=20)
    start_event = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    zone = models.CharField(max_length=40)
    due_on = models.DateField()
    due_at = models.DateTimeField()  # the first instant that is too late
    provisional = models.BooleanField(default=False)
    steps = models.JSONField()
    state = models.CharField(max_length=12, choices=ClockState.choices, default=ClockState.RUNNING)
    stopped_at = models.DateTimeField(null=True)
    alarm_at = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "rule"], name="a_rule_runs_once_a_case"),
        ]
        indexes = [
            models.Index(
                fields=["alarm_at"],
                name="clock_alarms",
                condition=Q(state="running", alarmed_at__isnull=True),
            ),
            models.Index(fields=["due_at"], name="clock_running", condition=Q(state="running")),
        ]


class ClockPause(models.Model):
    """A time that does not count, and why; half-open. It is given back exactly once."""

    clock = models.ForeignKey(CaseClock, on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=40)
    paused_from = models.DateTimeField()
    paused_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clock"],
                condition=Q(paused_until__isnull=True),
                name="one_open_pause_per_clock",
            ),
        ]


class InternalNote(models.Model):
    """What colleagues tell each other. Never shown outside, and no letter can quote it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="internal_notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()


class SearchEntry(models.Model):
    """All the words of a case, messages included, for the search engine of the database."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.CASCADE)
    body = models.TextField()
