"""Terms of days and of months, and the last day that rolls on."""

from datetime import UTC, date, datetime, timedelta

from kabinet.deadlines.calendar import DAY
from kabinet.deadlines.rules import Pause, Step
from kabinet.deadlines.steps import NOTHING, Count, paused, special as special_step, step

DECEMBER = 12


def days(of: Count, pauses: list[Pause], into: list[Step]) -> tuple[date, datetime]:
    given = _given_back(of, pauses, into) if pauses else 0
    due_on = _last_day(of, given, into)
    return due_on, of.midnight(due_on + DAY)


def _given_back(of: Count, pauses: list[Pause], into: list[Step]) -> int:
    """Tell how many whole units the pauses give back; note each pause."""
    begins = of.midnight(of.first + DAY) if of.rule.start_next_day else of.started_at
    stood, given = NOTHING, 0
    for pause in pauses:
        if pause.from_ >= of.midnight(_last_day(of, given, []) + DAY):
            break
        stood += _stood_still(of, max(pause.from_, begins), pause.until)
        unit = of.office.working_time if of.rule.unit == "working_day" else DAY
        given = stood // unit
        into.append(paused(of, pause, stood=stood, given=given))
    return given


def _stood_still(of: Count, from_: datetime, until: datetime) -> timedelta:
    """Measure a pause in the clock's own time: worked hours, or all hours."""
    if from_ >= until:
        return NOTHING
    if of.rule.unit != "working_day":
        return until.astimezone(UTC) - from_.astimezone(UTC)
    stood, day = NOTHING, from_.astimezone(of.zone).date()
    while of.midnight(day) < until:
        if of.calendar.works(day):
            opens, closes = of.hours_of(day)
            stood += max(NOTHING, min(until, closes) - max(from_, opens))
        day += DAY
    return stood


def _last_day(of: Count, given: int, into: list[Step]) -> date:
    if of.rule.start_next_day:
        into.append(step(of.first, "day_zero", of.office.law("start")))
    if of.rule.unit == "working_day":
        return _working_days(of, of.rule.n + given, into)
    if of.rule.unit == "month":
        day = _same_date(of, into) + given * DAY
    else:
        day = of.first + (of.rule.n + given - (not of.rule.start_next_day)) * DAY
    into.append(step(day, "reached", None, n=of.rule.n, unit=of.rule.unit, given=given))
    return _rolled(of, day, into) if of.rule.roll else day


def _working_days(of: Count, left: int, into: list[Step]) -> date:
    day, wanted = of.first if of.rule.start_next_day else of.first - DAY, left
    while left > 0:
        day += DAY
        special = of.calendar.special(day)
        if special is not None:
            into.append(special_step("counted" if special.works else "skipped", day, special))
        left -= special is None or special.works
    into.append(step(day, "reached", None, n=wanted, unit=of.rule.unit, given=wanted - of.rule.n))
    return day


def _same_date(of: Count, into: list[Step]) -> date:
    """Give the same date so many months later, or the last day of that month (art. 192)."""
    months = of.first.month - 1 + of.rule.n
    year, month = of.first.year + months // DECEMBER, months % DECEMBER + 1
    following = date(year + month // DECEMBER, month % DECEMBER + 1, 1)
    last = following - DAY
    if of.first.day > last.day:
        into.append(step(last, "month_end", of.office.law("months"), number=of.first.day))
    return last.replace(day=min(of.first.day, last.day))


def _rolled(of: Count, day: date, into: list[Step]) -> date:
    if of.calendar.works(day):
        return day
    start = day
    while (special := of.calendar.special(day)) is not None and not special.works:
        into.append(special_step("not_worked", day, special))
        day += DAY
    into.append(step(day, "rolled", of.office.law("roll"), **{"from": start.isoformat()}))
    return day
