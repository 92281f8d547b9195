"""What a deadline is made of, and which clocks run in a case. Plain values, no Django."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from kabinet.pack.clocks import ClockRule
from kabinet.pack.formats import Text

__all__ = ["ClockRule", "Deadline", "Office", "Pause", "Step", "applies", "join", "zone_of"]


@dataclass(frozen=True)
class Pause:
    """A time for which the clock stands still, half-open."""

    from_: datetime
    until: datetime
    reason: str = ""


@dataclass(frozen=True)
class Step:
    """One line of the derivation. `note["cite"]` has the source in every language."""

    on: str | None
    what: str
    note: dict[str, Any] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True)
class Deadline:
    """The last day, the first instant that is too late (UTC), and how both were found."""

    rule: str
    due_on: date
    due_at: datetime
    provisional: bool
    steps: tuple[Step, ...]
    zone: str
    started_at: datetime

    @property
    def due_local(self) -> datetime:
        return self.due_at.astimezone(zone_of(self.zone))


@dataclass(frozen=True)
class Office:
    """When the office is open on a working day, and the laws that the count leans on."""

    opens: time = time(9)
    closes: time = time(18)
    laws: Mapping[str, Text] = field(default_factory=dict)  # start, months, roll, holidays

    @property
    def working_time(self) -> timedelta:
        return timedelta(
            hours=self.closes.hour - self.opens.hour,
            minutes=self.closes.minute - self.opens.minute,
        )

    def law(self, name: str) -> Text:
        return self.laws.get(name, {})


@cache
def zone_of(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def applies(rule: ClockRule, facts: Mapping[str, str | Collection[str]]) -> bool:
    """Tell whether a clock runs in a case of these facts (all of `when`, none of `unless`)."""
    return all(_meets(facts.get(name, ()), values) for name, values in rule.when.items()) and not (
        any(_meets(facts.get(name, ()), values) for name, values in rule.unless.items())
    )


def _meets(fact: str | Collection[str], values: tuple[str, ...]) -> bool:
    known = {fact} if isinstance(fact, str) else set(fact)
    return not known.isdisjoint(values)


def join(pauses: Iterable[Pause]) -> list[Pause]:
    """Join pauses that touch or overlap, in UTC, so that no time is given back twice."""
    joined: list[Pause] = []
    in_utc = (
        Pause(one.from_.astimezone(UTC), one.until.astimezone(UTC), one.reason) for one in pauses
    )
    for pause in sorted(in_utc, key=lambda one: one.from_):
        if pause.until <= pause.from_:
            continue
        if joined and pause.from_ <= joined[-1].until:
            last = joined[-1]
            joined[-1] = Pause(last.from_, max(last.until, pause.until), last.reason)
        else:
            joined.append(pause)
    return joined
