"""For whom somebody acts: what a role allows, what a scope hides, and when a seat is gone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from kabinet.access.models import Membership
from kabinet.access.queries import memberships_of, within
from kabinet.access.rules import COMPANY_PERMITS, PORTAL, CompanyRole, Permit
from kabinet.contracts import queries as contracts
from kabinet.numbers import queries as numbers
from tests.people import MONDAY, attorney, company, member, number, person, subscriber

pytestmark = pytest.mark.django_db
MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture
def romashka():
    return company()


def seen(user) -> list[str]:
    return [one.identifier for one in numbers.visible_to(user)]


def test_a_member_sees_what_is_his_companys_and_not_what_is_his_own(romashka):
    ivan = person()
    number(ivan)
    number(romashka, "+79161110001")
    login = subscriber(ivan)

    assert seen(login) == ["+79143965354"]
    member(romashka, user=login)
    assert seen(login) == ["+79161110001"]
    assert login.holder == romashka
    login.seat = None
    assert seen(login) == ["+79143965354"]
    assert login.holder == ivan


def test_his_role_in_the_company_is_all_that_he_may_do(romashka):
    login = subscriber(person())

    member(romashka, CompanyRole.READER, user=login)

    assert login.permits(MONDAY) == COMPANY_PERMITS[CompanyRole.READER]
    assert not login.may(Permit.OWN_DATA, MONDAY)


def test_no_role_of_a_company_opens_a_desk():
    assert frozenset().union(*COMPANY_PERMITS.values()) <= PORTAL


def test_finance_changes_no_number_and_numbers_sees_no_money():
    assert COMPANY_PERMITS[CompanyRole.FINANCE].isdisjoint(
        {Permit.CHANGE_NUMBERS, Permit.HAND_OVER, Permit.MANAGE_MEMBERS}
    )
    assert Permit.SEE_MONEY not in COMPANY_PERMITS[CompanyRole.NUMBERS]


@pytest.mark.parametrize(
    ("scopes", "expected"),
    [
        ({}, ["+79161110001", "+79161110002"]),
        ({"account": "A+79161110002"}, ["+79161110002"]),
        ({"number": "+79161110001"}, ["+79161110001"]),
        ({"account": "A+79161110002", "number": "+79161110001"}, ["+79161110001", "+79161110002"]),
        ({"number": "+79143965354"}, []),  # a stranger's: a scope adds nothing
    ],
)
def test_a_scope_narrows_what_is_seen(romashka, scopes, expected):
    number(person())
    number(romashka, "+79161110001")
    number(romashka, "+79161110002")

    assert seen(member(romashka, **scopes)) == expected


def test_whoever_is_limited_to_a_number_sees_no_account_and_no_contract(romashka):
    number(romashka, "+79161110001")
    limited = member(romashka, number="+79161110001")

    assert not contracts.accounts_of(limited).exists()
    assert not contracts.visible_to(limited).exists()


def test_whoever_is_limited_to_an_account_sees_its_contract_alone(romashka):
    number(romashka, "+79161110001")
    number(romashka, "+79161110002")
    limited = member(romashka, account="A+79161110001")

    assert [one.number for one in contracts.accounts_of(limited)] == ["A+79161110001"]
    assert [one.number for one in contracts.visible_to(limited)] == ["C+79161110001"]


def test_a_scope_that_a_table_does_not_know_lets_nothing_through(romashka):
    limited = member(romashka, cost_centre="Sales")

    assert not Membership.objects.filter(within(limited, account="pk")).exists()


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        (at(9, 23, 59), False),
        (at(10, 0), True),
        (at(20, 23, 59), True),  # the last day of the term counts
        (at(21, 0), False),
    ],
)
def test_a_membership_lives_as_long_as_the_power_of_attorney_behind_it(romashka, moment, holds):
    paper = attorney(romashka, date(2026, 12, 20), valid_from=date(2026, 12, 10))
    login = member(romashka, attorney=paper)

    assert memberships_of(login, moment).exists() is holds


def test_revoked_it_is_gone_at_once(romashka):
    login = member(romashka, attorney=attorney(romashka, revoked_at=MONDAY))

    assert not memberships_of(login, MONDAY + timedelta(hours=1)).exists()


def test_an_ended_membership_is_gone_at_its_last_instant(romashka):
    login = member(romashka)
    Membership.objects.update(active_until=MONDAY + timedelta(hours=1))

    assert memberships_of(login, MONDAY).exists()
    assert not memberships_of(login, MONDAY + timedelta(hours=1)).exists()


def test_nobody_is_a_member_of_one_company_twice_at_a_time(romashka):
    login = member(romashka)

    with pytest.raises(IntegrityError, match=r"user_id|one_open_membership"), transaction.atomic():
        member(romashka, CompanyRole.READER, user=login)
