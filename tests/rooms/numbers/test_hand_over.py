"""A number changes hands: its money goes with it, its past stays where it was."""

from datetime import timedelta

import pytest
from django.db import transaction

from kabinet.bills.actions import charge, refund
from kabinet.bills.queries import services_with_debits, verify
from kabinet.contracts.models import Account
from kabinet.contracts.queries import balance_of as balance_of_account
from kabinet.kit.money import Money
from kabinet.ledger import queries as ledger
from kabinet.ledger.actions import operator_account, place_hold, transfer
from kabinet.numbers.actions import MoneyStands, SameAccount, hand_over
from kabinet.numbers.models import Number, NumberStay
from kabinet.numbers.queries import balance_of, services_of, stay_at
from tests.people import MONDAY, company, number, number_on, person, service

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=1)


@pytest.fixture
def phone() -> Number:
    return number(company(), "+79143965354")


@pytest.fixture
def marias() -> Number:
    return number(person("Лебедева", "Мария"), "+79140000003")


def pay_in(to: Number, kopecks: int, key: str = "paid") -> None:
    cash = operator_account("operator:cash")
    amount = Money(kopecks)
    transfer(debit=cash, credit=to.ledger, amount=amount, key=key, code="top_up", at=MONDAY)


def charge_of(one: Number, kopecks: int):
    return charge(
        account=one.account, number=one, kind="usage", service="", amount=Money(kopecks),
        key=f"{one.identifier}:{kopecks}", at=MONDAY,
    )  # fmt: skip


@transaction.atomic
def give(one: Number, to: Number, power_cut: Exception | None = None) -> Number:
    given = hand_over(number=one, to_account=to.account, tariff="plain", at=LATER, key="deal")
    if power_cut:
        raise power_cut
    return given


def holder_at(one: Number, at) -> Account | None:
    stay = stay_at(one, at)
    return stay.account if stay else None


def test_the_money_of_the_number_goes_with_it_and_no_other(phone, marias):
    other = number_on(phone.account, "+79140000009")
    pay_in(phone, 500_00)
    pay_in(other, 70_00, "other")
    before = phone.account

    given = give(phone, marias)

    assert balance_of(given) == 500_00
    assert balance_of_account(before) == 70_00
    assert balance_of_account(marias.account) == 500_00
    assert (given.account, given.tariff) == (marias.account, "plain")
    assert ledger.verify() == []


def test_who_held_it_when_is_known(phone, marias):
    before = phone.account

    give(phone, marias)

    assert holder_at(phone, MONDAY) == before
    assert holder_at(phone, LATER) == marias.account
    assert NumberStay.objects.filter(number=phone, until_at=None).count() == 1


def test_a_charge_stays_with_who_was_charged_and_so_does_its_refund(phone, marias):
    pay_in(phone, 100_00)
    old = charge_of(phone, 30_00)
    before = phone.account
    give(phone, marias)

    refund(parts=[(old.pk, Money(30_00))], key="claim", at=LATER)

    assert balance_of_account(before) == 30_00
    assert balance_of_account(marias.account) == 70_00
    assert (verify(), ledger.verify()) == ([], [])


@pytest.mark.parametrize("why", ["debt", "hold"])
def test_a_debt_or_a_held_sum_keeps_it_and_nothing_moves(phone, marias, why):
    if why == "debt":
        charge_of(phone, 1)
    else:
        pay_in(phone, 50_00)
        place_hold(account=phone.ledger, amount=Money(10_00), key="disputed", at=MONDAY)
    stands = balance_of(phone)

    with pytest.raises(MoneyStands):
        give(phone, marias)

    phone.refresh_from_db()
    assert phone.account != marias.account
    assert balance_of(phone) == stands
    assert NumberStay.objects.filter(number=phone).count() == 1


def test_it_does_not_move_to_where_it_is(phone):
    with pytest.raises(SameAccount):
        give(phone, phone)


def test_paid_services_end_with_the_former_holder_and_free_ones_go_on(phone, marias):
    paid, free = service(phone, "horoscope"), service(phone, "voicemail", price=0)

    give(phone, marias)

    for one in (paid, free):
        one.refresh_from_db()
        assert (one.stopped_at, one.stopped_by) == (LATER, "transfer")
    (running,) = phone.services.filter(stopped_at=None)
    assert (running.service, running.connected_at) == ("voicemail", LATER)


def test_the_new_holder_sees_nothing_of_the_former_ones_services(phone, marias):
    service(phone, "horoscope")
    service(phone, "voicemail", price=0)

    given = give(phone, marias)

    (seen,) = services_of(given)
    assert (seen.service, seen.connected_at) == ("voicemail", LATER)
    assert [one.service for one in services_with_debits(given)] == ["voicemail"]


def test_it_may_come_back_and_its_money_is_where_it_was(phone, marias):
    home = phone.ledger
    pay_in(phone, 40_00)
    firm = phone.account

    given = give(phone, marias)
    back = hand_over(number=given, to_account=firm, tariff="smart", at=LATER, key="back")

    assert back.ledger == home
    assert balance_of(back) == 40_00
    assert NumberStay.objects.filter(number=phone).count() == 3


class PowerCut(Exception):
    pass


def test_half_done_is_not_done(phone, marias):
    pay_in(phone, 40_00)

    with pytest.raises(PowerCut):
        give(phone, marias, PowerCut())

    phone.refresh_from_db()
    assert phone.account != marias.account
    assert (balance_of(phone), balance_of(marias)) == (40_00, 0)
