"""How a deadline is counted. Plain values in, plain values out; every day has its reason.

The day of the event is day zero: counting starts the next day (Civil Code, art. 191). A term
of months ends on the same date, or on the month's last day (192). A last day that is not
worked rolls on to the next working day (193) where the rule says so. Hours are astronomical;
business hours run only while the office is open.

Pauses give back exactly the time for which the clock stood still, once: overlapping pauses
are joined first, and what lies before the count begins or after it has ended gives nothing.
The time is measured in the clock's own unit, whole units only: working days by the office's
working time that fell into the pauses, calendar days and months by days of 24 hours. So a
pause from Friday 18:00 to Monday 9:00 gives a working-day clock nothing (nobody worked), a
calendar-day clock two days (63 hours), and a clock in hours its 63 hours.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from kabinet.deadlines.calendar import Calendar
from kabinet.deadlines.days import days
from kabinet.deadlines.hours import business_hours, hours
from kabinet.deadlines.rules import ClockRule, Deadline, Office, Pause, Step, join, zone_of
from kabinet.deadlines.steps import Count, started, step


def count(
    rule: ClockRule,
    *,
    started_at: datetime,
    zone: str,
    calendar: Calendar,
    office: Office,
    pauses: Sequence[Pause] = (),
) -> Deadline:
    """Count one deadline. Raises ValueError for a moment without zone or a forbidden pause."""
    if started_at.tzinfo is None:
        raise ValueError("A moment needs its time zone")
    if pauses and not rule.pausable:
        raise ValueError(f"{rule.id} does not pause")
    of = Count(rule, started_at, zone_of(zone), calendar, office)
    steps = [started(of)]
    counter = {"hour": hours, "business_hour": business_hours}.get(rule.unit, days)
    due_on, due_at = counter(of, join(pauses), steps)
    note = {"zone": zone, "in_hours": rule.in_hours, "at": due_at.astimezone(of.zone).isoformat()}
    steps.append(Step(due_on.isoformat(), "due", note))
    judged = rule.unit in {"working_day", "business_hour"} or bool(rule.roll)
    provisional = judged and not calendar.is_decreed(of.first, due_on)
    if provisional:
        steps.append(step(due_on, "provisional", office.law("holidays")))
    return Deadline(
        rule.id, due_on, due_at.astimezone(UTC), provisional, tuple(steps), zone, started_at
    )
