"""The slots of a day: opening hours, holidays, days off, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from kabinet.pack.queries import operator_pack
from kabinet.showroom.queries.slots import moments_of
from kabinet.showroom.rules import Hours, clashes, slots_of

MARKS = Hours(
    week=(("mon", "fri", "09:00", "20:00"), ("sat", "sun", "10:00", "18:00")),
    minutes=30,
    holidays="closed",
    days_off=(),
    zone="Europe/Moscow",
)
WEDNESDAY, SATURDAY = date(2026, 11, 25), date(2026, 11, 28)


def ends(hours: Hours, on: date, *, is_holiday: bool = False) -> tuple[str, str, int] | None:
    slots = slots_of(hours, on, is_holiday=is_holiday)
    return (f"{slots[0]:%H:%M}", f"{slots[-1]:%H:%M}", len(slots)) if slots else None


@pytest.mark.parametrize(
    ("hours", "on", "is_holiday", "expected"),
    [
        (MARKS, WEDNESDAY, False, ("09:00", "19:30", 22)),
        (MARKS, SATURDAY, False, ("10:00", "17:30", 16)),
        (MARKS, WEDNESDAY, True, None),
        (replace(MARKS, holidays="sunday"), WEDNESDAY, True, ("10:00", "17:30", 16)),
        (replace(MARKS, holidays="usual"), WEDNESDAY, True, ("09:00", "19:30", 22)),
        (replace(MARKS, days_off=(WEDNESDAY,)), WEDNESDAY, False, None),
        (replace(MARKS, week=MARKS.week[:1]), SATURDAY, False, None),
        (replace(MARKS, minutes=45), SATURDAY, False, ("10:00", "16:45", 10)),
    ],
)
def test_a_day_has_the_slots_of_its_hours(hours, on, is_holiday, expected):
    assert ends(hours, on, is_holiday=is_holiday) == expected


def test_a_slot_is_a_moment_of_the_offices_own_zone():
    vladivostok = replace(MARKS, zone="Asia/Vladivostok")
    first = slots_of(vladivostok, WEDNESDAY, is_holiday=False)[0]

    assert first.isoformat() == "2026-11-25T09:00:00+10:00"


@pytest.mark.parametrize(
    ("code", "on", "is_open"),
    [
        ("msk-marks", date(2026, 12, 31), True),  # offices rest on holidays, not on moved days off
        ("msk-marks", date(2027, 1, 1), False),
        ("msk-tverskaya", date(2027, 1, 1), True),  # a holiday is kept like a Sunday
        ("msk-marks", date(2027, 2, 20), True),
        ("kaliningrad", date(2026, 11, 29), False),  # a Sunday
        ("kaliningrad", date(2026, 11, 28), True),
    ],
)
def test_holidays_come_from_the_production_calendar(code, on, is_open):
    (office,) = [one for one in operator_pack().offices if one.code == code]

    assert bool(moments_of(office, on)) is is_open


@pytest.mark.parametrize(
    ("side", "taken", "does"),
    [
        ("giver", [], False),
        ("giver", ["receiver"], False),
        ("giver", ["giver"], True),
        ("giver", ["both"], True),
        ("both", ["receiver"], True),
        ("both", [], False),
    ],
)
def test_a_side_is_expected_once(side, taken, does):
    assert clashes(side, taken) is does
