"""The pack of this repository, its calendar, and a short way to count."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kabinet.deadlines.calendar import Calendar
from kabinet.deadlines.counting import count
from kabinet.deadlines.queries import office_of
from kabinet.deadlines.rules import ClockRule, Deadline, Pause
from kabinet.deadlines.table import calendar_of
from kabinet.pack.contents import Pack
from kabinet.pack.queries import load

PACKS = Path(__file__).parents[3] / "packs"
MOSCOW = ZoneInfo("Europe/Moscow")


def moscow(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=MOSCOW)


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load(PACKS / "ru-mts")


@pytest.fixture(scope="session")
def calendar(pack: Pack) -> Calendar:
    return calendar_of(pack)


@pytest.fixture(scope="session")
def counted(pack: Pack, calendar: Calendar) -> Callable[..., Deadline]:
    """Count a rule of the pack, changed as a test wishes, from a moment in Moscow."""
    office = office_of(pack)

    def it(
        rule: str | ClockRule,
        started: str | datetime,
        *pauses: tuple[str, str],
        zone: str = "Europe/Moscow",
        on: Calendar = calendar,
        **changes: object,
    ) -> Deadline:
        at = moscow(started) if isinstance(started, str) else started
        found = pack.clock(rule, date(2026, 11, 23)) if isinstance(rule, str) else rule
        stood = [Pause(moscow(start), moscow(end)) for start, end in pauses]
        if pauses:
            changes = {"pausable": True, "pause_reasons": ("awaiting_customer",), **changes}
        return count(
            replace(found, **changes),  # type: ignore[arg-type]
            started_at=at,
            zone=zone,
            calendar=on,
            office=office,
            pauses=stood,
        )

    return it
