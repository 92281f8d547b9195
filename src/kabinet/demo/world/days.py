"""When things happened, told from the day of the first start: the same day, the same world."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

MONTHS = 6  # whole months of charges before the one that runs


@dataclass(frozen=True)
class Days:
    """The days before the first start, in the zone of the registering office.

    Everything invented happened before `today` began.
    """

    today: date
    zone: str

    @property
    def first(self) -> date:
        """The first day with charges."""
        return self.month(MONTHS)

    def month(self, back: int) -> date:
        """Give the first day of the month so many months ago."""
        months = self.today.year * 12 + self.today.month - 1 - back
        return date(months // 12, months % 12 + 1, 1)

    def ago(self, days: int, clock: str = "12:00") -> datetime:
        return self.at(self.today - timedelta(days=days), clock)

    def at(self, day: date, clock: str) -> datetime:
        return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(self.zone))

    def monthly(self, since: date, until: date) -> list[date]:
        """List the days on which something is paid: the day it began, then once a month."""
        later = [self.month(back).replace(day=min(since.day, 28)) for back in range(MONTHS, -1, -1)]
        return self._within([since, *(day for day in later if day > since)], until)

    def daily(self, since: date, until: date) -> list[date]:
        count = max(0, (min(until, self.today) - since).days)
        return self._within([since + timedelta(days=n) for n in range(count)], until)

    def _within(self, found: list[date], until: date) -> list[date]:
        return [day for day in found if self.first <= day < min(until, self.today)]


def dice(*what: object) -> Random:
    """Throw the same for the same thing, whatever else is in the world."""
    return Random(" ".join(str(one) for one in what))  # noqa: S311 - invented, not secret
