"""Time passes when told to, for everybody, and never back."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kabinet.cases.models import CaseClock
from kabinet.demo.queries import coming, leap, next_opening
from kabinet.journal.models import Note
from kabinet.kit import clock
from tests.doors.demo.conftest import START

MOSCOW = ZoneInfo("Europe/Moscow")


def moved(visitor, **form) -> timedelta:
    before = clock.now()
    visitor.post("/demo/clock/", form)
    return clock.now() - before


@pytest.mark.parametrize(
    ("form", "hours"),
    [
        ({"by": "hour"}, 1),
        ({"by": "day"}, 24),
        ({"by": "ten_days"}, 240),
        ({"custom": "yes", "days": "30", "hours": "2"}, 722),
        ({"custom": "yes", "hours": "5"}, 5),
    ],
)
def test_the_clock_moves_by_as_much_as_was_said(visitor, form, hours):
    assert timedelta(hours=hours) <= moved(visitor, **form) < timedelta(hours=hours, seconds=10)


def test_to_the_next_working_day_is_to_its_opening(visitor):
    visitor.post("/demo/clock/", {"by": "working_day"})

    there = clock.now().astimezone(MOSCOW)
    assert (there.date(), there.hour, there.minute) == (date(2026, 11, 25), 9, 0)


def test_the_next_working_day_after_the_new_year_is_the_eleventh():
    eve = datetime(2026, 12, 30, 18, 0, tzinfo=MOSCOW)

    assert next_opening(eve).date() == date(2027, 1, 11)


@pytest.mark.parametrize(
    "form",
    [
        {"custom": "yes", "days": "-1"},
        {"custom": "yes", "days": "soon"},
        {"custom": "yes", "days": "4000"},
        {"custom": "yes", "hours": "1.5"},
    ],
)
def test_a_leap_that_makes_no_sense_is_refused_in_a_sentence(visitor, form):
    answer = visitor.post("/demo/clock/", form)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert clock.now() - START < timedelta(minutes=5)


def test_an_unknown_leap_moves_nothing(visitor):
    assert moved(visitor, by="backwards") < timedelta(seconds=10)


def test_the_page_says_what_each_leap_sets_off(visitor):
    rows = {name: found for name, _, found in visitor.get("/demo/clock/").context["leaps"]}

    assert rows["hour"].passed <= rows["day"].passed <= rows["ten_days"].passed
    assert rows["ten_days"].passed >= 10


def test_what_is_counted_is_what_passes(world):
    until = START + leap("ten_days", START)
    passing = CaseClock.objects.filter(state="running", due_at__gt=START, due_at__lte=until)

    assert coming(START, until).passed == passing.count()


def test_the_answer_tells_what_the_worker_does_now(visitor):
    answer = visitor.post("/demo/clock/", {"by": "ten_days"}, follow=True)

    (said,) = [str(one) for one in answer.context["messages"]]
    assert said.startswith("The clock has moved. Within seconds the worker warns of")


def test_a_leap_leaves_a_line_in_the_journal(visitor):
    visitor.post("/demo/clock/", {"by": "hour"})

    assert Note.objects.get(what="demo.clock_moved").data == {"seconds": 3600}
