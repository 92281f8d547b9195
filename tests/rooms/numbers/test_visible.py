"""Who sees which number, who may sign in with it, whose network it is in."""

from datetime import date

import pytest

from kabinet.access.rules import Role
from kabinet.numbers.models import PortedNumber
from kabinet.numbers.queries import (
    find,
    holder_of,
    is_ours,
    operator_of,
    services_of,
    visible_to,
    without_consent,
)
from kabinet.pack.queries import operator_pack
from tests.people import MONDAY, company, number, person, service, staff, subscriber

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


@pytest.fixture
def ivan():
    return person()


def test_a_person_sees_the_numbers_of_his_own_contracts_only(ivan):
    maria = person("Лебедева", "Мария")
    mine = [number(ivan, "+79143965354"), number(ivan, "+79140000002")]
    hers = number(maria, "+79140000003")

    assert list(visible_to(subscriber(ivan))) == [mine[1], mine[0]]
    assert list(visible_to(subscriber(maria, "+79140000003"))) == [hers]


def test_staff_see_no_number_as_their_own(ivan):
    number(ivan)

    assert list(visible_to(staff(Role.CLAIMS_OFFICER))) == []


def test_a_closed_account_sees_nothing(ivan):
    number(ivan)
    user = subscriber(ivan)
    user.is_active = False

    assert list(visible_to(user)) == []


def test_a_number_that_changed_hands_is_seen_by_its_new_holder_only(ivan):
    maria, mine = person("Лебедева", "Мария"), number(ivan)
    former, new = subscriber(ivan), subscriber(maria, "+79140000003")

    mine.account.contract.holder = maria
    mine.account.contract.save()

    assert list(visible_to(former)) == []
    assert list(visible_to(new)) == [mine]


def test_the_holder_of_a_private_open_contract_signs_in_with_its_number(ivan):
    number(ivan)

    assert holder_of("+79143965354") == ivan
    found = find("+79143965354")
    assert found is not None
    assert found.account.contract.holder == ivan


@pytest.mark.parametrize("why", ["unknown", "company", "closed", "contract closed", "erased"])
def test_with_these_numbers_nobody_signs_in(ivan, why):
    if why != "unknown":
        mine = number(company() if why == "company" else ivan)
        if why == "closed":
            mine.state = "closed"
            mine.save()
        if why == "contract closed":
            mine.account.contract.closed_on = DAY
            mine.account.contract.save()
        if why == "erased":
            ivan.erased_at = MONDAY
            ivan.save()

    assert holder_of("+79143965354") is None


def test_the_operator_of_a_number_is_read_from_the_pack():
    block = operator_pack().ranges[0]

    assert operator_of(block.first, DAY) == block.operator
    assert operator_of("+77011234567", DAY) is None


def test_a_ported_number_is_where_it_went_from_that_day_on():
    ours = operator_pack().operator.id
    block = next(one for one in operator_pack().ranges if one.operator == ours)
    PortedNumber.objects.create(identifier=block.first, operator="other", ported_from=DAY)

    assert not is_ours(block.first, DAY)
    assert is_ours(block.first, date(2026, 11, 23))


def test_a_ported_number_that_came_back_is_ours_again():
    ours = operator_pack().operator.id
    block = next(one for one in operator_pack().ranges if one.operator == ours)
    PortedNumber.objects.create(
        identifier=block.first,
        operator="other",
        ported_from=date(2024, 1, 1),
        ported_until=date(2026, 1, 1),
    )

    assert is_ours(block.first, DAY)
    assert not is_ours(block.first, date(2025, 12, 31))


def test_services_that_run_come_first(ivan):
    mine = number(ivan)
    stopped = service(mine, "old", stopped_at=MONDAY)
    running = service(mine, "new")

    assert list(services_of(mine)) == [running, stopped]


def test_paid_services_without_proof_are_found(ivan):
    mine = number(ivan)
    unproven = service(mine, "horoscope")
    service(mine, "free", price=0)
    service(mine, "over", stopped_at=MONDAY)

    assert list(without_consent([mine])) == [unproven]
