"""Many at once: numbers stay whole, a case goes to one clerk. PostgreSQL only."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from kabinet.cases.actions import take
from kabinet.cases.actions.handling import TakenByAnother
from kabinet.cases.models import Case
from kabinet.cases.queries.checks import verify
from kabinet.journal.queries import verify_chains
from kabinet.mailroom.queries import verify_register
from tests.rooms.cases.matters import filed, moment, officer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(deed: Callable[[int], str], people: int) -> Counter[str]:
    def one(turn: int) -> str:
        try:
            return deed(turn)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=people) as crowd:
        return Counter(crowd.map(one, range(people)))


def test_sixteen_filing_at_once_get_numbers_without_gap_or_repeat():
    kinds = ("claim", "claim", "question", "fraud")

    def file_ten(turn: int) -> str:
        for round_ in range(10):
            filed(kinds[(turn + round_) % 4])
        return "filed"

    assert at_once(file_ten, 16) == {"filed": 16}

    claims = Case.objects.filter(kind="claim").order_by("reference")
    assert [case.reference for case in claims] == [f"2026-{n:05d}" for n in range(1, 81)]
    assert verify_register() == []
    assert verify() == []
    assert verify_chains() == []


def test_of_eight_clerks_one_takes_the_case():
    case = filed()
    clerks = [officer(f"Clerk {n}", f"clerk{n}@example.ru") for n in range(8)]

    def grab(turn: int) -> str:
        try:
            take(case=case, by=clerks[turn], at=moment(24))
        except TakenByAnother:
            return "too late"
        return "mine"

    assert at_once(grab, 8) == {"mine": 1, "too late": 7}
    assert Case.objects.get(pk=case.pk).assignee in clerks
