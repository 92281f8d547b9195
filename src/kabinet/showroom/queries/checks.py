"""What must hold of every visit, whatever happened (`kabinet verify`)."""

from django.db.models import Count, F, Q

from kabinet.offices.queries import office as office_of
from kabinet.showroom.models import Appearance, Visit
from kabinet.showroom.states import LIVE, VisitSide


def verify() -> list[str]:
    """List slots given too often, and people seen or signing who were not there."""
    return [*_overfull(), *_expected_twice(), *_out_of_place()]


def _overfull() -> list[str]:
    seated = Visit.objects.filter(state__in=LIVE, seat__isnull=False).order_by()
    slots = seated.values("office", "starts_at").annotate(taken=Count("pk"))
    return [
        f"{slot['office']} {slot['starts_at']}: {slot['taken']} visits, {seats} seats"
        for slot in slots
        if slot["taken"] > (seats := _seats(slot["office"]))
    ]


def _seats(code: str) -> int:
    place = office_of(code)
    return place.visits.seats if place and place.visits else 0


def _expected_twice() -> list[str]:
    live = Visit.objects.filter(state__in=LIVE).order_by()
    of_both = live.filter(side=VisitSide.BOTH).values("case")
    twice = live.filter(case__in=of_both).exclude(side=VisitSide.BOTH).select_related("case")
    return [f"case {one.case}: {one.side} is expected twice" for one in twice]


def _out_of_place() -> list[str]:
    """Find who appeared in a visit of another case, or signed after his attorney had ended."""
    stray = Appearance.objects.exclude(case=F("visit__case")).select_related("case")
    late = Appearance.objects.filter(
        Q(attorney_until__isnull=False) & Q(came_at__date__gt=F("attorney_until"))
    ).select_related("case")
    return [
        *(f"appearance {one.pk} of {one.case}: its visit is of another case" for one in stray),
        *(f"appearance {one.pk} of {one.case}: the attorney had ended" for one in late),
    ]
