"""Slots of a day, powers of attorney, who is still unseen. Plain Python."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SUNDAY = 6
BOTH = "both"


@dataclass(frozen=True, kw_only=True)
class Hours:
    """When an office receives, and in which steps; all in its own zone."""

    week: tuple[tuple[str, str, str, str], ...]
    minutes: int
    holidays: str
    days_off: tuple[date, ...]
    zone: str


class BadAttorney(StrEnum):
    """What is wrong with a power of attorney."""

    MISSING = "missing"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    WRONG_FORM = "wrong_form"


@dataclass(frozen=True, kw_only=True)
class Attorney:
    """A power of attorney as it lies before the clerk; the last day counts."""

    form: str  # sealed, notarised
    number: str
    issued_on: date
    valid_until: date


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Somebody who appeared for a side, and how far he got."""

    side: str
    capacity: str
    identified: bool
    signed: bool


def slots_of(hours: Hours, on: date, *, is_holiday: bool) -> list[datetime]:
    """List the moments of a day at which a visit may begin; the last one ends before closing."""
    opening = _opening(hours, on, is_holiday=is_holiday)
    if opening is None:
        return []
    opens, closes = (time.fromisoformat(one) for one in opening)
    zone, step = ZoneInfo(hours.zone), timedelta(minutes=hours.minutes)
    start, end = datetime.combine(on, opens), datetime.combine(on, closes)
    return [(start + number * step).replace(tzinfo=zone) for number in range((end - start) // step)]


def attorney_fault(attorney: Attorney | None, *, needed: str, on: date) -> BadAttorney | None:
    """Tell what is wrong with a power of attorney for a capacity that needs one of this form."""
    if needed == "none":
        return None
    if attorney is None or not attorney.number.strip():
        return BadAttorney.MISSING
    wrong = {
        BadAttorney.EXPIRED: on > attorney.valid_until,
        BadAttorney.NOT_YET: on < attorney.issued_on,
        BadAttorney.WRONG_FORM: needed == "notarised" and attorney.form != "notarised",
    }
    return next((fault for fault, holds in wrong.items() if holds), None)


def still_missing(side: str, capacities: Iterable[str], seen: Sequence[Seen]) -> str:
    """Tell how far the furthest of a side got; "" when one was seen and has signed."""
    came = [one for one in seen if one.side == side and one.capacity in capacities]
    if any(one.identified and one.signed for one in came):
        return ""
    if any(one.identified for one in came):
        return "not_signed"
    return "not_identified" if came else "not_come"


def clashes(side: str, with_: Iterable[str]) -> bool:
    """Tell whether a side is expected already: by itself, or both together."""
    taken = set(with_)
    return bool(taken) if side == BOTH else side in taken or BOTH in taken


def _opening(hours: Hours, on: date, *, is_holiday: bool) -> tuple[str, str] | None:
    if on in hours.days_off or (is_holiday and hours.holidays == "closed"):
        return None
    day = SUNDAY if is_holiday and hours.holidays == "sunday" else on.weekday()
    for first, last, opens, closes in hours.week:
        if DAYS.index(first) <= day <= DAYS.index(last):
            return opens, closes
    return None
