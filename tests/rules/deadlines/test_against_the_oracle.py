"""Every day of 2024-2035, against a day-by-day count that shares nothing with ours."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from tests.rules.deadlines import oracle
from tests.rules.deadlines.conftest import MOSCOW

FIRST, LAST = date(2024, 1, 1), date(2035, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


def test_every_day_of_twelve_years_is_worked_or_not_as_the_oracle_says(calendar):
    assert [day for day in EVERY_DAY if calendar.works(day) != oracle.works(day)] == []


def test_the_decreed_years_have_as_many_working_days_as_published(calendar):
    worked = {
        year: sum(calendar.works(day) for day in EVERY_DAY if day.year == year)
        for year in range(2024, 2028)
    }

    assert worked == {2024: 248, 2025: 247, 2026: 247, 2027: 247}


@pytest.mark.parametrize("year", range(2024, 2036))
def test_a_year_without_decree_is_known_for_one(calendar, year: int):
    assert calendar.is_decreed(date(year, 1, 1), date(year, 12, 31)) is (year < 2028)


@given(
    day=st.dates(FIRST, LAST),
    rule=st.sampled_from(
        [
            ("claim.register", 1, oracle.working_days_after),
            ("claim.answer", 30, oracle.calendar_days_after),
            ("claim.answer.long", 60, oracle.calendar_days_after),
            ("claim.refund.consumer", 10, oracle.calendar_days_after),
            ("claim.answer.promise", 10, oracle.working_days_after),
            ("claim.window", 6, oracle.months_after),
            ("bank.answer", 15, oracle.working_days_after),
        ]
    ),
    hour=st.integers(0, 23),
)
@settings(max_examples=1500, deadline=None)
def test_no_rule_ever_differs_from_the_oracle(counted, day: date, rule, hour: int):
    name, n, count_by_hand = rule

    found = counted(name, datetime(day.year, day.month, day.day, hour, tzinfo=MOSCOW))

    by_hand = count_by_hand(day, n)
    assert (found.due_on, found.provisional) == (by_hand, oracle.is_provisional(day, by_hand))


@given(day=st.dates(FIRST, LAST), n=st.integers(1, 400))
@settings(max_examples=300, deadline=None)
def test_no_length_of_term_ever_differs_from_the_oracle(counted, day: date, n: int):
    at = datetime(day.year, day.month, day.day, 12, tzinfo=MOSCOW)

    assert counted("claim.answer.promise", at, n=n).due_on == oracle.working_days_after(day, n)
    assert counted("claim.answer", at, n=n).due_on == oracle.calendar_days_after(day, n)
    assert counted("claim.window", at, n=n % 40 + 1).due_on == oracle.months_after(day, n % 40 + 1)


@given(day=st.dates(FIRST, LAST), n=st.integers(1, 60))
@settings(max_examples=300, deadline=None)
def test_the_derivation_names_every_day_that_was_left_out(counted, day: date, n: int):
    at = datetime(day.year, day.month, day.day, 9, tzinfo=MOSCOW)

    due = counted("claim.answer.promise", at, n=n)

    left_out = [date.fromisoformat(s.on) for s in due.steps if s.what == "skipped"]
    between = [day + timedelta(days=k) for k in range(1, (due.due_on - day).days + 1)]
    assert left_out == [one for one in between if not oracle.works(one)]
    assert len(between) - len(left_out) == n
