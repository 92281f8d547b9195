"""When an office receives, and where a seat is free."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count

from kabinet.deadlines.calendar import Why
from kabinet.deadlines.queries import calendar
from kabinet.offices.queries import office as office_of, offices_in
from kabinet.pack.formats import Office
from kabinet.pack.queries import operator_pack
from kabinet.showroom.models import Visit
from kabinet.showroom.rules import Hours, slots_of
from kabinet.showroom.states import LIVE

DAY = timedelta(days=1)
_HOLIDAYS = {Why.HOLIDAY, Why.SHIFTED, Why.EXTRA}


@dataclass(frozen=True)
class Slot:
    starts_at: datetime  # in the office's own zone
    free: int

    @property
    def clock(self) -> str:
        return f"{self.starts_at:%H:%M}"


def offices_for_visits() -> list[Office]:
    """List the offices that receive by appointment, by town."""
    return [one for one in offices_in() if one.visits is not None]


def day_at(office: str, at: datetime) -> date:
    """Tell which day it is at an office."""
    place = office_of(office)
    zone = place.zone if place else str(operator_pack().setting("office.zone"))
    return at.astimezone(ZoneInfo(zone)).date()


def free_slots(office: str, on: date, *, at: datetime) -> list[Slot]:
    """List the moments of a day, still to come, at which a seat is free."""
    place = office_of(office)
    if place is None or place.visits is None or on >= _last_day(place, at):
        return []
    moments = [one for one in moments_of(place, on) if one > at]
    taken = _taken(place.code, on, place.zone)
    seats = place.visits.seats
    slots = [Slot(one, seats - taken.get(one, 0)) for one in moments]
    return [slot for slot in slots if slot.free > 0]


def free_days(office: str, *, at: datetime, most: int = 14) -> list[date]:
    """List the next days on which the office receives."""
    place = office_of(office)
    if place is None or place.visits is None:
        return []
    days: list[date] = []
    day = day_at(office, at)
    while day < _last_day(place, at) and len(days) < most:
        if any(one > at for one in moments_of(place, day)):
            days.append(day)
        day += DAY
    return days


def first_day(office: str, *, at: datetime) -> date | None:
    """Tell the first day with a free seat."""
    days = free_days(office, at=at)
    return next((day for day in days if free_slots(office, day, at=at)), None)


def is_slot(place: Office, starts_at: datetime, at: datetime) -> bool:
    """Tell whether the office receives at this moment, and it is still to come."""
    on = starts_at.astimezone(ZoneInfo(place.zone)).date()
    return at < starts_at and on < _last_day(place, at) and starts_at in moments_of(place, on)


def moments_of(place: Office, on: date) -> list[datetime]:
    if place.visits is None:
        return []
    visits, special = place.visits, calendar().special(on)
    hours = Hours(
        week=visits.open,
        minutes=visits.slot_minutes,
        holidays=visits.holidays,
        days_off=visits.days_off,
        zone=place.zone,
    )
    return slots_of(hours, on, is_holiday=special is not None and special.why in _HOLIDAYS)


def _taken(office: str, on: date, zone: str) -> dict[datetime, int]:
    """Count the seats taken, by moment, in one query."""
    start = datetime.combine(on, time(), ZoneInfo(zone))
    end = datetime.combine(on + DAY, time(), ZoneInfo(zone))
    there = Visit.objects.filter(
        office=office, starts_at__gte=start, starts_at__lt=end, state__in=LIVE, seat__isnull=False
    )
    return dict(there.order_by().values_list("starts_at").annotate(seats=Count("pk")))


def _last_day(place: Office, at: datetime) -> date:
    """Tell the first day that is too far ahead to be booked."""
    ahead = timedelta(days=int(operator_pack().setting("showroom.days_ahead")))
    return at.astimezone(ZoneInfo(place.zone)).date() + ahead
