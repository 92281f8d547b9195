"""Visits of a case, of a day, by their code; who is still unseen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from kabinet.cases.models import Case
from kabinet.offices.queries import office as office_of
from kabinet.pack.queries import operator_pack
from kabinet.showroom.models import Appearance, Visit
from kabinet.showroom.rules import Seen, still_missing
from kabinet.showroom.states import LIVE, Missing, VisitSide, VisitState

Required = tuple[str, Collection[str]]  # a side, and in which capacities it may appear


@dataclass(frozen=True)
class Unseen:
    """A side that must appear and has not, or not to the end: what an action refuses by."""

    side: str
    capacities: tuple[str, ...]
    why: str  # of `Missing`

    @property
    def side_name(self) -> object:
        return VisitSide(self.side).label

    @property
    def sentence(self) -> object:
        return Missing(self.why).label


def unseen(case: Case, required: Iterable[Required]) -> list[Unseen]:
    """List everybody who must still appear: come, be identified, and sign."""
    seen = [
        Seen(
            side=one.side,
            capacity=one.capacity,
            identified=one.identity_seen_at is not None,
            signed=one.signed_at is not None,
        )
        for one in case.appearances.order_by("pk")
    ]
    waiting = (
        (side, tuple(capacities), still_missing(side, capacities, seen))
        for side, capacities in required
    )
    return [Unseen(side, capacities, why) for side, capacities, why in waiting if why]


def visit_by_code(typed: str) -> Visit | None:
    """Find a visit by its code: typed, or scanned with the address that the QR holds."""
    code = "".join(typed.split()).lower().rstrip("/").rpartition("/")[2]
    return Visit.objects.select_related("case").filter(code=code).first() if code else None


def live_visit_of(case: Case, side: str) -> Visit | None:
    """Find the visit in which a side is expected: its own, or that of both together."""
    expected = case.visits.filter(state__in=LIVE, side__in=[side, VisitSide.BOTH])
    return expected.order_by("starts_at", "pk").first()


def visits_of(case: Case) -> QuerySet[Visit]:
    """List the visits of a case, the newest first."""
    return case.visits.order_by("-starts_at", "-pk")


def visits_on(office: str, on: date) -> QuerySet[Visit]:
    """List the visits of a day at an office by their hour: those that stand, and those missed."""
    place = office_of(office)
    zone = ZoneInfo(place.zone if place else str(operator_pack().setting("office.zone")))
    start = datetime.combine(on, time(), zone)
    end = datetime.combine(on + timedelta(days=1), time(), zone)
    gone = [VisitState.POSTPONED, VisitState.CANCELLED]
    return (
        Visit.objects.filter(office=office, starts_at__gte=start, starts_at__lt=end)
        .exclude(state__in=gone)
        .select_related("case")
        .order_by("starts_at", "pk")
    )


def appearances_of(case: Case) -> QuerySet[Appearance]:
    """List everybody who appeared in a case, as they came."""
    return case.appearances.select_related("visit", "identity_seen_by").order_by("pk")


def overdue(at: datetime, most: int = 100) -> list[Visit]:
    """List the visits to which nobody came, past the pack's grace."""
    grace = timedelta(minutes=int(operator_pack().setting("showroom.no_show_after_minutes")))
    due = Visit.objects.filter(state=VisitState.BOOKED, starts_at__lte=at - grace)
    return list(due.order_by("starts_at", "pk")[:most])
