"""Mail under TLS, and to a server that asks who we are."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kabinet.mailroom.actions import deliver
from kabinet.mailroom.models import Message
from kabinet.tasks.worker import TryAgain
from tests.neighbours import certificate
from tests.neighbours.post_office import PostOffice, open_post_office
from tests.rooms.mailroom.conftest import MONDAY, Queue


@dataclass
class SafeOffice:
    office: PostOffice
    to_trust: Path


@pytest.fixture
def safe(tmp_path: Path, settings) -> Iterator[SafeOffice]:
    """Open an office that speaks TLS and lets in only `kabinet` with the password `right`."""
    to_trust, shown = certificate.make(tmp_path)
    with open_post_office(tls=shown) as office:
        settings.SMTP = {
            **settings.SMTP,
            "port": office.port,
            "starttls": True,
            "user": "kabinet",
            "password": "right",
        }
        yield SafeOffice(office, to_trust)


def send(message: Message) -> None:
    deliver(message_id=message.pk, at=MONDAY)


def test_a_trusted_server_gets_the_letter_under_tls(queue: Queue, safe, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(safe.to_trust))
    send(queue())

    assert safe.office.tls == [True]
    assert safe.office.logins == [b"kabinet"]


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(queue: Queue, safe):
    with pytest.raises(TryAgain, match="SSLCertVerificationError"):
        send(queue())

    assert safe.office.taken == []
    assert safe.office.logins == []


def test_a_wrong_password_is_ours_to_mend_not_the_end_of_the_message(
    queue: Queue, safe, monkeypatch, settings
):
    monkeypatch.setenv("SSL_CERT_FILE", str(safe.to_trust))
    settings.SMTP = {**settings.SMTP, "password": "wrong"}

    with pytest.raises(TryAgain, match="SMTP 535"):
        send(queue())

    assert Message.objects.get().state == "queued"


def test_nothing_goes_in_the_open_where_tls_was_asked_for(queue: Queue, post_office, settings):
    settings.SMTP = {**settings.SMTP, "starttls": True}

    with pytest.raises(TryAgain, match="STARTTLS"):
        send(queue())

    assert post_office.taken == []
