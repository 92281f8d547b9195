"""The derivation's lines, and what one count carries from line to line."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kabinet.deadlines.calendar import Calendar, Special
from kabinet.deadlines.rules import ClockRule, Office, Pause, Step
from kabinet.pack.formats import FALLBACK, Text, say

NOTHING = timedelta()


@dataclass(frozen=True)
class Count:
    """All that one count needs besides its rule."""

    rule: ClockRule
    started_at: datetime
    zone: ZoneInfo
    calendar: Calendar
    office: Office

    @property
    def first(self) -> date:
        return self.started_at.astimezone(self.zone).date()

    def midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)

    def hours_of(self, day: date) -> tuple[datetime, datetime]:
        return (
            datetime.combine(day, self.office.opens, self.zone),
            datetime.combine(day, self.office.closes, self.zone),
        )


def step(on: date | None, what: str, cite: Text | None = None, **note: Any) -> Step:
    if cite:
        note["cite"] = dict(cite)
    return Step(on.isoformat() if on else None, what, note, say(cite or {}, FALLBACK))


def started(of: Count) -> Step:
    local = of.started_at.astimezone(of.zone)
    return step(
        local.date(),
        "started",
        of.rule.cite,
        at=local.isoformat(),
        zone=of.zone.key,
        event=of.rule.start[0],
        n=of.rule.n,
        unit=of.rule.unit,
        kind=of.rule.kind,
    )


def paused(of: Count, pause: Pause, *, stood: timedelta, given: int | None = None) -> Step:
    local = pause.from_.astimezone(of.zone), pause.until.astimezone(of.zone)
    return step(
        None,
        "paused",
        None,
        **{"from": local[0].isoformat(), "until": local[1].isoformat()},
        reason=pause.reason,
        stood=int(stood.total_seconds()),
        given=given,
    )


def special(what: str, day: date, special: Special) -> Step:
    note: dict[str, Any] = {"why": str(special.why)}
    if special.name:
        note["name"] = dict(special.name)
    if special.other:
        note["other"] = special.other.isoformat()
    return step(day, what, special.source, **note)
