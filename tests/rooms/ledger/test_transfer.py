"""Moving money: who has what before and after, refused, twice."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from kabinet.kit.money import Money
from kabinet.ledger.actions import (
    AlreadyPosted,
    NotEnoughMoney,
    NotTheMirror,
    transfer,
)
from kabinet.ledger.models import LedgerAccount, Transfer
from kabinet.ledger.queries import available, balance_of, transfers_of, verify

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def top_up(cash: LedgerAccount, account: LedgerAccount, kopecks: int, key: str = "t") -> Transfer:
    return transfer(
        debit=cash, credit=account, amount=Money(kopecks), key=key, code="top_up", at=MONDAY
    )


def test_what_one_account_gives_the_other_gets(cash, ivans):
    top_up(cash, ivans, 500_00)

    assert (balance_of(cash), balance_of(ivans)) == (-500_00, 500_00)
    assert verify() == []


def test_the_same_key_moves_money_once_and_tells_what_it_moved(cash, ivans):
    first = top_up(cash, ivans, 500_00)

    with pytest.raises(AlreadyPosted) as refusal:
        top_up(cash, ivans, 500_00)

    assert refusal.value.transfer == first
    assert balance_of(ivans) == 500_00


def test_a_retry_is_told_so_even_when_the_money_is_spent_by_now(cash, ivans):
    top_up(cash, ivans, 100)
    spent = top_up(ivans, cash, 100, key="spent")

    with pytest.raises(AlreadyPosted) as refusal:
        top_up(ivans, cash, 100, key="spent")

    assert refusal.value.transfer == spent


def test_an_account_that_must_stay_covered_gives_its_last_kopeck_and_no_more(cash, ivans):
    top_up(cash, ivans, 100)
    top_up(ivans, cash, 100, key="back")

    with pytest.raises(NotEnoughMoney):
        top_up(ivans, cash, 1, key="more")

    assert balance_of(ivans) == 0
    assert Transfer.objects.count() == 2


@pytest.mark.parametrize("kopecks", [0, -1])
def test_only_an_amount_above_zero_moves(cash, ivans, kopecks):
    with pytest.raises(ValueError, match="above zero"):
        top_up(cash, ivans, kopecks)

    assert not Transfer.objects.exists()


def test_money_does_not_move_within_one_account(cash):
    with pytest.raises(ValueError, match="between two accounts"):
        top_up(cash, cash, 1)


def test_a_mistake_is_mended_by_its_mirror_once(cash, ivans):
    mistake = top_up(cash, ivans, 500_00)

    def mend(key: str, kopecks: int = 500_00) -> Transfer:
        return transfer(
            debit=ivans,
            credit=cash,
            amount=Money(kopecks),
            key=key,
            code="mended",
            at=MONDAY,
            reverses=mistake,
        )

    with pytest.raises(NotTheMirror):
        mend("m0", kopecks=499_00)
    mend("m1")
    with pytest.raises(AlreadyPosted, match="m1"):
        mend("m2")

    assert balance_of(ivans) == 0
    assert [moved.key for moved in transfers_of(ivans)] == ["m1", "t"]
    assert verify() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_refuses_to_change_a_transfer(cash, ivans, act):
    top_up(cash, ivans, 500_00)
    moved = Transfer.objects.all()

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        moved.update(amount=1) if act == "update" else moved.delete()

    assert Transfer.objects.get().amount == 500_00


def test_a_total_that_its_entries_do_not_add_up_to_is_named(cash, ivans):
    top_up(cash, ivans, 500_00)
    LedgerAccount.objects.filter(pk=ivans.pk).update(credits=500_01)

    assert verify() == [
        "ledger account account:ivan: credits are 500.01, its entries add up to 500.00"
    ]
    assert available(ivans) == 500_01
