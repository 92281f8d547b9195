"""The register of powers of attorney: what is refused, and what revoking does."""

from datetime import date, timedelta
from typing import Any

import pytest

from kabinet.access.queries import memberships_of
from kabinet.access.rules import CompanyRole, Role
from kabinet.kit.errors import NotPermitted
from kabinet.parties.actions import (
    AlreadyRecorded,
    Attorney,
    BadTerm,
    PowersMissing,
    record_attorney,
    revoke_attorney,
)
from kabinet.parties.models import PowerOfAttorney
from kabinet.parties.queries import powers_of_attorney_in_force
from tests.people import MONDAY, attorney, company, member, staff

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.fixture
def romashka():
    return company()


@pytest.fixture
def pavel(romashka):
    return member(romashka)


def paper(**more) -> Attorney:
    given: dict[str, Any] = {
        "agent_name": "Белова Рита Олеговна",
        "number": "18-Д",
        "issued_on": date(2026, 11, 20),
        "valid_from": date(2026, 11, 20),
        "valid_until": date(2027, 11, 20),
        "powers": ["money", "claims"],
    }
    return Attorney(**(given | more))


def record(principal, by, **more) -> PowerOfAttorney:
    return record_attorney(principal=principal, paper=paper(**more), by=by, at=MONDAY)


def test_what_is_recorded_is_in_force_within_its_term(romashka, pavel):
    made = record(romashka, pavel)

    assert made.powers == ["claims", "money"]
    for day, holds in [
        (date(2026, 11, 19), False),
        (date(2026, 11, 20), True),
        (date(2027, 11, 20), True),
        (date(2027, 11, 21), False),
    ]:
        assert powers_of_attorney_in_force(romashka, day).exists() is holds


@pytest.mark.parametrize(
    "more",
    [
        {"issued_on": date(2026, 11, 21)},  # in force before it was issued
        {"valid_until": date(2026, 11, 1)},
        {"valid_until": TODAY - timedelta(days=1)},  # expired yesterday
    ],
)
def test_a_term_that_cannot_be_is_refused(romashka, pavel, more):
    with pytest.raises(BadTerm):
        record(romashka, pavel, **more)

    assert not PowerOfAttorney.objects.exists()


@pytest.mark.parametrize("powers", [[], ["rule the world"]])
def test_a_paper_that_allows_nothing_known_is_refused(romashka, pavel, powers):
    with pytest.raises(PowersMissing):
        record(romashka, pavel, powers=powers)


def test_the_same_paper_is_recorded_once(romashka, pavel):
    made = record(romashka, pavel)
    with pytest.raises(AlreadyRecorded):
        record(romashka, pavel)
    revoke_attorney(attorney=made, by=pavel, at=MONDAY)

    assert record(romashka, pavel).pk != made.pk


def test_revoked_it_opens_nothing_from_that_instant(romashka, pavel):
    held = attorney(romashka)
    rita = member(romashka, CompanyRole.FINANCE, attorney=held)
    assert memberships_of(rita, MONDAY).exists()

    revoke_attorney(attorney=held, by=pavel, at=MONDAY)

    assert not memberships_of(rita, MONDAY).exists()


@pytest.mark.parametrize("role", [CompanyRole.FINANCE, CompanyRole.READER])
def test_only_the_companys_administrators_and_its_manager_keep_the_register(romashka, role):
    held = attorney(romashka)
    stranger = member(company("ООО «Лютик»"), email="boss@lyutik.example")

    for other in (member(romashka, role), stranger, staff(Role.CARE_AGENT)):
        with pytest.raises(NotPermitted):
            record(romashka, other)
        with pytest.raises(NotPermitted):
            revoke_attorney(attorney=held, by=other, at=MONDAY)

    held.refresh_from_db()
    assert held.revoked_at is None
    assert record(romashka, staff(Role.PERSONAL_MANAGER)).principal == romashka
