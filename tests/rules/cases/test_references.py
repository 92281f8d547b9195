"""References and codes as people type them; how urgent a case is."""

from datetime import UTC, datetime, timedelta

import pytest

from kabinet.cases.rules import Urgency, read_code, read_reference, urgency, write_reference

NOON = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("2026-00017", "2026-00017"),
        ("2026 - 17", "2026-00017"),
        ("№ 2026-00017", "2026-00017"),
        ("#2026–17", "2026-00017"),
        ("2026—000017", "2026-00017"),
        ("q-2026-3", "Q-2026-00003"),
        ("F2026-00001", "F-2026-00001"),
        (" f - 2026 - 1 ", "F-2026-00001"),
        ("2026-123456", "2026-123456"),
        ("", ""),
        ("2026", ""),
        ("1999-17", ""),
        ("X-2026-1", ""),
        ("2026-17-18", ""),
        ("2026-1234567", ""),
        ("+7 914 396-53-54", ""),
    ],
)
def test_a_reference_is_read_as_the_register_writes_it(typed: str, reference: str):
    assert read_reference(typed) == reference


@pytest.mark.parametrize(("prefix", "number"), [("", 1), ("Q-", 99999), ("F-", 100000)])
def test_what_is_written_is_read_back(prefix: str, number: int):
    written = write_reference(prefix, 2026, number)

    assert read_reference(written) == read_reference(written.lower()) == written


@pytest.mark.parametrize("typed", ["af39dh6e", "AF39 DH6E", " af39-dh6e\n"])
def test_a_code_is_read_however_it_is_typed(typed: str):
    assert read_code(typed) == "af39dh6e"


@pytest.mark.parametrize(
    ("left", "group"),
    [
        (timedelta(days=-7, seconds=-1), Urgency.CRITICAL),
        (timedelta(days=-7), Urgency.LATE),
        (timedelta(), Urgency.LATE),
        (timedelta(seconds=1), Urgency.TODAY),
        (timedelta(days=1), Urgency.TODAY),
        (timedelta(days=1, seconds=1), Urgency.SOON),
        (timedelta(days=7), Urgency.SOON),
        (timedelta(days=7, seconds=1), Urgency.LATER),
    ],
)
def test_the_first_instant_that_is_too_late_is_late(left: timedelta, group: Urgency):
    assert urgency(NOON + left, NOON) == group


def test_what_has_no_deadline_running_can_wait():
    assert urgency(None, NOON) == Urgency.LATER
