"""A service goes off at once, in one commit: the row, the public note, the word to the network."""

from datetime import timedelta

import pytest
from django.db import transaction

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.journal.queries import timeline
from kabinet.kit.errors import NotPermitted
from kabinet.kit.money import Money
from kabinet.numbers.actions import (
    AlreadyConnected,
    AlreadyStopped,
    connect_service,
    stop_service,
)
from kabinet.numbers.models import ConnectedService, NetworkCommand
from kabinet.tasks.models import Task
from tests.people import MONDAY, number, person, service, staff, subscriber

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(minutes=1)


@pytest.fixture
def mine():
    return number(person())


@pytest.fixture
def ivan(mine):
    return subscriber(mine.account.contract.holder)


@pytest.fixture
def horoscope(mine):
    return service(mine)


def nothing_moved(connected: ConnectedService) -> bool:
    connected.refresh_from_db()
    return (
        connected.stopped_at is None
        and not NetworkCommand.objects.exists()
        and not Task.objects.exists()
        and not timeline(connected.number).exists()
    )


def test_the_holder_stops_it_and_the_network_is_told_once(mine, ivan, horoscope):
    stop_service(connected=horoscope, by=ivan, at=LATER)

    horoscope.refresh_from_db()
    command = NetworkCommand.objects.get()
    assert (horoscope.stopped_at, horoscope.stopped_by) == (LATER, "subscriber")
    assert (command.key, command.action) == (f"stop:{horoscope.pk}", "stop_service")
    assert command.confirmed_at is None
    task = Task.objects.get(kind="network.send")
    assert task.payload == {"command_id": command.pk}
    (note,) = timeline(mine)
    assert (note.what, note.by, note.data["service"]) == ("service.stopped", ivan, "horoscope")


def test_it_is_stopped_once(ivan, horoscope):
    stop_service(connected=horoscope, by=ivan, at=LATER)

    with pytest.raises(AlreadyStopped):
        stop_service(connected=horoscope, by=ivan, at=LATER + timedelta(days=1))

    horoscope.refresh_from_db()
    assert horoscope.stopped_at == LATER
    assert NetworkCommand.objects.count() == Task.objects.count() == 1


def test_a_stranger_stops_nothing(horoscope):
    maria = subscriber(person("Лебедева", "Мария"), "+79110000001")

    with pytest.raises(NotPermitted):
        stop_service(connected=horoscope, by=maria, at=LATER)

    assert nothing_moved(horoscope)


@pytest.mark.parametrize("role", [Role.REGISTRY, Role.CARE_AGENT, Role.AUDITOR, Role.SUPERVISOR])
def test_not_every_desk_stops_services(horoscope, role):
    with pytest.raises(NotPermitted):
        stop_service(connected=horoscope, by=staff(role), at=LATER)

    assert nothing_moved(horoscope)


def test_the_claims_desk_and_a_rule_may(mine, horoscope):
    other = service(mine, "weather")

    stop_service(connected=horoscope, by=staff(Role.CLAIMS_OFFICER), at=LATER)
    stop_service(connected=other, actor="settlement", at=LATER)

    horoscope.refresh_from_db()
    other.refresh_from_db()
    assert (horoscope.stopped_by, other.stopped_by) == ("operator", "settlement")


def test_nobody_at_all_stops_nothing(horoscope):
    with pytest.raises(NotPermitted):
        stop_service(connected=horoscope, at=LATER)

    assert nothing_moved(horoscope)


class PowerCut(Exception):
    pass


@transaction.atomic
def stop_in_a_power_cut(connected: ConnectedService, by: User) -> None:
    stop_service(connected=connected, by=by, at=LATER)
    raise PowerCut


def test_when_the_commit_fails_nothing_was_stopped_and_nobody_told(ivan, horoscope):
    with pytest.raises(PowerCut):
        stop_in_a_power_cut(horoscope, ivan)

    assert nothing_moved(horoscope)


def connect(mine, code="music"):
    return connect_service(
        number=mine,
        service=code,
        price=Money(10_00),
        period="day",
        connected_by="subscriber",
        channel="portal",
        at=LATER,
    )


def test_a_service_goes_on_with_its_word_to_the_network(mine):
    connected = connect(mine)

    assert connected.connected_at == LATER
    assert NetworkCommand.objects.get().key == f"connect:{connected.pk}"
    assert [note.what for note in timeline(mine)] == ["service.connected"]


def test_a_service_is_connected_once_until_it_is_stopped(mine, ivan):
    first = connect(mine)
    with pytest.raises(AlreadyConnected):
        connect(mine)
    assert ConnectedService.objects.count() == NetworkCommand.objects.count() == 1

    stop_service(connected=first, by=ivan, at=LATER)
    connect(mine)
    assert ConnectedService.objects.count() == 2
