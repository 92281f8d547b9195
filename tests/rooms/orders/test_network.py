"""A network behind us: each row is told to it once under its own key, and done when it confirms."""

import pytest

from kabinet.numbers.actions import NetworkSilent
from kabinet.numbers.models import NetworkCommand
from kabinet.orders.actions import send
from kabinet.orders.queries.checks import verify
from tests.people import MONDAY
from tests.rooms.numbers.test_network import network  # noqa: F401 - a fixture: a real server
from tests.rooms.orders.firm import Firm, identifier

pytestmark = pytest.mark.django_db
ALL = [identifier(nth) for nth in range(3)]


def test_the_row_is_done_when_the_network_confirms(romashka: Firm, network):  # noqa: F811
    order = romashka.carry_out(romashka.order("tariff", *ALL, value="tariff-light"))
    assert {one.state for one in order.lines.all()} == {"sent"}
    assert order.case.closed_at is None

    send(order_id=order.pk, at=MONDAY)

    order.case.refresh_from_db()
    assert order.case.state == "carried_out"
    assert len(network.heard) == 3
    assert b'"value": "tariff-light"' in network.heard[0][1]
    assert verify() == []


def test_a_silent_network_is_asked_again_under_the_same_keys(romashka: Firm, network):  # noqa: F811
    order = romashka.carry_out(romashka.order("block", *ALL))
    network.answers = 503
    with pytest.raises(NetworkSilent):
        send(order_id=order.pk, at=MONDAY)
    assert {one.state for one in order.lines.all()} == {"sent"}

    network.answers = 200
    send(order_id=order.pk, at=MONDAY)
    send(order_id=order.pk, at=MONDAY)

    assert len(network.switched) == 3
    keys = {headers["Idempotency-Key"] for headers, _ in network.heard}
    assert keys == set(NetworkCommand.objects.values_list("key", flat=True))
    assert {one.state for one in order.lines.all()} == {"done"}
