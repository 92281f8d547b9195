"""Kinds of papers, who may appear for whom, and the hours of visits."""

import re
from collections.abc import Iterator
from datetime import time

from kabinet.pack.formats import Office, Visits
from kabinet.pack.loading import Placed, Raw
from kabinet.pack.reading import Problem

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOLIDAYS = {"closed", "sunday", "usual"}
PARTIES = {"person", "sole_trader", "company"}
READING_COPY = ".en"
CLOCK = re.compile(r"\d\d:\d\d\Z")


def papers(raw: Raw) -> Iterator[Problem]:
    """Find forms that do not exist, and papers that nobody could hand in."""
    letters = raw.sections.get("letters", {})
    for row in raw.rows("papers"):
        kind = row.value
        for form in [kind.form, kind.form + READING_COPY] if kind.form else []:
            if form not in letters:
                yield row.problem("form", f"no letter template {form!r}")
        if not kind.upload and not kind.original:
            yield row.problem("upload", "a paper is sent, or shown, or both")


def capacities(raw: Raw) -> Iterator[Problem]:
    for row in raw.rows("capacities"):
        for party in sorted(row.value.attorney.keys() - PARTIES):
            yield row.problem("attorney", f"unknown kind of party {party!r}")


def visits(raw: Raw) -> Iterator[Problem]:
    for row in raw.rows("offices"):
        office: Office = row.value
        if office.visits is not None:
            yield from _visits(row, office.visits)


def _visits(row: Placed, visits: Visits) -> Iterator[Problem]:
    if visits.holidays not in HOLIDAYS:
        yield row.problem("visits", f"holidays are {', '.join(sorted(HOLIDAYS))}")
    if visits.slot_minutes < 1 or visits.seats < 1:
        yield row.problem("visits", "a slot lasts a minute at least, and has one seat at least")
    seen: set[str] = set()
    for first, last, opens, closes in visits.open:
        if first not in DAYS or last not in DAYS or DAYS.index(last) < DAYS.index(first):
            yield row.problem("visits", f"no days of a week: {first} to {last}")
            continue
        days = set(DAYS[DAYS.index(first) : DAYS.index(last) + 1])
        if days & seen:
            yield row.problem("visits", f"two opening times on {', '.join(sorted(days & seen))}")
        seen |= days
        if not _is_time(opens) or not _is_time(closes) or closes <= opens:
            yield row.problem("visits", f"no opening time: {opens} to {closes}")


def _is_time(typed: str) -> bool:
    if not CLOCK.match(typed):
        return False
    try:
        time.fromisoformat(typed)
    except ValueError:
        return False
    return True
