"""The register: numbers without gaps, a year at a time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from kabinet.mailroom.actions import register
from kabinet.mailroom.models import Counter, RegisterEntry
from kabinet.mailroom.queries import register_of, verify, verify_register

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


class Stumble(Exception):
    """What makes a transaction fail."""


def arrive(at: datetime = MONDAY, book: str = "in.claim", zone: str = "Europe/Moscow"):
    return register(book=book, channel="portal", received_at=at, at=at, zone=zone)


def arrive_and_stumble() -> None:
    with transaction.atomic():
        arrive()
        raise Stumble


def test_numbers_follow_each_other_in_their_own_book():
    claims = [arrive().number for _ in range(3)]

    assert claims == [1, 2, 3]
    assert arrive(book="in.question").reference == "2026-00001"
    assert [entry.book for entry in register_of(year=2026)[:2]] == ["in.question", "in.claim"]
    assert verify() == []


def test_a_year_begins_at_midnight_where_the_office_is():
    new_year_in_vladivostok = datetime(2026, 12, 31, 14, 0, tzinfo=UTC)

    assert arrive(new_year_in_vladivostok, zone="Asia/Vladivostok").reference == "2027-00001"
    assert arrive(new_year_in_vladivostok).reference == "2026-00001"


def test_a_number_of_a_failed_transaction_is_given_again():
    arrive()
    with pytest.raises(Stumble):
        arrive_and_stumble()

    assert arrive().number == 2
    assert verify_register() == []


def test_a_missing_number_is_named():
    for _ in range(3):
        arrive()
    Counter.objects.update(last=5)

    assert verify_register() == [
        "register in.claim 2026: number 4 is missing",
        "register in.claim 2026: number 5 is missing",
    ]


def test_a_number_that_the_counter_never_gave_is_named():
    arrive()
    Counter.objects.update(last=0)

    assert verify_register() == ["register in.claim 2026: number 1 was never given by the counter"]


@pytest.mark.django_db(transaction=True)
def test_the_database_itself_refuses_to_change_a_line():
    entry = arrive()

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        RegisterEntry.objects.filter(pk=entry.pk).update(number=7)

    assert RegisterEntry.objects.get().number == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_sixteen_at_once_get_sixteen_numbers_though_some_stumble():
    def come(turn: int) -> None:
        try:
            for round_ in range(10):
                if (turn + round_) % 4:
                    arrive()
                else:
                    with pytest.raises(Stumble):
                        arrive_and_stumble()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=16) as people:
        list(people.map(come, range(16)))

    given = list(RegisterEntry.objects.order_by("number").values_list("number", flat=True))
    assert given == list(range(1, 121))
    assert verify_register() == []
