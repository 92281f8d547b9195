"""A contract with many numbers changes hands in one act, in few statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kabinet.ledger import queries as ledger
from kabinet.numbers.models import Number
from kabinet.transfers.queries import verify
from tests import deals, people
from tests.deals import Cast

MANY = 1000


def contract_of(count: int) -> tuple[Cast, list[Number]]:
    cast = deals.build(count)
    for number in cast.works:
        deals.pay_in(number.ledger, 20_00)
        people.service(number, price=0)
    return cast, cast.works


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_thousand_numbers_change_hands_at_once():
    cast, works = contract_of(MANY)
    asked = deals.ask(cast.pavel, [], "reissue", "company", contract=works[0].account.contract)
    ready = deals.complete(asked, cast, deals.NEW_COMPANY)

    deals.carry_out(ready, cast)

    assert Number.objects.filter(account__contract__holder=cast.romashka).count() == 0
    assert (verify(), ledger.verify()) == ([], [])


@pytest.mark.django_db
def test_each_number_more_costs_no_question_of_its_own():
    """Two requests of one company, of three numbers and of sixteen, in one database."""
    cast, works = contract_of(19)

    few, many = (_questions(cast, numbers, phone) for numbers, phone in (
        (works[:3], "+79161112233"), (works[3:], "+79161112244"),
    ))  # fmt: skip

    assert many - few <= 6  # more rows in one statement, now and then one statement more


def _questions(cast: Cast, numbers: list[Number], phone: str) -> int:
    ready = deals.complete(deals.ask(cast.pavel, numbers, phone=phone), cast)
    with CaptureQueriesContext(connection) as questions:
        deals.carry_out(ready, cast)
    return len(questions)
