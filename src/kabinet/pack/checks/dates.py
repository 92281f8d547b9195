"""Editions: they run forward, do not overlap, and what they lean on is in force with them."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from itertools import pairwise

from kabinet.pack.clocks import CalendarRules, CalendarYear
from kabinet.pack.formats import Dated
from kabinet.pack.loading import Placed, Raw
from kabinet.pack.reading import Problem

CITING = (
    *(
        "grounds",
        "forms",
        "letters",
        "clocks",
        "purposes",
        "retention",
        "transfers",
        "penalties",
        "fines",
    ),
    *("papers", "capacities"),
)


def editions(raw: Raw) -> Iterator[Problem]:
    """Find periods that run backwards and editions of one thing that hold on the same day."""
    for section, rows in raw.sections.items():
        for name, placed in rows.items():
            if not isinstance(placed[0].value, Dated):
                continue
            placed.sort(key=lambda one: one.value.valid_from)
            yield from _backwards(section, name, placed)
            yield from _overlaps(section, name, placed)


def _backwards(section: str, name: str, rows: list[Placed]) -> Iterator[Problem]:
    for row in rows:
        if row.value.valid_until <= row.value.valid_from:
            what = f"{section}[{name}]: valid_until {row.value.valid_until} is not after valid_from"
            yield row.problem("valid_until", what)


def _overlaps(section: str, name: str, rows: list[Placed]) -> Iterator[Problem]:
    for earlier, later in pairwise(rows):
        if later.value.valid_from < earlier.value.valid_until:
            what = f"{section}[{name}]: overlaps the edition of {earlier.file}:{earlier.line}"
            yield later.problem("valid_from", what)


def prices(raw: Raw) -> Iterator[Problem]:
    for row in [*raw.rows("tariffs"), *raw.rows("services")]:
        steps = sorted(row.value.prices, key=lambda price: price.valid_from)
        for earlier, later in pairwise(steps):
            if later.valid_from < earlier.valid_until:
                what = f"{row.value.code}: two prices on {later.valid_from.isoformat()}"
                yield row.problem("prices", what)
        for price in steps:
            if price.amount < 0 or price.period not in {"day", "month", "once", "free"}:
                yield row.problem(
                    "prices", f"{row.value.code}: no price: {price.amount} {price.period}"
                )


def norms(raw: Raw, on: date) -> Iterator[Problem]:
    """Find norms that nobody wrote down, and norms that ended while something still cites them."""
    for row, key, name in _citations(raw):
        yield from _norm(raw, row, key, name, on)


def expiries(raw: Raw, since: date) -> Iterator[tuple[date, Problem]]:
    """Find the day on which a citation will be left without its norm, and what will be said."""
    for row, key, name in _citations(raw):
        ends = {one.value.valid_until for one in raw.sections.get("norms", {}).get(name, [])}
        for day in sorted(end for end in ends if end > since):
            if found := next(_norm(raw, row, key, name, day), None):
                yield day, found
                break


def _citations(raw: Raw) -> Iterator[tuple[Placed, str, str]]:
    """List what cites a norm: the row, the key, the norm's id."""
    rows = [row for section in CITING for row in raw.rows(section)]
    if calendar := raw.singles.get("calendar"):
        rows.append(calendar)
    return ((row, key, name) for row in rows for key, name in cited(row.value))


def cited(value: object) -> Iterable[tuple[str, str]]:
    """List the norms that a value cites, each under its key."""
    if isinstance(value, CalendarRules):
        names = [row.name for row in fields(value) if row.name.endswith("law")]
        return [(name, getattr(value, name)) for name in names]
    one = getattr(value, "norm", "")
    many = ("norms", "norms_of_consumers")
    found = [(key, name) for key in many for name in getattr(value, key, ())]
    return [*found, ("norm", one)] if one else found


def _norm(raw: Raw, row: Placed, key: str, name: str, on: date) -> Iterator[Problem]:
    editions_of = [one.value for one in raw.sections.get("norms", {}).get(name, [])]
    if not editions_of:
        yield row.problem(key, f"unknown norm {name!r}")
        return
    held_from = getattr(row.value, "valid_from", date.min)
    held_until = getattr(row.value, "valid_until", date.max)
    day = max(on, held_from)
    if day < held_until and not any(one.holds_on(day) for one in editions_of):
        ended = max(one.valid_until for one in editions_of)
        when = f"ended on {ended}" if ended <= day else f"is not in force on {day}"
        yield row.problem(key, f"the norm {name!r} {when} and is still cited")


def calendars(raw: Raw) -> Iterator[Problem]:
    for row in raw.rows("calendars"):
        year: CalendarYear = row.value
        for moved in year.moved:
            if moved.day == moved.to or year.year not in {moved.day.year, moved.to.year}:
                what = f"{moved.day} -> {moved.to} is no move of a day off in {year.year}"
                yield row.problem("moved", what)
        for off in year.days_off:
            if off.on.year != year.year:
                yield row.problem("days_off", f"{off.on} is not in {year.year}")
