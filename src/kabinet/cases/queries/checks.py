"""What must hold of every case, whatever happened (`kabinet verify`)."""

from django.db.models import Exists, F, Min, OuterRef, Q, Subquery

from kabinet.cases.models import Case, CaseClock
from kabinet.cases.rules import write_reference
from kabinet.cases.states import PREFIX, STAFF_CLOCKS, CaseKind, ClockState


def verify() -> list[str]:
    """List cases whose queue place, clocks or reference contradict each other."""
    return [*_wrong_places(), *_without_clock(), *_closed_but_running(), *_wrong_references()]


def _wrong_places() -> list[str]:
    running = CaseClock.objects.filter(
        case=OuterRef("pk"), state=ClockState.RUNNING, kind__in=STAFF_CLOCKS
    ).order_by()
    first = running.values("case").annotate(first=Min("due_at")).values("first")
    cases = Case.objects.filter(closed_at=None).annotate(first=Subquery(first))
    wrong = cases.exclude(Q(due_at=F("first")) | Q(due_at=None, first=None))
    return [f"case {one.reference}: due {one.due_at}, its clocks say {one.first}" for one in wrong]


def _without_clock() -> list[str]:
    live = CaseClock.objects.filter(
        case=OuterRef("pk"), state__in=[ClockState.RUNNING, ClockState.PAUSED]
    )
    orphans = Case.objects.filter(~Exists(live), closed_at=None)
    return [f"case {one.reference}: open, and no deadline runs" for one in orphans]


def _closed_but_running() -> list[str]:
    ghosts = CaseClock.objects.filter(
        case__closed_at__isnull=False, state__in=[ClockState.RUNNING, ClockState.PAUSED]
    ).select_related("case")
    return [f"case {one.case.reference}: closed, but {one.rule} runs" for one in ghosts]


def _wrong_references() -> list[str]:
    rows = Case.objects.values_list("reference", "kind", "entry__year", "entry__number")
    return [
        f"case {reference}: the register says {year}-{number}"
        for reference, kind, year, number in rows.iterator()
        if reference != write_reference(PREFIX[CaseKind(kind)], year, number)
    ]
