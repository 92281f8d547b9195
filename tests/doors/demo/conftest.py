"""The invented world, built once for all these tests; each test leaves it as it was."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from kabinet.demo.actions import ensure_world
from kabinet.kit import clock

START = datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Moscow"))


@dataclass
class Built:
    """What the first start said, and whether it built anything."""

    is_new: bool = False
    lines: list[str] = field(default_factory=list)


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    """Build the world in a transaction that never ends well."""
    told = Built()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as held, transaction.atomic():
        told.is_new = ensure_world(START, told.lines.append)
        # Each test closes the connection behind it: not this one, the world would go with it.
        held.setattr(connection, "close", lambda: None)
        yield told
        transaction.set_rollback(True)


@pytest.fixture
def world(built: Built, db: None) -> Built:
    return built


@pytest.fixture
def demo(db: None, settings, tmp_path: Path) -> Iterator[None]:
    """Be a demonstration whose clock stands shortly after the first start."""
    import_module("kabinet.project.urls")  # as it is without a demonstration, whoever asks first
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.doors.demo.urls"
    settings.DATA = tmp_path
    clock.use_offset_file(tmp_path / "demo-clock")
    ahead = START - clock.now()
    (tmp_path / "demo-clock").write_text(str(int(ahead.total_seconds()) + 60))
    yield
    clock.use_offset_file(None)


@pytest.fixture
def visitor(world: Built, demo: None) -> Client:
    return Client(headers={"accept-language": "en"})
