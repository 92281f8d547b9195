"""The table of worked examples of law.md 7.3, row by row, by the rules and by the command."""

import json
from collections.abc import Callable

import pytest

from kabinet.project import cli_pack

ROWS = [
    # received, register by, 30 days from it, 10 working days, 10 calendar days
    ("2026-11-23", "2026-11-24", "2026-12-24", "2026-12-07", "2026-12-03"),
    ("2026-12-25", "2026-12-28", "2027-01-27", "2027-01-19", "2027-01-11"),
    ("2026-12-30", "2027-01-11", "2027-02-10", "2027-01-22", "2027-01-11"),
    ("2026-04-28", "2026-04-29", "2026-05-29", "2026-05-14", "2026-05-08"),
    ("2025-10-29", "2025-10-30", "2025-12-01", "2025-11-13", "2025-11-10"),
    ("2024-04-26", "2024-04-27", "2024-05-27", "2024-05-16", "2024-05-06"),
    ("2025-12-30", "2026-01-12", "2026-02-11", "2026-01-23", "2026-01-12"),
    ("2027-02-18", "2027-02-19", "2027-03-22", "2027-03-05", "2027-03-01"),
]
VECTORS = [
    *((rule, received, due) for received, register, _, promise, refund in ROWS for rule, due in (
        ("claim.register", register),
        ("claim.answer.promise", promise),
        ("claim.refund.consumer", refund),
    )),
    *(("claim.answer", register, answer) for _, register, answer, _, _ in ROWS),
    ("claim.window", "2026-05-23", "2026-11-23"),
    ("claim.window", "2026-08-31", "2027-03-01"),
    ("claim.answer.promise", "2024-04-22", "2024-05-08"),  # T3, where others err by days
]  # fmt: skip


@pytest.mark.parametrize(("rule", "started", "due"), VECTORS)
def test_the_rules_give_the_worked_examples(counted, rule: str, started: str, due: str):
    found = counted(rule, started)

    assert (found.due_on.isoformat(), found.provisional) == (due, False)


@pytest.mark.parametrize("rule", sorted({rule for rule, _, _ in VECTORS}))
def test_the_command_gives_the_worked_examples(capsys, monkeypatch, rule: str):
    examples = [(started, due) for name, started, due in VECTORS if name == rule]
    monkeypatch.setattr("sys.stdin", [f"{started}\n" for started, _ in examples])

    assert cli_pack.deadline([rule, "--from", "-", "--pack", "ru-mts"]) == 0

    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["from"], one["due"]) for one in said] == examples
    assert not any(one["provisional"] for one in said)


def test_the_command_answers_one_moment_as_json(capsys):
    assert cli_pack.deadline(["claim.answer", "--from", "2026-11-24", "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert list(said) == ["rule", "from", "due", "provisional", "steps"]
    assert said["due"] == "2026-12-24"
    assert said["steps"][1]["source"] == "ст. 191 ГК РФ"


@pytest.mark.parametrize("time", ["00:00", "00:01", "12:00", "23:59:59"])
def test_the_hour_of_the_day_never_moves_a_term_of_days(counted, time: str):
    assert counted("claim.answer", f"2026-11-24T{time}").due_on.isoformat() == "2026-12-24"


def test_a_moment_with_another_zone_becomes_a_date_at_the_registering_office(counted, capsys):
    """01:00 of the 24th in Vladivostok is still the 23rd in Moscow."""
    cli_pack.deadline(["claim.register", "--from", "2026-11-24T01:00+10:00", "--json"])

    assert json.loads(capsys.readouterr().out)["due"] == "2026-11-24"


def test_a_zone_may_be_named_for_the_subscriber(capsys):
    argv = ["number.request.promise", "--from", "2026-11-23T20:00", "--zone", "Asia/Vladivostok"]
    cli_pack.deadline([*argv, "--json"])

    assert json.loads(capsys.readouterr().out)["due"] == "2026-11-25T03:00:00+10:00"


def test_a_clock_in_hours_answers_with_the_moment_and_its_offset(capsys):
    cli_pack.deadline(["number.request.promise", "--from", "2026-12-31T15:30", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert (said["due"], said["provisional"]) == ("2027-01-01T15:30:00+03:00", False)


def test_moments_from_standard_input_get_one_line_each(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", ["2026-11-23\n", "\n", "2026-12-25T10:00\n"])

    assert cli_pack.deadline(["claim.register", "--from", "-"]) == 0

    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["from"], one["due"]) for one in said] == [
        ("2026-11-23", "2026-11-24"),
        ("2026-12-25T10:00", "2026-12-28"),
    ]


def test_a_line_that_is_no_moment_is_answered_in_its_place_and_the_rest_goes_on(
    capsys, monkeypatch
):
    monkeypatch.setattr("sys.stdin", ["yesterday\n", "2026-11-23\n"])

    assert cli_pack.deadline(["claim.register", "--from", "-"]) == 2

    wrong, right = map(json.loads, capsys.readouterr().out.splitlines())
    assert "yesterday: no moment" in wrong["error"]
    assert right["due"] == "2026-11-24"


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["claim.nothing", "--from", "2026-11-23"], "no such rule; the pack has "),
        (["claim.answer", "--from", "23.11.2026"], "no moment; write 2026-11-23"),
        (["claim.answer", "--from", "1999-01-01"], "is not in force on 1999-01-01"),
        (["claim.answer", "--from", "2026-11-23", "--zone", "Mars/Base"], "Mars/Base"),
        (["claim.answer", "--from", "9999-12-20"], "out of range"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_sentence(capsys, argv: list[str], says: str):
    assert cli_pack.deadline(argv) == 2

    streams = capsys.readouterr()
    assert says in streams.err
    assert streams.out == ""


def test_an_unknown_pack_is_refused(capsys):
    assert cli_pack.deadline(["claim.answer", "--from", "2026-11-23", "--pack", "ru-none"]) == 1

    assert "ru-none/pack.yaml: no such file" in capsys.readouterr().err


def test_a_claim_of_2015_is_counted_by_the_edition_of_its_day(capsys):
    cli_pack.deadline(["claim.answer", "--from", "2015-06-01", "--json"])

    assert json.loads(capsys.readouterr().out)["due"] == "2015-07-31"


def test_the_command_prints_how_it_was_counted(capsys):
    cli_pack.deadline(["claim.register", "--from", "2026-12-30", "--lang", "ru"])

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2027-01-11"
    assert "31 декабря 2026 г. (четверг): выходной, перенесённый с даты 4 января" in lines[3]
    assert lines[-1].endswith("часовой пояс Europe/Moscow, UTC+3")


def test_the_answer_does_not_depend_on_the_zone_of_the_machine(
    capsys, monkeypatch, counted: Callable[..., object]
):
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    cli_pack.deadline(["claim.answer", "--from", "2026-11-24", "--json"])

    assert json.loads(capsys.readouterr().out)["due"] == "2026-12-24"
