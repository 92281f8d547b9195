"""A disputed sum: frozen, then freed or moved, once."""

from datetime import UTC, datetime

import pytest

from kabinet.journal.queries import notes_about
from kabinet.kit.money import Money
from kabinet.ledger.actions import (
    AlreadyHeld,
    AlreadyPosted,
    HoldEnded,
    NotEnoughMoney,
    place_hold,
    post_hold,
    release_hold,
    transfer,
)
from kabinet.ledger.models import Hold, LedgerAccount, Transfer
from kabinet.ledger.queries import available, balance_of, verify

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def topped_up(cash: LedgerAccount, ivans: LedgerAccount) -> LedgerAccount:
    """Ivan's account, with 500 roubles on it."""
    transfer(debit=cash, credit=ivans, amount=Money(500_00), key="t", code="top_up", at=MONDAY)
    return ivans


def hold(account: LedgerAccount, kopecks: int = 300_00, key: str = "h") -> Hold:
    return place_hold(account=account, amount=Money(kopecks), key=key, at=MONDAY)


def test_a_held_sum_stays_on_the_account_and_cannot_be_spent(topped_up, cash):
    hold(topped_up)

    assert (balance_of(topped_up), available(topped_up)) == (500_00, 200_00)
    with pytest.raises(NotEnoughMoney):
        transfer(
            debit=topped_up, credit=cash, amount=Money(200_01), key="x", code="charge", at=MONDAY
        )
    assert balance_of(topped_up) == 500_00
    assert verify() == []


def test_the_same_key_holds_once(topped_up):
    first = hold(topped_up)

    with pytest.raises(AlreadyHeld) as refusal:
        hold(topped_up)

    assert refusal.value.hold == first
    assert available(topped_up) == 200_00


def test_no_more_is_held_than_is_there(topped_up):
    hold(topped_up)

    with pytest.raises(NotEnoughMoney):
        hold(topped_up, 200_01, key="h2")

    assert Hold.objects.count() == 1


def test_a_released_hold_frees_the_sum_once(topped_up):
    held = hold(topped_up)
    release_hold(hold=held, at=MONDAY)

    with pytest.raises(HoldEnded):
        release_hold(hold=held, at=MONDAY)

    assert available(topped_up) == 500_00
    assert [note.what for note in notes_about(topped_up)] == ["hold.placed", "hold.released"]
    assert verify() == []


def test_a_posted_hold_moves_the_sum_once(topped_up, refunds):
    held = hold(topped_up)

    def post(key: str) -> Transfer:
        return post_hold(hold=held, credit=refunds, key=key, code="disputed", at=MONDAY)

    moved = post("p")
    with pytest.raises(AlreadyPosted):
        post("p")
    with pytest.raises(HoldEnded):
        post("p2")

    held.refresh_from_db()
    assert held.transfer == moved
    assert (balance_of(topped_up), available(topped_up)) == (200_00, 200_00)
    assert balance_of(refunds) == 300_00
    assert verify() == []


def test_a_held_total_that_the_holds_do_not_add_up_to_is_named(topped_up):
    hold(topped_up)
    LedgerAccount.objects.filter(pk=topped_up.pk).update(held=1)

    assert verify() == ["ledger account account:ivan: held are 0.01, its entries add up to 300.00"]


def test_a_hold_whose_transfer_moved_another_sum_is_named(topped_up, refunds):
    held = hold(topped_up)
    post_hold(hold=held, credit=refunds, key="p", code="disputed", at=MONDAY)
    Hold.objects.update(amount=1)

    assert verify() == ["hold h: its transfer moved something else"]
