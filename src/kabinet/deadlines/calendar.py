"""A production calendar: which days are worked, and why a day is not what its weekday says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from kabinet.pack.formats import Text

DAY = timedelta(days=1)
SATURDAY = 5  # date.weekday()


class Why(StrEnum):
    """Why a day is worked or not."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SHIFTED = "shifted"  # off, because a holiday fell on a weekend
    MOVED = "moved"  # off, because a decree moved another day off here
    EXTRA = "extra"  # off, in this one year
    MOVED_AWAY = "moved_away"  # a Saturday or Sunday that is worked: its rest was moved


@dataclass(frozen=True)
class Special:
    """A day that stands out, with the day that it is bound to and where it is written."""

    why: Why
    name: Text = field(default_factory=dict)
    other: date | None = None
    source: Text = field(default_factory=dict)

    @property
    def works(self) -> bool:
        return self.why is Why.MOVED_AWAY


WEEKEND = Special(Why.WEEKEND)


@dataclass(frozen=True)
class Year:
    """One year; not decreed means that the Government may still move its days off."""

    specials: Mapping[date, Special]
    decreed: bool


class Calendar:
    """Years by demand, each looked up once. The same answers for ever: it is a value.

    `digest` names the content, so that a stored deadline can tell that its calendar changed.
    """

    def __init__(self, year_of: Callable[[int], Year], digest: str = "") -> None:
        self._year_of, self.digest = year_of, digest
        self._years: dict[int, Year] = {}

    def year(self, number: int) -> Year:
        year = self._years.get(number)
        if year is None:
            year = self._years[number] = self._year_of(number)
        return year

    def special(self, day: date) -> Special | None:
        """Tell what stands out about a day; None for an ordinary working day."""
        found = self.year(day.year).specials.get(day)
        if found is None and day.weekday() >= SATURDAY:
            return WEEKEND
        return found

    def works(self, day: date) -> bool:
        found = self.year(day.year).specials.get(day)
        return day.weekday() < SATURDAY if found is None else found.works

    def is_decreed(self, first: date, last: date) -> bool:
        return all(self.year(n).decreed for n in range(first.year, last.year + 1))

    def on_or_after(self, day: date) -> date:
        """Give the first working day from this one on."""
        while not self.works(day):
            day += DAY
        return day

    def before(self, day: date, working_days: int) -> date:
        """Go back by so many working days."""
        while working_days > 0:
            day -= DAY
            working_days -= self.works(day)
        return day
