"""A copy of my contract, in my account, at once."""

import pytest
from django.test import Client

from kabinet.copies.models import ContractCopy
from kabinet.kit import clock
from kabinet.offices.queries import office_day
from tests import people
from tests.doors.backoffice.desk import text_of

COPIES = "/my/contracts/"


@pytest.fixture
def ivan(db):
    return people.number(people.person())


@pytest.fixture
def visitor(ivan):
    client = Client(headers={"accept-language": "en"})
    client.force_login(people.subscriber(ivan.account.contract.holder))
    return client


def on(day):
    return {"on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)}


def ask(visitor, ivan, **said):
    said = {"contract": ivan.account.contract.number, **on(office_day(clock.now()))} | said
    return visitor.post(COPIES, said, follow=True)


def test_it_is_made_at_once_and_downloaded(visitor, ivan):
    assert "Editions of the terms" in text_of(visitor.get(COPIES))

    told = text_of(ask(visitor, ivan))

    reference = ContractCopy.objects.get().case.reference
    assert "The copy is ready." in told
    assert reference in told
    assert visitor.get(f"{COPIES}{reference}.pdf").content.startswith(b"%PDF")
    assert visitor.get(f"{COPIES}{reference}.docx").content.startswith(b"PK")
    assert visitor.get(f"{COPIES}{reference}.exe").status_code == 404


@pytest.mark.parametrize("said", [{"on_year": "1990"}, {"on_day": "40"}, {"on_year": "2999"}])
def test_a_day_without_terms_is_told(visitor, ivan, said):
    page = ask(visitor, ivan, **said)

    assert page.status_code == 422
    assert ContractCopy.objects.count() == 0


def test_a_stranger_gets_nothing(visitor, ivan):
    ask(visitor, ivan)
    maria = people.number(people.person("Волкова", "Мария"), "+79161234567")
    hers = Client()
    hers.force_login(people.subscriber(maria.account.contract.holder, "+79161234567"))

    reference = ContractCopy.objects.get().case.reference
    assert hers.get(f"{COPIES}{reference}.pdf").status_code == 404
    assert ask(hers, ivan).status_code == 404


def test_the_page_costs_the_same_for_many(visitor, ivan, django_assert_max_num_queries):
    for _ in range(5):
        ask(visitor, ivan)

    with django_assert_max_num_queries(14):
        visitor.get(COPIES)
