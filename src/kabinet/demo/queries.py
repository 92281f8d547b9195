"""What the demonstration's pages tell."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from kabinet.cases.models import CaseClock
from kabinet.cases.states import ClockState
from kabinet.deadlines.queries import calendar, office
from kabinet.journal.queries import notes_about
from kabinet.journal.rules import Thing
from kabinet.pack.queries import operator_pack
from kabinet.tasks.models import Task

WORLD = Thing("demo.world", 1)


@dataclass(frozen=True)
class Coming:
    """What a leap of the clock sets off."""

    alarms: int
    passed: int
    tasks: int


def built_at() -> datetime | None:
    """Tell when the world was built; None before that."""
    first = notes_about(WORLD).first()
    return first.at if first else None


def leap(name: str, at: datetime, *, days: int = 0, hours: int = 0) -> timedelta:
    """Tell how far a leap goes from a moment."""
    known = {
        "hour": timedelta(hours=1),
        "day": timedelta(days=1),
        "ten_days": timedelta(days=10),
        "working_day": timedelta(seconds=ceil((next_opening(at) - at).total_seconds())),
    }
    return known.get(name, timedelta(days=days, hours=hours))


def next_opening(at: datetime) -> datetime:
    """Give the moment at which the registering office opens on its next working day."""
    zone = ZoneInfo(operator_pack().setting("office.zone"))
    day = calendar().on_or_after(at.astimezone(zone).date() + timedelta(days=1))
    opens: time = office().opens
    return datetime.combine(day, opens, zone)


def coming(at: datetime, until: datetime) -> Coming:
    """Count what falls due between two moments."""
    running = CaseClock.objects.filter(state=ClockState.RUNNING)
    waiting = Task.objects.filter(done_at=None, dead_at=None, run_at__gt=at, run_at__lte=until)
    return Coming(
        alarms=running.filter(alarmed_at=None, alarm_at__lte=until).count(),
        passed=running.filter(due_at__gt=at, due_at__lte=until).count(),
        tasks=waiting.count(),
    )
