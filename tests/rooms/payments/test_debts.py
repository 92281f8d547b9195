"""What somebody owes: all his accounts below zero, and nobody else's."""

import pytest

from kabinet.kit.errors import NotPermitted
from kabinet.kit.money import Money
from kabinet.ledger import queries as ledger
from kabinet.ledger.actions import operator_account, transfer
from kabinet.payments.actions import cover_debts
from kabinet.payments.queries import debts_of
from kabinet.payments.queries.checks import verify
from tests import people


def owe(number, kopecks):
    transfer(
        debit=number.ledger,
        credit=operator_account("operator:revenue"),
        amount=Money(kopecks),
        key=f"charge:{number.identifier}",
        code="charge.tariff",
        at=people.MONDAY,
    )


def own(number):
    return ledger.balance_of(number.account.ledger), ledger.balance_of(number.ledger)


def test_every_number_and_account_below_zero_is_a_debt(ivans, marias):
    holder = ivans.account.contract.holder
    second = people.number(holder, "+79143965355")
    owe(ivans, 100_00)
    owe(second, 50)
    owe(marias, 7_00)
    transfer(
        debit=second.account.ledger,
        credit=operator_account("operator:revenue"),
        amount=Money(3),
        key="fee",
        code="charge.one_off",
        at=people.MONDAY,
    )

    debts = debts_of(holder)

    assert [(debt.account, debt.number, debt.amount) for debt in debts] == [
        (second.account, None, 3),
        (ivans.account, ivans, 100_00),
        (second.account, second, 50),
    ]


def test_a_debt_that_is_paid_is_gone(ivans, post):
    owe(ivans, 500_00)

    post(number=ivans)

    assert debts_of(ivans.account.contract.holder) == []


def test_what_comes_for_an_account_pays_first_what_its_numbers_owe(ivans, post):
    second = people.number_on(ivans.account, "+79143965355")
    owe(ivans, 300_00)
    owe(second, 150_00)

    post()

    assert debts_of(ivans.account.contract.holder) == []
    assert (own(ivans), ledger.balance_of(second.ledger)) == ((50_00, 0), 0)
    assert (verify(), ledger.verify()) == ([], [])


def test_too_little_pays_as_far_as_it_reaches(ivans, post):
    second = people.number_on(ivans.account, "+79143965355")
    owe(ivans, 300_00)
    owe(second, 450_00)

    post()

    (left,) = debts_of(ivans.account.contract.holder)
    assert (left.number, left.amount) == (second, 250_00)


def test_the_holder_pays_out_of_his_account_what_his_numbers_owe(ivans, post):
    post()
    owe(ivans, 120_00)
    login = people.subscriber(ivans.account.contract.holder)

    assert cover_debts(account=ivans.account, by=login, at=people.MONDAY) == 120_00
    assert cover_debts(account=ivans.account, by=login, at=people.MONDAY) == 0

    assert own(ivans) == (380_00, 0)


def test_nobody_pays_out_of_a_strangers_account(ivans, marias, post):
    post()
    owe(ivans, 120_00)
    stranger = people.subscriber(marias.account.contract.holder, "+79161234567")

    with pytest.raises(NotPermitted):
        cover_debts(account=ivans.account, by=stranger, at=people.MONDAY)

    assert own(ivans) == (500_00, -120_00)
