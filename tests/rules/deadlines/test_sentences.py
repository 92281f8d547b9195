"""A derivation is sentences in every language, and a table kept on disk changes nothing."""

import json
from dataclasses import asdict
from datetime import date

import pytest

from kabinet.deadlines import queries, table
from kabinet.deadlines.sentences import sentence
from tests.rules.deadlines import oracle
from tests.rules.deadlines.conftest import moscow

CASES = [
    ("claim.answer.promise", "2025-12-30T10:00"),
    ("claim.answer.promise", "2025-10-29T10:00"),
    ("claim.answer", "2028-10-05T10:00"),
    ("claim.window", "2026-08-31T10:00"),
    ("fraud.report", "2026-11-27T17:00"),
    ("number.request.promise", "2026-11-27T17:00"),
]


@pytest.mark.parametrize("language", ["ru", "en", "fr"])
@pytest.mark.parametrize(("rule", "started"), CASES)
def test_every_step_is_a_sentence_in_every_language(counted, pack, rule, started, language: str):
    pause = ("2025-12-31T10:00", "2026-01-20T10:00")
    for due in (counted(rule, started), counted(rule, started, pause)):
        said = [sentence(pack, step, language) for step in due.steps]

        assert len(said) == len(due.steps)
        assert all(line and "{" not in line and "None" not in line for line in said)


def test_a_derivation_read_back_from_json_says_the_same(counted, pack):
    due = counted("claim.answer.promise", "2026-12-30T10:00")
    stored = json.loads(json.dumps([asdict(step) for step in due.steps]))

    assert [sentence(pack, step, "fr") for step in stored] == [
        sentence(pack, step, "fr") for step in due.steps
    ]


def test_every_skipped_holiday_names_its_law_or_decree(counted):
    steps = counted("claim.answer.promise", "2026-12-30T10:00").steps

    sources = {step.note["why"]: step.source for step in steps if step.what == "skipped"}
    assert sources["moved"].startswith("постановление Правительства РФ от 24.09.2025")
    assert sources["holiday"] == "ст. 112 ТК РФ"
    assert sources["weekend"] == ""


def test_the_last_line_names_the_last_day_and_the_zone(counted, pack):
    due = counted("claim.answer", "2026-11-24T10:00", zone="Asia/Kamchatka")

    assert sentence(pack, due.steps[-1], "en") == (
        "The last day: 24 December 2026 (Thursday), until the end of the day, "
        "time zone Asia/Kamchatka, UTC+12"
    )


def test_the_kept_table_gives_the_same_days_without_the_package(pack, tmp_path, monkeypatch):
    days = [
        date(2024, 1, 1).replace(year=year, month=month)
        for year in (2024, 2031)
        for month in range(1, 13)
    ]
    first = table.calendar_of(pack, tmp_path)
    expected = [first.works(day) for day in days]
    (kept,) = tmp_path.iterdir()

    monkeypatch.setattr(table, "ask_package", None)  # asking it now would fail
    again = table.calendar_of(pack, tmp_path)

    assert [again.works(day) for day in days] == expected == [oracle.works(day) for day in days]
    assert kept.name.startswith("holidays-RU-")


def test_a_torn_table_is_written_anew(pack, tmp_path):
    table.calendar_of(pack, tmp_path).works(date(2026, 1, 1))
    (kept,) = tmp_path.iterdir()
    kept.write_text("{", encoding="utf-8")

    assert not table.calendar_of(pack, tmp_path).works(date(2026, 1, 9))
    assert json.loads(kept.read_text(encoding="utf-8"))


def test_a_folder_that_cannot_be_written_costs_only_time(pack, tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")

    assert not table.calendar_of(pack, in_the_way / "cache").works(date(2026, 1, 9))


def test_staff_are_warned_at_the_opening_of_a_working_day(counted, pack):
    rule = pack.clock("claim.answer.promise", date(2026, 11, 23))
    due = counted(rule, "2026-12-25T10:00")  # due Tuesday 2027-01-19

    alarm = queries.alarm_at(rule, due)

    assert alarm == moscow("2027-01-15T09:00")  # Friday, two working days before


def test_no_alarm_rings_before_its_clock_began(counted, pack):
    rule = pack.clock("claim.refund.consumer", date(2026, 11, 23))
    due = counted(rule, "2026-11-23T10:00", n=1)

    assert queries.alarm_at(rule, due) == moscow("2026-11-23T10:00")


def test_an_alarm_in_hours_rings_so_many_hours_before(counted, pack):
    rule = pack.clock("number.request.promise", date(2026, 11, 23))
    due = counted(rule, "2026-11-23T10:00")

    assert queries.alarm_at(rule, due) == moscow("2026-11-24T06:00")


def test_a_rule_without_alarm_rings_never(counted, pack):
    rule = pack.clock("claim.window", date(2026, 11, 23))

    assert queries.alarm_at(rule, counted(rule, "2026-11-23T10:00")) is None


def test_the_operators_deadline_is_the_same_as_the_rules(counted, pack):
    rule = pack.clock("claim.answer", date(2026, 11, 23))

    due = queries.deadline(rule, started_at=moscow("2026-11-24T10:00"), zone="Europe/Moscow")

    assert due == counted(rule, "2026-11-24T10:00")
    assert queries.explain(due.steps, "ru")[-1].startswith("Последний день срока: 24 декабря 2026")
    assert queries.zone_for(rule, "Asia/Kamchatka") == "Europe/Moscow"
    promise = pack.clock("number.request.promise", date(2026, 11, 23))
    assert queries.zone_for(promise, "Asia/Kamchatka") == "Asia/Kamchatka"
