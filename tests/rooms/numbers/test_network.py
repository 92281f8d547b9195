"""The network is told over real HTTP: signed, under one key, until it confirms."""

import hmac
import json
import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kabinet.journal.queries import timeline
from kabinet.numbers.actions import NetworkSilent, send_command, stop_service
from kabinet.numbers.models import NetworkCommand
from tests.people import MONDAY, number, person, service, subscriber

pytestmark = pytest.mark.django_db
SECRET = "network-secret-of-the-tests-guards-nothing"


class Network(ThreadingHTTPServer):
    """A network on loopback: it remembers what it was told and switches each key once."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Ear)
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.switched: set[str] = set()
        self.answers = 200

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/commands"


class Ear(BaseHTTPRequestHandler):
    server: Network

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((dict(self.headers), body))
        if self.server.answers == 200:
            self.server.switched.add(self.headers["Idempotency-Key"])
        self.send_response(self.server.answers)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def network(settings) -> Iterator[Network]:
    server = Network()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.NETWORK = {"url": server.address, "secret": SECRET}
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def command() -> NetworkCommand:
    mine = number(person())
    ivan = subscriber(mine.account.contract.holder)
    stop_service(connected=service(mine), by=ivan, at=MONDAY)
    return NetworkCommand.objects.get()


def test_what_is_told_is_signed_and_carries_its_key(network, command):
    send_command(command_id=command.pk, at=MONDAY)

    ((headers, body),) = network.heard
    assert json.loads(body) == {
        "key": command.key,
        "action": "stop_service",
        "number": "+79143965354",
        "service": "horoscope",
        "asked_at": MONDAY.isoformat(),
    }
    signature = hmac.new(SECRET.encode(), body, sha256).hexdigest()
    assert headers["X-Kabinet-Signature"] == f"sha256={signature}"
    assert headers["Idempotency-Key"] == command.key
    command.refresh_from_db()
    assert command.confirmed_at == MONDAY
    assert [note.what for note in timeline(command.number)][-1] == "network.confirmed"


def test_a_confirmed_command_is_not_told_again(network, command):
    send_command(command_id=command.pk, at=MONDAY)
    send_command(command_id=command.pk, at=MONDAY)

    assert len(network.heard) == 1


@pytest.mark.parametrize("answer", [400, 500, 503])
def test_a_refusal_is_no_confirmation_and_the_next_try_has_the_same_key(network, command, answer):
    network.answers = answer
    with pytest.raises(NetworkSilent):
        send_command(command_id=command.pk, at=MONDAY)
    command.refresh_from_db()
    assert command.confirmed_at is None

    network.answers = 200
    send_command(command_id=command.pk, at=MONDAY)

    assert [headers["Idempotency-Key"] for headers, _ in network.heard] == [command.key] * 2
    assert network.switched == {command.key}


def test_a_network_that_is_down_confirms_nothing(settings, command):
    settings.NETWORK = {"url": "http://127.0.0.1:9/commands", "secret": SECRET}

    with pytest.raises(NetworkSilent):
        send_command(command_id=command.pk, at=MONDAY)

    command.refresh_from_db()
    assert command.confirmed_at is None


def test_without_a_network_the_register_itself_confirms(settings, command):
    settings.NETWORK = {"url": "", "secret": ""}

    send_command(command_id=command.pk, at=MONDAY)

    command.refresh_from_db()
    assert command.confirmed_at == MONDAY
