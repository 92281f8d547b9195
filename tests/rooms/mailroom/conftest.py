"""A message on its way, and the neighbours it may go to."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from kabinet.mailroom.actions import queue_message
from kabinet.mailroom.models import Counter, Message
from tests.neighbours.post_office import PostOffice, open_post_office
from tests.neighbours.sms_gateway import Gateway, open_gateway

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

Queue = Callable[..., Message]


@pytest.fixture
def post_office(settings) -> Iterator[PostOffice]:
    with open_post_office() as office:
        settings.SMTP = {**settings.SMTP, "port": office.port, "from": "Care <care@example.org>"}
        yield office


@pytest.fixture
def gateway(settings) -> Iterator[Gateway]:
    with open_gateway() as gateway:
        settings.SMS = {
            "adapter": "http",
            "url": f"{gateway.address}/send?to={{to}}&text={{text}}&id={{key}}",
        }
        yield gateway


@pytest.fixture
def about(db: None) -> Counter:
    """Stand in for a case: any row will do."""
    return Counter.objects.create(book="test", year=2026)


@pytest.fixture
def queue(about: Counter) -> Queue:
    """Queue a message; what is not said is usual."""

    def put(**said: Any) -> Message:
        usual = {
            "key": "claim:1:registered",
            "channel": "email",
            "to": "maria@example.org",
            "subject": "Ваша претензия зарегистрирована",
            "text": "Номер 2026-00001.\n\nПодробности: https://example.org/status/ & <ещё>",
            "about": about,
            "at": MONDAY,
        }
        return queue_message(**{**usual, **said})

    return put
