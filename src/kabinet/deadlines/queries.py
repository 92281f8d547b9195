"""Deadlines by the operator's pack, and how they were counted, in sentences."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from kabinet.deadlines.calendar import DAY, Calendar
from kabinet.deadlines.counting import count
from kabinet.deadlines.rules import ClockRule, Deadline, Office, Pause, Step, applies, zone_of
from kabinet.deadlines.sentences import sentence
from kabinet.deadlines.table import calendar_of
from kabinet.pack.contents import Pack
from kabinet.pack.queries import operator_pack

Facts = Mapping[str, str | Collection[str]]


@cache
def calendar() -> Calendar:
    """Give the operator's calendar; `digest` changes when the pack does."""
    return calendar_of(operator_pack(), Path(settings.DATA) / "cache")


operators_calendar = calendar  # the same, where a parameter has taken the name


@cache
def office() -> Office:
    return office_of(operator_pack())


def office_of(pack: Pack) -> Office:
    """Read the hours that count as business hours, and the laws that every count leans on."""
    rules = pack.calendar
    names = (
        {}
        if rules is None
        else {
            "start": rules.start_law,
            "months": rules.month_law,
            "roll": rules.roll_law,
            "holidays": rules.law,
        }
    )
    return Office(
        opens=time.fromisoformat(pack.setting("office.opens")),
        closes=time.fromisoformat(pack.setting("office.closes")),
        laws={name: pack.norms[norm].short for name, norm in names.items()},
    )


def zone_for(rule: ClockRule, subscriber_zone: str = "") -> str:
    """Name the zone in which a rule counts: the registering office's, or the subscriber's."""
    own: str = operator_pack().setting("office.zone")
    return (subscriber_zone or own) if rule.zone == "subscriber" else own


def deadline(
    rule: ClockRule,
    *,
    started_at: datetime,
    zone: str,
    pauses: Sequence[Pause] = (),
    calendar: Calendar | None = None,
) -> Deadline:
    """Count a deadline in a zone (`zone_for` names it)."""
    return count(
        rule,
        started_at=started_at,
        zone=zone,
        calendar=calendar or operators_calendar(),
        office=office(),
        pauses=pauses,
    )


def clocks_for(facts: Facts, on: date) -> tuple[ClockRule, ...]:
    """List the clocks that run in a case of these facts on that day."""
    return tuple(rule for rule in operator_pack().clocks_on(on) if applies(rule, facts))


def alarm_at(rule: ClockRule, due: Deadline) -> datetime | None:
    """Tell when staff are warned: at the opening of a working day, or so many hours before.

    None for a rule without alarm. Never before the clock started.
    """
    if not rule.alarm_before:
        return None
    if rule.alarm_unit in {"hour", "business_hour"}:
        return max(due.started_at, due.due_at - rule.alarm_before * (DAY / 24))
    day = calendar().before(due.due_on, rule.alarm_before)
    return max(due.started_at, datetime.combine(day, office().opens, zone_of(due.zone)))


def is_office_open(at: datetime) -> bool:
    """Tell whether the registering office works at this moment."""
    there = at.astimezone(zone_of(operator_pack().setting("office.zone")))
    return calendar().works(there.date()) and office().opens <= there.time() < office().closes


def explain(steps: Iterable[Step | Mapping[str, Any]], lang: str) -> list[str]:
    """Say a derivation in sentences; takes steps as counted or as stored in JSON."""
    pack = operator_pack()
    return [sentence(pack, step, lang) for step in steps]
