"""A case with a visit: Ivan hands over, Romashka receives, Alla sits at the showroom."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.cases.models import Case
from kabinet.parties.models import Party
from kabinet.showroom.actions import book
from kabinet.showroom.models import Visit
from tests.people import MONDAY, company, person, staff, subscriber
from tests.rooms.cases.matters import filed

MOSCOW = ZoneInfo("Europe/Moscow")
OFFICE = "msk-marks"
TEN = datetime(2026, 11, 25, 10, 0, tzinfo=MOSCOW)  # a Wednesday


@pytest.fixture
def ivan(db: None) -> Party:
    return person()


@pytest.fixture
def ivans_login(ivan: Party) -> User:
    return subscriber(ivan)


@pytest.fixture
def romashka(db: None) -> Party:
    return company()


@pytest.fixture
def case(ivan: Party) -> Case:
    return filed("question", party=ivan)


@pytest.fixture
def alla(db: None) -> User:
    return staff(Role.SHOWROOM, name="Алла Котова")


@pytest.fixture
def visit(case: Case, ivans_login: User) -> Visit:
    return book(case=case, side="giver", office=OFFICE, starts_at=TEN, by=ivans_login, at=MONDAY)
