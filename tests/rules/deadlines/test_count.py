"""The seams of a count: first days, last days, working Saturdays, new holidays, zones, hours."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from kabinet.deadlines.calendar import Calendar, Special, Why, Year
from kabinet.deadlines.queries import office_of
from kabinet.deadlines.rules import applies
from kabinet.deadlines.table import calendar_of, differences
from kabinet.pack.clocks import DayOff
from tests.rules.deadlines.conftest import moscow


def with_days_off(calendar: Calendar, *days: date) -> Calendar:
    """Give the same calendar with some more days off, as a later decree would."""

    def year_of(number: int) -> Year:
        year = calendar.year(number)
        more = {day: Special(Why.EXTRA, {"ru": "Новый праздник"}) for day in days}
        return Year({**year.specials, **more}, year.decreed)

    return Calendar(year_of, "changed")


@pytest.mark.parametrize(
    ("arrived", "register_by"),
    [
        ("2026-11-21T12:00", "2026-11-23"),  # Saturday
        ("2026-11-22T23:59", "2026-11-23"),  # Sunday
        ("2027-01-01T00:00", "2027-01-11"),  # in the New Year holidays
        ("2024-04-27T12:00", "2024-05-02"),  # a working Saturday; Monday and Tuesday are off
    ],
)
def test_what_arrives_on_a_day_off_has_its_first_day_on_the_next_working_day(
    counted, arrived: str, register_by: str
):
    assert counted("claim.register", arrived).due_on.isoformat() == register_by


def test_ten_working_days_over_may_are_what_they_are(counted):
    """T3: peers without moved days say 7 or 13 May."""
    assert counted("claim.answer.promise", "2024-04-22T10:00").due_on == date(2024, 5, 8)


def test_a_working_saturday_counts_and_the_derivation_says_so(counted):
    due = counted("claim.answer.promise", "2025-10-29T10:00")

    assert due.due_on == date(2025, 11, 13)
    (step,) = [step for step in due.steps if step.what == "counted"]
    assert (step.on, step.note["other"]) == ("2025-11-01", "2025-11-03")
    assert step.source == "постановление Правительства РФ от 04.10.2024 № 1335"


days_off = st.lists(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=30)
RULES = ["claim.register", "claim.answer", "claim.answer.promise", "claim.window", "fraud.report"]


@given(off=days_off, day=st.dates(date(2026, 1, 1), date(2027, 5, 1)), rule=st.sampled_from(RULES))
def test_a_day_off_more_never_shortens_a_term(counted, calendar, off, day, rule: str):
    """T4: excluded days make a term longer or leave it, never shorter."""
    at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)

    before = counted(rule, at)

    assert counted(rule, at, on=with_days_off(calendar, *off)).due_at >= before.due_at


def test_a_holiday_added_later_moves_the_deadline_and_is_named(counted, calendar):
    """T5: the same case counted again on the new calendar."""
    later = with_days_off(calendar, date(2026, 12, 7))

    before = counted("claim.answer.promise", "2026-11-23T10:00")
    after = counted("claim.answer.promise", "2026-11-23T10:00", on=later)

    assert (before.due_on, after.due_on) == (date(2026, 12, 7), date(2026, 12, 8))
    assert {"why": "extra", "name": {"ru": "Новый праздник"}} in [s.note for s in after.steps]


def test_a_day_off_written_into_the_pack_is_one(pack):
    rules = pack.calendar
    one_more = DayOff(on=date(2026, 9, 18), name={"ru": "Единый день голосования"})
    years = [
        replace(year, days_off=(one_more,)) if year.year == 2026 else year for year in rules.years
    ]
    changed = replace(pack, calendar=replace(rules, years=tuple(years)))

    assert calendar_of(pack).works(date(2026, 9, 18))
    assert not calendar_of(changed).works(date(2026, 9, 18))


def test_the_pack_and_the_package_agree_on_every_decree(pack):
    assert differences(pack, range(2024, 2028)) == []


def test_a_decree_written_wrong_is_found(pack):
    rules = pack.calendar
    without = replace(pack, calendar=replace(rules, years=(replace(rules.years[2], moved=()),)))

    assert differences(without, range(2024, 2028)) == [
        "2026: 2026-01-03 -> 2026-01-09",
        "2026: 2026-01-04 -> 2026-12-31",
    ]


@pytest.mark.parametrize(
    ("rule", "started", "provisional"),
    [
        ("claim.answer.promise", "2027-12-15T10:00", False),
        ("claim.answer.promise", "2027-12-20T10:00", True),
        ("claim.register", "2027-12-29T10:00", False),
        ("claim.register", "2027-12-30T10:00", True),
        ("claim.answer", "2027-11-30T10:00", False),
        ("claim.answer", "2027-12-02T10:00", True),
        ("claim.window", "2027-07-05T10:00", True),
        ("number.request.promise", "2028-05-01T10:00", False),
    ],
)
def test_a_count_that_touches_a_year_without_decree_is_provisional(
    counted, rule: str, started: str, *, provisional: bool
):
    due = counted(rule, started)

    assert due.provisional is provisional
    assert ("provisional" in [step.what for step in due.steps]) is provisional


def test_a_moment_becomes_a_date_in_the_zone_that_counts(counted):
    at = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)  # 00:30 of the 24th in Moscow

    assert counted("claim.register", at).due_on == date(2026, 11, 25)
    assert counted("claim.register", at, zone="Europe/Kaliningrad").due_on == date(2026, 11, 24)
    assert counted("claim.register", at, zone="Asia/Kamchatka").due_on == date(2026, 11, 25)


def test_the_first_instant_too_late_is_local_midnight_in_utc(counted):
    due = counted("claim.answer", "2026-11-24T10:00")

    assert due.due_on == date(2026, 12, 24)
    assert due.due_at == datetime(2026, 12, 24, 21, 0, tzinfo=UTC)
    assert due.due_at.tzinfo is UTC


@given(seconds=st.integers(0, 11 * 366 * 86400))
def test_astronomical_hours_ignore_every_calendar(counted, seconds: int):
    at = moscow("2024-01-01T00:00") + timedelta(seconds=seconds)

    assert counted("number.request.promise", at).due_at - at == timedelta(hours=24)


@pytest.mark.parametrize(
    ("started", "due"),
    [
        ("2026-11-23T09:00", "2026-11-23T13:00"),
        ("2026-11-23T14:00", "2026-11-23T18:00"),
        ("2026-11-23T15:00", "2026-11-24T10:00"),
        ("2026-11-23T03:00", "2026-11-23T13:00"),
        ("2026-11-23T22:00", "2026-11-24T13:00"),
        ("2026-11-27T17:30", "2026-11-30T12:30"),
        ("2026-12-30T17:00", "2027-01-11T12:00"),
        ("2025-10-31T17:00", "2025-11-01T12:00"),  # into a working Saturday
    ],
)
def test_business_hours_run_only_while_the_office_is_open(counted, started: str, due: str):
    assert counted("fraud.report", started).due_local == moscow(due)


def test_a_month_without_such_a_day_ends_on_its_last_day(counted):
    due = counted("claim.window", "2026-08-31T10:00")

    assert due.due_on == date(2027, 3, 1)
    month_end = next(step for step in due.steps if step.what == "month_end")
    assert (month_end.on, month_end.source) == ("2027-02-28", "ст. 192 ГК РФ")


def test_without_a_roll_the_last_day_may_be_a_sunday(counted):
    assert counted("claim.answer", "2025-10-31T10:00", roll="").due_on == date(2025, 11, 30)
    assert counted("claim.answer", "2025-10-31T10:00").due_on == date(2025, 12, 1)


def test_a_rule_may_count_the_day_of_the_event(counted):
    due = counted("claim.answer.promise", "2026-11-23T10:00", start_next_day=False)

    assert due.due_on == date(2026, 12, 4)
    assert "day_zero" not in [step.what for step in due.steps]


def test_a_moment_without_zone_is_refused(counted):
    with pytest.raises(ValueError, match="needs its time zone"):
        counted("claim.answer", datetime(2026, 11, 23, 10))  # noqa: DTZ001 - the point


CONSUMER = {
    "case": "claim",
    "party": "consumer",
    "demand_in": ["refund", "apology"],
    "service_in": ["mobile"],
    "respondent": "operator",
}


@pytest.mark.parametrize(
    ("facts", "running"),
    [
        (CONSUMER, "claim.answer claim.answer.promise claim.refund.consumer claim.register"),
        (
            {**CONSUMER, "demand_in": ["apology"]},
            "claim.answer claim.answer.promise claim.register",
        ),
        (
            {**CONSUMER, "service_in": ["roaming_foreign"]},
            "claim.answer.long claim.answer.promise claim.refund.consumer claim.register",
        ),
        (
            {**CONSUMER, "party": "company"},
            "claim.answer claim.answer.promise claim.court.business claim.register",
        ),
        ({**CONSUMER, "respondent": "bank"}, "bank.answer claim.register"),
        ({"case": "question"}, "question.answer.promise"),
        ({"case": "fraud"}, "fraud.answer.promise fraud.report"),
        ({"case": "order"}, "number.request.promise"),
    ],
)
def test_the_facts_of_a_case_say_which_clocks_run(pack, facts, running: str):
    rules = pack.clocks_on(date(2026, 11, 23))

    found = {rule.id for rule in rules if applies(rule, facts)} - {"claim.window"}

    assert sorted(found) == running.split()


def test_the_office_reads_its_hours_and_laws_from_the_pack(pack):
    office = office_of(pack)

    assert office.working_time == timedelta(hours=9)
    assert office.law("roll")["fr"] == "Code civil, art. 193"
