"""Eight hands reach for the same debit at once: it comes back once. PostgreSQL only.

The control comes with it: without the locks the same eight must pay too much. If they do not,
the race never happened, and the test beside it proves nothing.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet

from kabinet.bills.actions import NothingLeft, refund
from kabinet.bills.models import Charge
from kabinet.bills.queries import verify
from kabinet.contracts.queries import balance_of
from kabinet.kit.money import Money
from kabinet.ledger import queries as ledger
from kabinet.ledger.models import Transfer
from tests.rooms.bills.moments import TUESDAY

HANDS = 8

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(deed: Callable[[int], object]) -> list[object]:
    """Let all begin together; give what each got, or how he was refused."""
    gate = Barrier(HANDS)

    def one(hand: int) -> object:
        gate.wait()
        try:
            return deed(hand)
        except (NothingLeft, IntegrityError) as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(one, range(HANDS)))


def pay_back(charge: Charge) -> Callable[[int], Transfer]:
    return lambda hand: refund(parts=[(charge.pk, Money(20_00))], key=f"refund:{hand}", at=TUESDAY)


@pytest.mark.parametrize("_again", range(3))
def test_one_debit_comes_back_once(post, ivans, _again):
    charge = post()

    got = at_once(pay_back(charge))

    assert got.count(NothingLeft) == HANDS - 1
    assert balance_of(ivans) == 0
    assert (verify(), ledger.verify()) == ([], [])


def test_without_the_lock_the_same_load_pays_too_much(post, monkeypatch):
    charge = post()
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows.all())

    got = at_once(pay_back(charge))

    assert got.count(NothingLeft) < HANDS - 1
    assert verify() != []
