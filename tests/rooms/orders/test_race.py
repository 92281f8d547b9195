"""Two orders, two clerks, two workers at one number: one winner, the others told why. PostgreSQL.

Red without the locks: see `test_without_the_locks_it_would_be_done_twice`.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet

from kabinet.kit.errors import Refused
from kabinet.numbers.actions import add_to_stock
from kabinet.numbers.models import ConnectedService, Number
from kabinet.orders.actions import approve, file_order, work
from kabinet.orders.models import Order, OrderLine
from kabinet.orders.queries.checks import verify
from kabinet.orders.rules.judging import Fault
from tests.people import MONDAY
from tests.rooms.orders.firm import firm, identifier

HANDS = 6
FREE = "+79150000001"

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(deed: Callable[[int], object]) -> list[object]:
    gate = Barrier(HANDS)

    def one(hand: int) -> object:
        gate.wait()
        try:
            return deed(hand)
        except (Refused, IntegrityError) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(one, range(HANDS)))


def queued(action: str, *identifiers: str, value: str = "") -> list[Order]:
    romashka = firm()
    add_to_stock(identifiers=[FREE], region="moscow", at=MONDAY)
    orders = [romashka.order(action, *identifiers, value=value) for _ in range(HANDS)]
    for order in orders:
        approve(order=order, lines=None, by=romashka.sasha, at=MONDAY)
    return orders


@pytest.mark.parametrize(
    ("action", "which", "value", "told"),
    [
        ("deactivate", identifier(0), "", Fault.ALREADY),
        ("service_on", identifier(0), "roaming-pack", Fault.ALREADY),
        ("activate", FREE, "", Fault.ALREADY),
    ],
)
def test_of_many_orders_for_one_number_one_is_carried_out(action, which, value, told):
    orders = queued(action, which, value=value)

    at_once(lambda hand: work(order_id=orders[hand].pk, at=MONDAY))

    fates = Counter(OrderLine.objects.values_list("state", "reason"))
    assert fates["done", ""] == 1
    assert sum(fates.values()) == HANDS
    assert {reason for _, reason in fates} <= {"", told, Fault.NOT_FREE, Fault.NOT_YOURS}
    assert ConnectedService.objects.count() == (1 if action == "service_on" else 0)
    assert verify() == []


def test_many_workers_carry_out_one_order_once():
    numbers = [identifier(nth) for nth in range(3)]
    order = queued("service_on", *numbers, value="roaming-pack")[0]

    at_once(lambda _hand: work(order_id=order.pk, at=MONDAY))

    assert ConnectedService.objects.count() == 3
    assert order.lines.filter(state="done").count() == 3


def test_a_draft_is_filed_once_however_often_it_is_pressed():
    romashka = firm()
    draft = romashka.check("block", identifier(0))

    found = at_once(lambda _: file_order(draft=draft, by=romashka.pavel, at=MONDAY).pk)

    assert len(set(found)) == 1
    assert Order.objects.count() == 1


def test_without_the_locks_it_would_be_done_twice(monkeypatch):
    orders = queued("deactivate", identifier(0))
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)

    at_once(lambda hand: work(order_id=orders[hand].pk, at=MONDAY))

    assert OrderLine.objects.filter(state="done").count() > 1
    assert Number.objects.get(identifier=identifier(0)).state == "closed"
