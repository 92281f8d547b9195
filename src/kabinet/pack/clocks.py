"""Clocks and calendars, as a pack writes them down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kabinet.pack.formats import COMPUTED, Condition, Dated, Text

Kind = Literal["legal", "promise", "limitation", "internal"]
Unit = Literal["working_day", "calendar_day", "month", "hour", "business_hour"]
Zone = Literal["office", "subscriber"]
Roll = Literal["", "gk193"]


@dataclass(frozen=True, kw_only=True)
class ClockRule(Dated):
    """How one deadline is counted, and by which law.

    start: the events that start it, whichever the case has (received_at, registered_at, …).
    zone: where a moment becomes a date: at the registering office or at the subscriber's.
    roll: "gk193": a last day that is not worked moves on to the next working day.
    when / unless: facts of the case that it needs (all) or forbids (any); see `applies`.
    alarm_before: how early staff are warned, in whole units of `alarm_unit`.
    """

    id: str
    edition: str
    kind: Kind
    name: Text
    start: tuple[str, ...]
    unit: Unit
    n: int
    legal: Text
    norm: str = ""
    roll: Roll = ""
    start_next_day: bool = True
    pausable: bool = False
    pause_reasons: tuple[str, ...] = ()
    zone: Zone = "office"
    when: Condition = field(default_factory=dict)
    unless: Condition = field(default_factory=dict)
    alarm_before: int = 0
    alarm_unit: Unit = "working_day"
    on_breach: Mapping[str, str] = field(default_factory=dict)
    late: str = ""  # warn_not_block: a late claim is taken in all the same
    cite: Text = field(default_factory=dict, metadata=COMPUTED)  # of its norm, short

    @property
    def in_hours(self) -> bool:
        return self.unit in {"hour", "business_hour"}


@dataclass(frozen=True, kw_only=True)
class MovedDay:
    """A day off taken from one date and given on another, by decree."""

    day: date
    to: date


@dataclass(frozen=True, kw_only=True)
class DayOff:
    """One more day off, in one year only."""

    on: date
    name: Text


@dataclass(frozen=True, kw_only=True)
class CalendarYear:
    """What the yearly decree says; a year without one is counted provisionally."""

    year: int
    decree: Text
    source: str
    checked_on: date
    moved: tuple[MovedDay, ...] = ()
    days_off: tuple[DayOff, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CalendarRules:
    """Where the national holidays come from, and what they are called in our languages.

    source: "holidays:RU", the package and its country; "" means weekends only.
    unshifted_months: holidays there that fall on a weekend give no other day (art. 112).
    """

    source: str
    law: str  # the norm that names the holidays
    roll_law: str  # the norm that moves a last day on
    start_law: str  # the norm that starts the count on the next day
    month_law: str  # the norm that ends a term of months
    names: Mapping[str, Text] = field(default_factory=dict)  # "05-09": …
    unshifted_months: tuple[int, ...] = ()
    years: tuple[CalendarYear, ...] = field(default=(), metadata=COMPUTED)
