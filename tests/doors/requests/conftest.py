"""A Tuesday noon: Ivan hands a number over to Maria; Alla sits at the showroom."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.cases.models import Case
from kabinet.kit import clock
from kabinet.papers.actions import require_papers
from kabinet.parties.models import Party
from kabinet.showroom.actions import book
from kabinet.showroom.models import Visit
from tests.people import MONDAY, number, person, staff, subscriber
from tests.rooms.cases.matters import filed
from tests.rooms.showroom.conftest import OFFICE, TEN

TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def it_is_tuesday(tmp_path: Path) -> Iterator[None]:
    place = tmp_path / "clock"
    place.write_text(str(int((TUESDAY - datetime.now(UTC)).total_seconds())))
    clock.use_offset_file(place)
    yield
    clock.use_offset_file(None)


@pytest.fixture
def ivan(db: None) -> Party:
    return person(patronymic="Петрович", email="ivan@example.ru")


@pytest.fixture
def maria(db: None) -> Party:
    return person("Волкова", "Мария", email="maria@example.ru", language="en")


@pytest.fixture
def ivans_login(ivan: Party) -> User:
    return subscriber(ivan)


@pytest.fixture
def marias_login(maria: Party) -> User:
    return subscriber(maria, "+79161234567")


@pytest.fixture
def alla(db: None) -> User:
    clerk = staff(Role.SHOWROOM, name="Алла Котова")
    clerk.office = OFFICE
    clerk.save()
    return clerk


@pytest.fixture
def case(ivan: Party, maria: Party) -> Case:
    phone = number(ivan)
    case = filed("question", party=ivan, number=phone, account=phone.account)
    kinds = ["application-giver", "identity", "deed"]
    require_papers(case=case, side="giver", kinds=kinds, party=ivan, at=MONDAY)
    kinds = ["application-receiver-person", "identity"]
    require_papers(case=case, side="receiver", kinds=kinds, party=maria, at=MONDAY)
    return case


@pytest.fixture
def visit(case: Case, ivans_login: User) -> Visit:
    return book(case=case, side="both", office=OFFICE, starts_at=TEN, by=ivans_login, at=MONDAY)


def signed_in(user: User, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


@pytest.fixture
def ivans(ivans_login: User) -> Client:
    return signed_in(ivans_login)


@pytest.fixture
def marias(marias_login: User) -> Client:
    return signed_in(marias_login)
