"""Visits, and who appeared in them."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kabinet.cases.models import Case
from kabinet.kit.ids import spoken_code, token
from kabinet.parties.models import LoosePaper, Party
from kabinet.showroom.states import FLOW, VisitSide, VisitState

_LIVE = ["booked", "came"]


class Visit(models.Model):
    """An hour at an office for one case; `seat` is the place in its slot that it takes.

    `code` is what the QR shows: whoever holds it may see, postpone and cancel this visit.
    A postponed visit names the one that came in its stead.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits")
    side = models.CharField(max_length=10, choices=VisitSide.choices)
    office = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    seat = models.PositiveSmallIntegerField(null=True)  # none: walked in
    code = models.CharField(max_length=12, unique=True, default=spoken_code)
    state = models.CharField(max_length=10, choices=VisitState.choices, default=VisitState.BOOKED)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    booked_at = models.DateTimeField()
    came_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    moved_to = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="moved_from"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "starts_at", "seat"],
                condition=Q(state__in=_LIVE, seat__isnull=False),
                name="a_seat_is_taken_once",
            ),
            models.UniqueConstraint(
                fields=["case", "side"],
                condition=Q(state__in=_LIVE),
                name="a_side_is_expected_once",
            ),
            models.CheckConstraint(
                condition=Q(state="booked", ended_at__isnull=True, came_at__isnull=True)
                | Q(state="came", ended_at__isnull=True, came_at__isnull=False)
                | Q(state="done", ended_at__isnull=False, came_at__isnull=False)
                | Q(state__in=["no_show", "postponed", "cancelled"], ended_at__isnull=False),
                name="a_visit_has_its_moments",
            ),
            models.CheckConstraint(
                condition=Q(state="postponed", moved_to__isnull=False)
                | Q(~Q(state="postponed"), moved_to__isnull=True),
                name="a_postponed_visit_names_the_next",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "starts_at", "id"], name="visits_of_a_day"),
            models.Index(fields=["starts_at"], name="visits_due", condition=Q(state="booked")),
        ]

    def move(self, to: str, *, at: datetime) -> None:
        """Take one step of the flow. Raises WrongMove."""
        FLOW.check(self.state, to)
        self.state = VisitState(to)
        if to == VisitState.CAME:
            self.came_at, self.ended_at = at, None
        else:
            self.ended_at = at
        self.save(update_fields=["state", "came_at", "ended_at"])


class Appearance(models.Model):
    """Somebody who came in a visit for one side: as what, by which right, seen and signed.

    `party` is whose passport is compared: the owner himself, or the representative when we
    know him; `loose` seals the passport of somebody whom we do not know.
    """

    token = models.CharField(max_length=32, unique=True, default=token)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appearances")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="appearances")
    side = models.CharField(max_length=10, choices=VisitSide.choices)
    who = models.CharField(max_length=200)
    capacity = models.CharField(max_length=20)
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    loose = models.ForeignKey(LoosePaper, null=True, on_delete=models.PROTECT, related_name="+")
    attorney_form = models.CharField(max_length=12, default="")
    attorney_number = models.CharField(max_length=60, default="")
    attorney_issued_on = models.DateField(null=True)
    attorney_until = models.DateField(null=True)
    came_at = models.DateTimeField()
    identity_seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    identity_seen_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(identity_seen_by__isnull=True, identity_seen_at__isnull=True)
                | Q(identity_seen_by__isnull=False, identity_seen_at__isnull=False),
                name="an_identity_was_seen_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True)
                | Q(identity_seen_at__isnull=False, signed_at__gte=F("identity_seen_at")),
                name="only_who_was_seen_signs",
            ),
            models.CheckConstraint(
                condition=Q(attorney_number="")
                | Q(attorney_issued_on__isnull=False, attorney_until__isnull=False),
                name="an_attorney_has_its_dates",
            ),
            models.CheckConstraint(
                condition=~Q(capacity__in=["representative", "manager"]) | ~Q(attorney_number=""),
                name="who_stands_for_another_has_an_attorney",
            ),
        ]
