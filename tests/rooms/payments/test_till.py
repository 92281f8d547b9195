"""Money over the counter: posted at once, once for a form, with its receipt."""

import pytest

from kabinet.access.rules import Role
from kabinet.documents.queries import render
from kabinet.kit.errors import NotPermitted
from kabinet.kit.money import Money
from kabinet.ledger import queries as ledger
from kabinet.payments.actions import PaidOtherwise, TooMuchCash, take_payment
from kabinet.payments.models import Payment
from kabinet.payments.queries.checks import verify
from kabinet.payments.queries.places import Place
from tests import people


@pytest.fixture
def clerk(db):
    return people.staff(Role.SHOWROOM, name="Инна Орлова")


@pytest.fixture
def take(ivans, clerk):
    def one(kopecks=1234_50, form="form-1", **more):
        told = {"place": Place(ivans.account, ivans), "by": clerk, "payer": "Пётр"} | more
        return take_payment(amount=Money(kopecks), form=form, at=people.MONDAY, **told)

    return one


def test_it_is_credited_and_the_receipt_says_so(take, account, clerk):
    payment = take()

    assert ledger.whole_balance(account.ledger) == 1234_50
    assert payment.by == clerk
    paper = str(render(payment.receipt, "html"))
    for words in (
        "одна тысяча двести тридцать четыре) рубля 50 копеек",
        "A+79143965354",
        "+79143965354",
        "Пётр",
        "Инна Орлова",
    ):
        assert words in paper.replace("\u00a0", " ")
    assert verify() == []


def test_a_form_pressed_twice_is_paid_once(take, account):
    assert take() == take()
    assert ledger.whole_balance(account.ledger) == 1234_50


def test_a_form_changed_after_it_was_sent_is_refused(take, account):
    take()

    with pytest.raises(PaidOtherwise):
        take(kopecks=1)

    assert ledger.whole_balance(account.ledger) == 1234_50


def test_above_the_limit_the_bank_is_the_way(take, account):
    with pytest.raises(TooMuchCash):
        take(kopecks=100_000_01)

    assert ledger.whole_balance(account.ledger) == 0


def test_only_a_showroom_takes_money(take, account):
    with pytest.raises(NotPermitted):
        take(by=people.staff(Role.BILLING, name="Нина Рогова"))

    assert Payment.objects.count() == 0
