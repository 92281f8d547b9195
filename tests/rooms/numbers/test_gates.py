"""The gates before a number is switched on: limit, self-ban, user's data, working relation."""

import pytest

from kabinet.numbers.models import RegistryRecord, UserState
from kabinet.numbers.queries import gates_for, gates_of_user
from tests.people import MONDAY, company, number, number_on, person

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()


def record(kind: str, subject: str, value: str = "") -> None:
    RegistryRecord.objects.create(kind=kind, subject=subject, value=value, valid_from=DAY)


def ivan():
    return person(inn="500100732259")


def test_the_limit_counts_the_numbers_at_other_operators():
    holder = ivan()
    number(holder)
    record("numbers_held", "inn:500100732259", "18")

    assert gates_for(holder, DAY) == []
    (shut,) = gates_for(holder, DAY, more=2)
    assert (shut.kind, shut.code) == ("limit", "limit.citizen")
    assert "20" in shut.sentence["ru"]
    assert shut.source


def test_a_self_ban_is_seen():
    holder = ivan()
    record("self_ban", "inn:500100732259")

    assert [one.kind for one in gates_for(holder, DAY)] == ["self_ban"]


def test_a_company_has_no_limit():
    firm = company(inn="7740000076")
    mine = number(firm)
    for nth in range(25):
        number_on(mine.account, f"+791400001{nth:02d}")

    assert gates_for(firm, DAY) == []


def test_a_corporate_number_needs_its_users_data_and_that_he_works_there():
    firm = company(inn="7740000076")
    mine = number(firm)
    assert [one.kind for one in gates_of_user(mine, firm, DAY)] == ["user_data"]

    mine.user_state, mine.user = UserState.CONFIRMED, ivan()
    assert gates_of_user(mine, firm, DAY) == []

    record("works_for", "inn:500100732259", "5024005549")
    assert [one.kind for one in gates_of_user(mine, firm, DAY)] == ["working_relation"]
