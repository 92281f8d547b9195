"""What stands on my accounts, what I owe, and how to pay it."""

import pytest
from django.test import Client

from kabinet.kit.money import Money
from kabinet.ledger.actions import operator_account, transfer
from kabinet.payments.actions import post_payment
from kabinet.payments.models import Source
from kabinet.payments.queries.paying import code_for, purpose_of
from kabinet.payments.queries.places import Place, find_place
from kabinet.payments.rules.matching import named_in
from tests import people
from tests.doors.backoffice.desk import text_of

MONEY, PAY = "/my/money/", "/my/money/pay/"


@pytest.fixture
def ivan(db):
    number = people.number(people.person())
    transfer(
        debit=number.account.ledger,
        credit=operator_account("operator:revenue"),
        amount=Money(700_50),
        key="charge:1",
        code="charge.tariff",
        at=people.MONDAY,
    )
    return number


@pytest.fixture
def visitor(ivan):
    client = Client(headers={"accept-language": "en"})
    client.force_login(people.subscriber(ivan.account.contract.holder))
    return client


def test_a_debt_is_told_with_the_way_to_pay_it(visitor):
    told = text_of(visitor.get(MONEY))

    assert "You owe 700.50" in told
    assert "no number can be transferred" in told
    assert "No payment has come in yet." in told


def test_a_debt_that_is_paid_is_gone_and_the_payment_stands_there(visitor, ivan):
    post_payment(
        source=Source.STATEMENT,
        external_id="1",
        account=ivan.account,
        amount=Money(700_50),
        received_at=people.MONDAY,
        at=people.MONDAY,
    )

    told = text_of(visitor.get(MONEY))

    assert "You owe" not in told
    assert "Bank statement" in told


def test_requisites_and_code_are_for_the_sum_that_is_owed(visitor, ivan):
    page = visitor.get(PAY, {"to": ivan.account.number})

    told = text_of(page)
    assert "40702810938000000001" in told
    assert "044525225" in told
    assert "amount=70050" in page.content.decode()
    drawn = visitor.get("/my/money/pay/code.svg", {"to": ivan.account.number, "amount": "70050"})
    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in drawn.content


def test_the_code_says_what_the_standard_wants(ivan):
    said = dict(
        part.split("=", 1) for part in code_for(Place(ivan.account, ivan), Money(1)).split("|")[1:]
    )

    assert said["PersonalAcc"] == "40702810938000000001"
    assert (said["BIC"], said["PayeeINN"], said["Sum"]) == ("044525225", "7740000076", "1")
    assert said["PersAcc"] == ivan.account.number


@pytest.mark.parametrize("of_number", [False, True])
def test_our_own_purpose_leads_back_to_the_place(ivan, of_number):
    ivan.account.number = "277000012345"
    ivan.account.save()
    place = Place(ivan.account, ivan if of_number else None)

    named = named_in(purpose_of(place))

    found = {find_place(name) for name in (*named.words, *named.phones)} - {None}
    assert found == {place}


@pytest.mark.parametrize("typed", ["много", "-5", "0"])
def test_a_sum_that_is_none_is_told(visitor, ivan, typed):
    page = visitor.get(PAY, {"to": ivan.account.number, "amount": typed})

    assert page.status_code == 422


def test_a_strangers_account_is_not_there(visitor):
    marias = people.number(people.person("Волкова", "Мария"), "+79161234567")

    for to in (marias.account.number, marias.identifier, ""):
        assert visitor.get(PAY, {"to": to}).status_code == 404
        assert visitor.get("/my/money/pay/code.svg", {"to": to}).status_code == 404
    assert marias.account.number not in text_of(visitor.get(MONEY))


def test_the_page_costs_the_same_for_many_payments(visitor, ivan, django_assert_max_num_queries):
    for nth in range(30):
        post_payment(
            source=Source.STATEMENT,
            external_id=str(nth),
            account=ivan.account,
            amount=Money(1),
            received_at=people.MONDAY,
            at=people.MONDAY,
        )

    with django_assert_max_num_queries(12):
        page = visitor.get(MONEY)

    assert "Older" in text_of(page)


def test_the_account_pays_for_its_numbers_at_a_press(visitor, ivan):
    second = people.number_on(ivan.account, "+79143965355")
    give(ivan, 1000_00)
    transfer(
        debit=second.ledger,
        credit=operator_account("operator:revenue"),
        amount=Money(20_00),
        key="charge:2",
        code="charge.tariff",
        at=people.MONDAY,
    )
    assert "Pay out of the account" in text_of(visitor.get(MONEY))

    told = text_of(visitor.post(f"{MONEY}cover/", {"account": ivan.account.number}, follow=True))

    assert "Paid out of the account: 20." in told
    assert "You owe" not in told
    assert visitor.post(f"{MONEY}cover/", {"account": "A+79161234567"}).status_code == 404


def give(number, kopecks):
    post_payment(
        source=Source.STATEMENT,
        external_id=f"gift-{number.pk}",
        account=number.account,
        amount=Money(kopecks),
        received_at=people.MONDAY,
        at=people.MONDAY,
    )
