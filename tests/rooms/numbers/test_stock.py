"""Numbers that nobody has yet: found, reserved, given out once."""

from datetime import timedelta

import pytest

from kabinet.numbers.actions import NotFree, add_to_stock, reserve, take_from_stock
from kabinet.numbers.models import Number, StockNumber
from kabinet.numbers.queries import free_stock
from tests.people import MONDAY, company, number, person

pytestmark = pytest.mark.django_db
FREE = "+79140000100"
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def firm():
    return number(company()).account


@pytest.fixture(autouse=True)
def stock():
    add_to_stock(identifiers=[FREE, "+79140000101"], region="moscow", at=MONDAY)


def listed(at=MONDAY) -> list[str]:
    return list(free_stock("moscow", at).values_list("identifier", flat=True))


def test_what_is_given_out_or_there_already_is_not_put_in_twice(firm):
    taken = firm.numbers.get().identifier

    assert add_to_stock(identifiers=[FREE, taken], region="moscow", at=MONDAY) == 0
    assert len(listed()) == 2


def test_a_reserved_number_is_nobody_elses_until_its_time_is_over(firm):
    other = number(person(), "+79140000001").account
    reserve(identifier=FREE, account=firm, until=FRIDAY, at=MONDAY)

    assert listed() == ["+79140000101"]
    with pytest.raises(NotFree):
        take_from_stock(identifier=FREE, account=other, tariff="plain", at=MONDAY)

    given = take_from_stock(identifier=FREE, account=other, tariff="plain", at=FRIDAY)
    assert given.account == other


def test_it_is_given_out_once(firm):
    given = take_from_stock(identifier=FREE, account=firm, tariff="plain", at=MONDAY)

    with pytest.raises(NotFree):
        take_from_stock(identifier=FREE, account=firm, tariff="plain", at=MONDAY)

    assert given.account == firm
    assert given.ledger.part_of == firm.ledger
    assert Number.objects.filter(identifier=FREE).count() == 1
    assert not StockNumber.objects.filter(identifier=FREE).exists()
