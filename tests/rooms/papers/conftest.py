"""A case that needs papers: Ivan hands his number over to Romashka."""

import pytest

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.cases.models import Case
from kabinet.papers.actions import require_papers
from kabinet.papers.models import Paper
from kabinet.parties.models import Party
from tests.people import MONDAY, company, person, staff, subscriber
from tests.rooms.cases.matters import filed


@pytest.fixture
def ivan(db: None) -> Party:
    return person()


@pytest.fixture
def ivans_login(ivan: Party) -> User:
    return subscriber(ivan)


@pytest.fixture
def case(ivan: Party) -> Case:
    return filed("question", party=ivan)


@pytest.fixture
def romashka(db: None) -> Party:
    return company()


@pytest.fixture
def clerk(db: None) -> User:
    return staff(Role.SHOWROOM, name="Алла Котова")


@pytest.fixture
def application(case: Case, ivan: Party) -> Paper:
    (paper,) = require_papers(
        case=case, side="giver", kinds=["application-giver"], party=ivan, at=MONDAY
    )
    return paper


@pytest.fixture
def passport(case: Case, ivan: Party) -> Paper:
    (paper,) = require_papers(case=case, side="giver", kinds=["identity"], party=ivan, at=MONDAY)
    return paper
