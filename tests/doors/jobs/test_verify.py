"""`kabinet verify` asks every room, and sees one picture of the data."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from kabinet.jobs.verify import all_invariants, one_moment
from kabinet.kit.money import Money
from kabinet.ledger.actions import open_account, transfer
from kabinet.ledger.models import LedgerAccount
from kabinet.mailroom.actions import register

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_house_in_order_has_nothing_to_tell():
    assert [troubles for _, troubles in all_invariants() if troubles] == []


@pytest.mark.django_db
def test_what_is_broken_stands_beside_the_invariant_that_it_breaks():
    cash, ivan = open_account(code="cash"), open_account(code="ivan")
    transfer(debit=cash, credit=ivan, amount=Money(100), key="k", code="x", at=MONDAY)
    LedgerAccount.objects.filter(code="ivan").update(credits=99)
    register(book="in.claim", channel="portal", received_at=MONDAY, at=MONDAY)

    broken = {name: troubles for name, troubles in all_invariants() if troubles}

    ((name, troubles),) = broken.items()
    assert name.startswith("Money")
    assert len(troubles) == 1


@pytest.mark.django_db(transaction=True)
def test_it_looks_in_a_transaction_of_its_own_and_leaves_none_open():
    assert [troubles for _, troubles in all_invariants() if troubles] == []

    with one_moment(), pytest.raises(Exception, match=r"read-only|readonly"):
        open_account(code="written while looking")

    assert not LedgerAccount.objects.exists()
    assert not connection.in_atomic_block
