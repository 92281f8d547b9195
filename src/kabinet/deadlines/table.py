"""The calendar of a pack: the national holidays of the package `holidays`, under its decrees.

The package is heavy (15 MB in memory), so its days are kept as a small table beside the data:
a process that finds the table never imports the package.
"""

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from importlib.metadata import version
from pathlib import Path

from kabinet.deadlines.calendar import DAY, SATURDAY, Calendar, Special, Why, Year
from kabinet.pack.clocks import CalendarRules, CalendarYear
from kabinet.pack.contents import Pack
from kabinet.pack.formats import FALLBACK, Text

KEPT_YEARS = range(2010, 2051)
MOVED = re.compile(r"перенесено с (\d\d)\.(\d\d)\.(\d{4})")
SHIFTED = " (выходной)"

# One row: ISO date, why, the holiday's Russian name, the ISO date that it is bound to.
Row = tuple[str, str, str, str]


def calendar_of(pack: Pack, kept_in: Path | None = None) -> Calendar:
    """Make a pack's calendar. kept_in: a folder where the table may be kept between starts."""
    rules = pack.calendar
    if rules is None:
        return Calendar(lambda _: Year({}, decreed=True), pack.digest)
    source = _National(rules.source.removeprefix("holidays:"), kept_in)
    law = pack.norms[rules.law].short
    digest = f"{pack.digest}-{version('holidays')}"
    return Calendar(lambda number: _year(rules, law, number, source), digest)


class _National:
    """The rows of the package, from the kept table or from the package itself."""

    def __init__(self, country: str, kept_in: Path | None) -> None:
        self._country, self._kept_in = country, kept_in
        self._table: dict[str, list[Row]] | None = None

    def rows(self, year: int) -> list[Row]:
        if not self._country:
            return []
        if self._table is None:
            self._table = self._kept()
        found = self._table.get(str(year))
        return found if found is not None else ask_package(self._country, year)

    def _kept(self) -> dict[str, list[Row]]:
        if self._kept_in is None:
            return {}
        path = self._kept_in / f"holidays-{self._country}-{version('holidays')}.json"
        try:
            table: dict[str, list[Row]] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            table = {str(year): ask_package(self._country, year) for year in KEPT_YEARS}
            _keep(path, table)
        return table


def _keep(path: Path, table: dict[str, list[Row]]) -> None:
    """Write the table whole or not at all; a folder that may not be written costs only time."""
    fresh = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def ask_package(country: str, year: int) -> list[Row]:
    """List what `holidays` knows of a year."""
    from holidays import country_holidays  # noqa: PLC0415 - heavy

    days = country_holidays(country, years=year, language="ru")
    rows = [_row(days, day, name) for day, name in sorted(days.items()) if day.year == year]
    away = {row[3]: row[0] for row in rows if row[1] == Why.MOVED}
    works = (day.isoformat() for day in sorted(days.weekend_workdays) if day.year == year)
    return [*rows, *((day, str(Why.MOVED_AWAY), "", away.get(day, "")) for day in works)]


def _row(days: Mapping[date, str], day: date, name: str) -> Row:
    if moved := MOVED.search(name):
        from_day, from_month, from_year = moved.groups()
        return day.isoformat(), str(Why.MOVED), "", f"{from_year}-{from_month}-{from_day}"
    if not name.endswith(SHIFTED):
        return day.isoformat(), str(Why.HOLIDAY), name, ""
    holiday = name.removesuffix(SHIFTED)
    behind = (day - n * DAY for n in range(1, 8))
    fell_on = next((one for one in behind if days.get(one) == holiday), day)
    return day.isoformat(), str(Why.SHIFTED), holiday, fell_on.isoformat()


def _year(rules: CalendarRules, law: Text, number: int, source: _National) -> Year:
    decree = next((one for one in rules.years if one.year == number), None)
    rows = source.rows(number)
    specials: dict[date, Special] = {}
    cite = decree.decree if decree else {}
    for iso, why, name, other in rows:
        day = date.fromisoformat(iso)
        specials[day] = _special(rules, law, cite, day=day, why=Why(why), name=name, other=other)
    decreed = decree is not None or any(row[1] == Why.MOVED for row in rows)
    if not decreed:
        _shift(rules, law, specials)
    if decree:
        _apply(decree, specials)
    return Year(specials, decreed)


def _special(
    rules: CalendarRules, law: Text, decree: Text, *, day: date, why: Why, name: str, other: str
) -> Special:
    bound_to = date.fromisoformat(other) if other else None
    if why in {Why.MOVED, Why.MOVED_AWAY}:
        return Special(why, {}, bound_to, decree)
    return Special(why, _name(rules, bound_to or day, name), bound_to, law)


def _name(rules: CalendarRules, day: date, russian: str) -> Text:
    return rules.names.get(day.strftime("%m-%d")) or {FALLBACK: russian}


def _shift(rules: CalendarRules, law: Text, specials: dict[date, Special]) -> None:
    """Give the next working day off for a holiday on a weekend (Labour Code, art. 112)."""
    for day, special in sorted(specials.items()):
        if special.why is not Why.HOLIDAY or day.month in rules.unshifted_months:
            continue
        if day.weekday() >= SATURDAY:
            free = day + DAY
            while free.weekday() >= SATURDAY or free in specials:
                free += DAY
            specials[free] = Special(Why.SHIFTED, special.name, day, law)


def _apply(decree: CalendarYear, specials: dict[date, Special]) -> None:
    """Lay the pack's own year over the package: its moves, and its extra days off."""
    for moved in decree.moved:
        if moved.to.year == decree.year:
            specials[moved.to] = Special(Why.MOVED, {}, moved.day, decree.decree)
        stays_off = specials.get(moved.day)
        if moved.day.weekday() >= SATURDAY and (stays_off is None or stays_off.works):
            specials[moved.day] = Special(Why.MOVED_AWAY, {}, moved.to, decree.decree)
    for off in decree.days_off:
        specials[off.on] = Special(Why.EXTRA, off.name, None, decree.decree)


def differences(pack: Pack, years: range) -> list[str]:
    """Tell where the decrees that the pack writes down and the package disagree."""
    rules = pack.calendar
    found: list[str] = []
    if rules is None or not rules.source:
        return found
    country = rules.source.removeprefix("holidays:")
    for year in (one for one in rules.years if one.year in years):
        package = {
            (row[3], row[0]) for row in ask_package(country, year.year) if row[1] == Why.MOVED
        }
        pack_says = {(one.day.isoformat(), one.to.isoformat()) for one in year.moved}
        found += [f"{year.year}: {day} -> {to}" for day, to in sorted(package ^ pack_says)]
    return found
