"""Terms of hours: by the clock on the wall, or by the hours that the office is open."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from kabinet.deadlines.calendar import DAY
from kabinet.deadlines.rules import Pause, Step
from kabinet.deadlines.steps import NOTHING, Count, paused, special as special_step


def hours(of: Count, pauses: list[Pause], into: list[Step]) -> tuple[date, datetime]:
    due_at = of.started_at.astimezone(UTC) + timedelta(hours=of.rule.n)
    for pause in pauses:
        if pause.from_ >= due_at:
            break
        stood = max(NOTHING, pause.until - max(pause.from_, of.started_at))
        due_at += stood
        into.append(paused(of, pause, stood=stood))
    return due_at.astimezone(of.zone).date(), due_at


def business_hours(of: Count, pauses: list[Pause], into: list[Step]) -> tuple[date, datetime]:
    left, day = timedelta(hours=of.rule.n), of.first
    into.extend(paused(of, pause, stood=pause.until - pause.from_) for pause in pauses)
    while True:
        special = of.calendar.special(day)
        if special is None or special.works:
            for opens, closes in _open_times(of, day, pauses):
                if closes - opens >= left:
                    return day, opens + left
                left -= closes - opens
        if special is not None:
            into.append(special_step("counted" if special.works else "skipped", day, special))
        day += DAY


def _open_times(of: Count, day: date, pauses: list[Pause]) -> Iterable[tuple[datetime, datetime]]:
    """Cut a working day's hours by its pauses; nothing before the clock started."""
    opens, closes = of.hours_of(day)
    opens = max(opens, of.started_at.astimezone(of.zone))
    for pause in pauses:
        if pause.until > opens and pause.from_ < closes:
            if pause.from_ > opens:
                yield opens, pause.from_
            opens = max(opens, pause.until)
    if opens < closes:
        yield opens, closes
