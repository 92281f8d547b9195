"""The desks on a Tuesday, with a claim of Maria's on them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.claims.actions import filing
from kabinet.claims.models import Claim
from kabinet.claims.queries.interview import Address
from kabinet.kit import clock
from tests import world as worlds
from tests.doors.backoffice.desk import desk_of
from tests.rooms.claims.conftest import finished
from tests.world import MONDAY, World, debits

TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

Desk = Callable[[User], Client]
TimeIs = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def time_is(tmp_path: Path) -> Iterator[TimeIs]:
    """Move the product's own clock; it runs on from there. At first it is Tuesday noon."""
    place = tmp_path / "clock"

    def now(moment: datetime) -> None:
        place.write_text(str(int((moment - datetime.now(UTC)).total_seconds())))
        clock.use_offset_file(place)

    now(TUESDAY)
    yield now
    clock.use_offset_file(None)


@pytest.fixture
def world(db: None) -> World:
    return worlds.build()


@pytest.fixture
def desk() -> Desk:
    return desk_of


@pytest.fixture
def claim(world: World) -> Claim:
    """Give Maria's claim for 300 roubles, filed on Monday."""
    return file_one(world)


@pytest.fixture
def big_claim(world: World) -> Claim:
    """Give a claim above the sum that one officer may decide alone."""
    service = world.marias_number.services.get()
    world.marias_debits = debits(service, 3, "2000")
    return file_one(world)


@pytest.fixture
def case(claim: Claim) -> Case:
    return claim.case


def file_one(world: World) -> Claim:
    draft = finished(world)
    address = Address("sms", "+79161234567")
    filing.file_draft(draft_id=draft.pk, by=draft.owner, address=address, at=MONDAY)
    return Claim.objects.select_related("case").latest("pk")
