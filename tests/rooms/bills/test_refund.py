"""Paying charges back: no more than they were, once, to the account they came from."""

import pytest
from django.db import IntegrityError, transaction

from kabinet.bills.actions import NothingLeft, SeveralAccounts, refund
from kabinet.bills.models import Charge
from kabinet.bills.queries import verify
from kabinet.contracts.queries import balance_of
from kabinet.journal.queries import timeline
from kabinet.kit.money import Money
from kabinet.ledger import queries as ledger
from kabinet.ledger.actions import AlreadyPosted, operator_account, transfer
from kabinet.ledger.models import Transfer
from tests.rooms.bills.conftest import number_on
from tests.rooms.bills.moments import TUESDAY


@pytest.fixture
def three(post):
    """Three debits of 20 roubles."""
    return [post(key=key) for key in ("first", "second", "third")]


def pay_back(*parts: tuple[Charge, int], key: str = "refund:2026-00001") -> Transfer:
    asked = [(charge.pk, Money(kopecks)) for charge, kopecks in parts]
    return refund(parts=asked, key=key, at=TUESDAY)


def refunded() -> list[int]:
    return list(Charge.objects.order_by("pk").values_list("refunded", flat=True))


def test_parts_of_several_charges_come_back_in_one_transfer(three, ivans):
    first, second, _third = three

    moved = pay_back((second, 5_00), (first, 20_00))

    assert (moved.amount, moved.debit.code) == (25_00, "operator:refunds")
    assert balance_of(ivans) == -35_00
    assert ledger.balance_of(operator_account("operator:refunds")) == -25_00
    assert refunded() == [20_00, 5_00, 0]
    assert (verify(), ledger.verify()) == ([], [])


def test_the_subscriber_reads_of_it_on_his_account(three, ivans):
    pay_back((three[0], 20_00))

    (line,) = timeline(ivans)
    assert line.what == "money.refunded"
    assert line.data == {"amount": 20_00, "charges": [three[0].pk]}


def test_what_is_left_of_a_charge_can_come_back_later_and_no_kopeck_more(three):
    pay_back((three[0], 15_00))
    pay_back((three[0], 5_00), key="refund:2026-00002")

    with pytest.raises(NothingLeft) as refusal:
        pay_back((three[0], 1), key="refund:2026-00003")

    assert refusal.value.charge_id == three[0].pk
    assert refunded() == [20_00, 0, 0]


@pytest.mark.parametrize("kopecks", [20_01, 0, -5])
def test_a_part_that_a_charge_cannot_give_stops_all_of_them(three, ivans, kopecks):
    with pytest.raises(NothingLeft):
        pay_back((three[0], 20_00), (three[1], kopecks))

    assert refunded() == [0, 0, 0]
    assert balance_of(ivans) == -60_00
    assert not timeline(ivans).exists()


def test_the_same_key_pays_back_once(three, ivans):
    pay_back((three[0], 5_00))

    with pytest.raises(AlreadyPosted):
        pay_back((three[0], 5_00))

    assert refunded() == [5_00, 0, 0]
    assert balance_of(ivans) == -55_00


def test_charges_of_two_accounts_are_not_paid_back_together(post, three, marias):
    hers = post(key="hers", account=marias, number=number_on(marias, "+79167654321"))

    with pytest.raises(SeveralAccounts):
        pay_back((three[0], 1_00), (hers, 1_00))

    assert refunded() == [0, 0, 0, 0]


def test_a_charge_named_twice_is_refused(three):
    with pytest.raises(SeveralAccounts):
        pay_back((three[0], 1_00), (three[0], 2_00))

    assert refunded() == [0, 0, 0]


def test_the_database_itself_refuses_more_than_was_charged(three):
    with pytest.raises(IntegrityError, match="never_refunded_more"), transaction.atomic():
        Charge.objects.filter(pk=three[0].pk).update(refunded=20_01)


def test_verify_names_a_refund_that_nobody_paid(three, ivans):
    Charge.objects.filter(pk=three[0].pk).update(refunded=7_00)

    where = f"ledger account {ivans.ledger_id}"
    assert verify() == [f"{where}: charges show 7.00 paid back, transfers 0.00"]


def test_verify_names_a_refund_that_no_charge_shows(three, ivans):
    pay_back((three[0], 20_00))
    Charge.objects.filter(pk=three[0].pk).update(refunded=0)

    where = f"ledger account {ivans.ledger_id}"
    assert verify() == [f"{where}: charges show 0.00 paid back, transfers 20.00"]


def test_verify_names_a_transfer_that_moved_something_else(three):
    Charge.objects.filter(pk=three[1].pk).update(amount=21_00)

    assert verify() == ["transfer charge:second: 20.00 moved, 21.00 charged"]


def test_verify_names_a_charge_that_another_account_paid(three, marias):
    Charge.objects.filter(pk=three[1].pk).update(account=marias)

    assert verify() == [f"charge {three[1].pk}: its transfer debits another account"]


def test_one_transfer_may_carry_a_whole_bill(three, ivans):
    bill = transfer(
        debit=ivans.ledger,
        credit=operator_account("operator:revenue"),
        amount=Money(60_00),
        key="bill:2026-11",
        code="bill",
        at=TUESDAY,
    )
    Charge.objects.update(transfer=bill)
    assert verify() == []

    Charge.objects.filter(pk=three[0].pk).update(amount=25_00)
    assert verify() == ["transfer bill:2026-11: 60.00 moved, 65.00 charged"]
