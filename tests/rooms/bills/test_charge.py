"""Debiting an account: once, and never for what is off."""

import pytest

from kabinet.bills.actions import ServiceIsOff, charge
from kabinet.bills.models import Charge, ChargeKind
from kabinet.bills.queries import verify
from kabinet.contracts.queries import balance_of
from kabinet.kit.money import Money
from kabinet.ledger import queries as ledger
from kabinet.ledger.actions import AlreadyPosted, operator_account
from kabinet.ledger.models import Transfer
from tests.rooms.bills.moments import MONDAY, TUESDAY


def test_a_charge_takes_from_the_subscriber_what_the_operator_earns(post, ivans):
    made = post(kopecks=450_00)

    assert balance_of(ivans) == -450_00
    assert ledger.balance_of(operator_account("operator:revenue")) == 450_00
    moved = Transfer.objects.get(charges=made)
    assert (moved.amount, moved.code) == (450_00, "charge.paid_service")
    assert (verify(), ledger.verify()) == ([], [])


def test_the_same_key_charges_once(post, ivans):
    post(key="2026-11")

    with pytest.raises(AlreadyPosted):
        post(key="2026-11")

    assert Charge.objects.count() == 1
    assert balance_of(ivans) == -20_00


def test_a_service_is_charged_up_to_the_instant_it_is_off_and_not_at_it(post, horoscope):
    horoscope.stopped_at = TUESDAY
    horoscope.save()
    post(key="before", connected=horoscope, at=MONDAY)

    with pytest.raises(ServiceIsOff):
        post(key="after", connected=horoscope, at=TUESDAY)

    assert Charge.objects.count() == Transfer.objects.count() == 1


def test_what_the_caller_holds_in_hand_does_not_hide_a_stop(post, horoscope):
    horoscope.__class__.objects.filter(pk=horoscope.pk).update(stopped_at=MONDAY)

    with pytest.raises(ServiceIsOff):
        post(connected=horoscope, at=TUESDAY)

    assert not Transfer.objects.exists()


@pytest.mark.parametrize("kopecks", [0, -100])
def test_nothing_and_less_cannot_be_charged(post, kopecks):
    with pytest.raises(ValueError, match="above zero"):
        post(kopecks=kopecks)

    assert not Charge.objects.exists()


def test_a_charge_without_a_service_is_usage(phone, ivans):
    made = charge(
        account=ivans,
        number=phone,
        kind=ChargeKind.ROAMING,
        service="",
        amount=Money(1_50),
        key="roaming",
        at=MONDAY,
    )

    assert Transfer.objects.get(charges=made).code == "charge.roaming"
    assert made.refundable == 1_50
