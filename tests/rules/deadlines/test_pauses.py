"""A clock that stands still gets exactly that time back, once (lesson T1 of the peers)."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from kabinet.deadlines.rules import Pause, join
from tests.rules.deadlines.conftest import moscow

FRIDAY_EVENING, MONDAY_MORNING = "2026-11-27T18:00", "2026-11-30T09:00"
WEEKEND = (FRIDAY_EVENING, MONDAY_MORNING)


def test_a_weekend_of_waiting_gives_a_clock_of_business_hours_nothing(counted):
    without = counted("fraud.report", "2026-11-27T16:00")
    with_it = counted("fraud.report", "2026-11-27T16:00", WEEKEND)

    assert without.due_local == with_it.due_local == moscow("2026-11-30T11:00")


def test_a_weekend_of_waiting_gives_a_clock_of_working_days_nothing(counted):
    without = counted("claim.answer.promise", "2026-11-23T10:00")

    assert counted("claim.answer.promise", "2026-11-23T10:00", WEEKEND).due_on == without.due_on


def test_a_weekend_of_waiting_gives_a_clock_in_hours_its_63_hours(counted):
    without = counted("number.request.promise", "2026-11-27T10:00")
    with_it = counted("number.request.promise", "2026-11-27T10:00", WEEKEND)

    assert with_it.due_at - without.due_at == timedelta(hours=63)


def test_a_weekend_of_waiting_gives_calendar_days_two_whole_days(counted):
    without = counted("claim.answer", "2026-11-23T10:00", roll="")
    with_it = counted("claim.answer", "2026-11-23T10:00", WEEKEND, roll="")

    assert with_it.due_on - without.due_on == timedelta(days=2)


@pytest.mark.parametrize(
    ("pauses", "given"),
    [
        ([("2026-11-25T09:00", "2026-11-25T18:00")], 1),
        ([("2026-11-25T00:00", "2026-11-26T00:00")], 1),
        ([("2026-11-25T09:00", "2026-11-25T17:59")], 0),
        ([("2026-11-25T09:00", "2026-11-25T13:30"), ("2026-11-26T13:30", "2026-11-26T18:00")], 1),
        ([("2026-11-25T12:00", "2026-11-27T12:00")], 2),
        ([("2026-11-27T09:00", "2026-12-01T09:00")], 2),  # Friday and Monday
    ],
)
def test_worked_time_that_stood_still_comes_back_in_whole_days(counted, pauses, given: int):
    without = counted("claim.answer.promise", "2026-11-23T10:00")
    more = counted("claim.answer.promise", "2026-11-23T10:00", n=10 + given)

    found = counted("claim.answer.promise", "2026-11-23T10:00", *pauses)

    assert found.due_on == more.due_on
    assert (found.due_on == without.due_on) is (given == 0)


def test_the_same_time_named_twice_is_given_back_once(counted):
    one = ("2026-11-23T12:00", "2026-11-23T18:00")
    overlapping = ("2026-11-23T15:00", "2026-11-23T20:00")
    inside = ("2026-11-23T13:00", "2026-11-23T14:00")

    found = counted("number.request.promise", "2026-11-23T10:00", one, overlapping, inside, one)

    assert found.due_local == moscow("2026-11-24T18:00")


def test_a_pause_after_the_term_has_run_out_revives_nothing(counted):
    after = ("2026-11-24T10:00", "2026-11-25T10:00")

    found = counted("number.request.promise", "2026-11-23T10:00", after)

    assert found.due_local == moscow("2026-11-24T10:00")


def test_a_pause_that_begins_in_time_thanks_to_an_earlier_one_counts(counted):
    first = ("2026-11-23T12:00", "2026-11-23T22:00")
    second = ("2026-11-24T19:00", "2026-11-24T20:00")  # after the bare term, within the longer one

    found = counted("number.request.promise", "2026-11-23T10:00", first, second)

    assert found.due_local == moscow("2026-11-24T21:00")


def test_time_before_the_start_is_nobodys_to_give_back(counted):
    before = ("2026-11-22T10:00", "2026-11-23T12:00")

    found = counted("number.request.promise", "2026-11-23T10:00", before)

    assert found.due_local == moscow("2026-11-24T12:00")


def test_a_clock_that_may_not_pause_refuses_to(counted):
    with pytest.raises(ValueError, match=r"claim\.answer does not pause"):
        counted("claim.answer", "2026-11-23T10:00", WEEKEND, pausable=False)


def test_each_pause_stands_in_the_derivation(counted):
    found = counted("number.request.promise", "2026-11-27T10:00", WEEKEND)

    (step,) = [step for step in found.steps if step.what == "paused"]
    assert step.note["from"] == "2026-11-27T18:00:00+03:00"
    assert step.note["stood"] == 63 * 3600


hours = st.integers(0, 24 * 20)


@given(st.lists(st.tuples(hours, hours), max_size=6))
def test_hours_come_back_to_the_hour_whatever_the_pauses(counted, spans: list[tuple[int, int]]):
    start = moscow("2026-11-23T00:00")
    pauses = [
        (
            f"{start + timedelta(hours=a):%Y-%m-%dT%H:%M}",
            f"{start + timedelta(hours=b):%Y-%m-%dT%H:%M}",
        )
        for a, b in spans
    ]
    stood = {hour for a, b in spans for hour in range(a, b)}

    found = counted("number.request.promise", "2026-11-23T00:00", *pauses)

    hour, left = 0, 24
    while left:
        left -= hour not in stood
        hour += 1
    assert found.due_at == start + timedelta(hours=hour)


@given(st.lists(st.tuples(hours, hours), max_size=6))
def test_joined_pauses_never_overlap_and_cover_the_same_time(spans: list[tuple[int, int]]):
    start = moscow("2026-11-23T00:00")
    pauses = [Pause(start + timedelta(hours=a), start + timedelta(hours=b)) for a, b in spans]

    joined = join(pauses)

    assert all(one.until < two.from_ for one, two in pairwise(joined))
    covered = {
        hour
        for one in joined
        for hour in range(
            int((one.from_ - start) / timedelta(hours=1)),
            int((one.until - start) / timedelta(hours=1)),
        )
    }
    assert covered == {hour for a, b in spans for hour in range(a, b)}


@given(
    spans=st.lists(st.tuples(st.integers(0, 40 * 24), st.integers(0, 40 * 24)), max_size=4),
    rule=st.sampled_from(["claim.answer", "claim.answer.promise", "claim.window", "fraud.report"]),
)
def test_a_pause_never_brings_a_deadline_forward(counted, spans, rule: str):
    start = moscow("2026-11-20T10:00")
    pauses = [
        (
            f"{start + timedelta(hours=a):%Y-%m-%dT%H:%M}",
            f"{start + timedelta(hours=b):%Y-%m-%dT%H:%M}",
        )
        for a, b in spans
    ]

    without = counted(rule, start)

    assert counted(rule, start, *pauses).due_at >= without.due_at
