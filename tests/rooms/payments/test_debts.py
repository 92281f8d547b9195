"""What somebody owes: all his accounts below zero, and nobody else's."""

from kabinet.kit.money import Money
from kabinet.ledger.actions import operator_account, transfer
from kabinet.payments.queries import debts_of
from tests import people


def owe(number, kopecks):
    transfer(
        debit=number.account.ledger,
        credit=operator_account("operator:revenue"),
        amount=Money(kopecks),
        key=f"charge:{number.identifier}",
        code="charge.tariff",
        at=people.MONDAY,
    )


def test_every_account_below_zero_is_a_debt(ivans, marias):
    second = people.number(ivans.account.contract.holder, "+79143965355")
    owe(ivans, 100_00)
    owe(second, 50)
    owe(marias, 7_00)

    debts = debts_of(ivans.account.contract.holder)

    assert [(debt.account, debt.amount) for debt in debts] == [
        (ivans.account, Money(100_00)),
        (second.account, Money(50)),
    ]


def test_a_debt_that_is_paid_is_gone(ivans, post):
    owe(ivans, 500_00)

    post()

    assert debts_of(ivans.account.contract.holder) == []
