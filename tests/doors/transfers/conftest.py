"""Tuesday noon, the cast of a transfer, and browsers of both sides."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from kabinet.access.models import User
from kabinet.kit import clock
from tests import deals
from tests.deals import TUESDAY, Cast


@pytest.fixture(autouse=True)
def tuesday(tmp_path: Path) -> Iterator[None]:
    place = tmp_path / "clock"
    place.write_text(str(int((TUESDAY - datetime.now(UTC)).total_seconds())))
    clock.use_offset_file(place)
    yield
    clock.use_offset_file(None)


@pytest.fixture
def cast(db: None) -> Cast:
    made = deals.build()
    deals.pay_in(made.ivans.ledger, 120_00)
    return made


@pytest.fixture
def ivan(cast: Cast) -> Client:
    return come_in(cast.ivans_login)


def come_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
