"""Roles: given, held, ended at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kabinet.access.actions import (
    AddressTaken,
    NotForStaff,
    NotYourself,
    RoleHeld,
    create_staff,
    deactivate,
    end_role,
    forget_second_factor,
    give_password,
    grant_role,
)
from kabinet.access.models import RoleGrant, User
from kabinet.access.queries import NotPermitted, may, require, roles_of, staff_with
from kabinet.access.rules import PERMITS, PORTAL, Permit, Role
from kabinet.journal.queries import notes_about
from tests.people import MONDAY, PASSWORD, person, staff, subscriber

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def admin() -> User:
    return staff(Role.ADMINISTRATOR, name="Анна Серова")


@pytest.fixture
def olga() -> User:
    return staff(Role.CLAIMS_OFFICER)


def whats(user: User) -> list[str]:
    return [note.what for note in notes_about(user)]


def test_a_role_gives_its_permits_and_no_other(olga):
    held = {permit for permit in Permit if may(olga, permit, MONDAY)}

    assert held == PERMITS[Role.CLAIMS_OFFICER]


def test_an_action_asks_and_is_refused(olga):
    with pytest.raises(NotPermitted) as refused:
        require(olga, Permit.MANAGE_USERS, MONDAY)

    assert refused.value.permit == Permit.MANAGE_USERS


def test_a_role_is_given_from_a_moment_on_and_not_before(admin, olga):
    grant_role(user=olga, role=Role.AUDITOR, by=admin, at=LATER)

    assert roles_of(olga, MONDAY) == [Role.CLAIMS_OFFICER]
    assert roles_of(olga, LATER) == [Role.AUDITOR, Role.CLAIMS_OFFICER]
    assert whats(olga)[-1] == "role.granted"


def test_a_role_given_until_a_moment_is_over_in_that_moment(admin, olga):
    grant_role(user=olga, role=Role.AUDITOR, by=admin, at=MONDAY, until=LATER)

    assert may(olga, Permit.READ_JOURNAL, LATER - timedelta(microseconds=1))
    assert not may(olga, Permit.READ_JOURNAL, LATER)
    assert not may(olga, Permit.READ_JOURNAL)  # whoever does not say when, gets the less


def test_an_ended_role_allows_nothing_even_to_an_object_in_hand(admin, olga):
    assert may(olga, Permit.DECIDE_CLAIM)

    end_role(user=olga, role=Role.CLAIMS_OFFICER, by=admin, at=LATER)

    assert not may(olga, Permit.DECIDE_CLAIM)
    assert not may(olga, Permit.DECIDE_CLAIM, LATER)
    assert may(olga, Permit.DECIDE_CLAIM, MONDAY)  # the past stays readable
    assert whats(olga)[-1] == "role.ended"


def test_a_role_ended_twice_is_ended_once(admin, olga):
    end_role(user=olga, role=Role.CLAIMS_OFFICER, by=admin, at=LATER)
    end_role(user=olga, role=Role.CLAIMS_OFFICER, by=admin, at=LATER + timedelta(days=1))

    assert RoleGrant.objects.get(user=olga).active_until == LATER
    assert whats(olga).count("role.ended") == 1


def test_a_role_is_not_given_twice(admin, olga):
    with pytest.raises(RoleHeld):
        grant_role(user=olga, role=Role.CLAIMS_OFFICER, by=admin, at=LATER)

    assert RoleGrant.objects.filter(user=olga).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=olga, role=Role.CLAIMS_OFFICER, active_from=LATER)


@pytest.mark.parametrize(
    "change",
    [
        lambda by, whom: grant_role(user=whom, role=Role.AUDITOR, by=by, at=LATER),
        lambda by, whom: end_role(user=whom, role=Role.CLAIMS_OFFICER, by=by, at=LATER),
        lambda by, whom: deactivate(user=whom, by=by, at=LATER),
        lambda by, whom: give_password(user=whom, by=by, at=LATER),
        lambda by, whom: forget_second_factor(user=whom, by=by, at=LATER),
        lambda by, _whom: create_staff(email="new@example.ru", name="Н", by=by, at=LATER),
    ],
)
def test_only_an_administrator_manages_people(olga, change):
    other = staff(Role.CLAIMS_OFFICER, email="other@example.ru")
    before = (User.objects.count(), roles_of(other, LATER), whats(other))

    with pytest.raises(NotPermitted):
        change(olga, other)

    other.refresh_from_db()
    assert (User.objects.count(), roles_of(other, LATER), whats(other)) == before
    assert other.is_active
    assert other.check_password(PASSWORD)


def test_nobody_changes_his_own_rights(admin):
    for change in (
        lambda: grant_role(user=admin, role=Role.CLAIMS_LEAD, by=admin, at=LATER),
        lambda: end_role(user=admin, role=Role.ADMINISTRATOR, by=admin, at=LATER),
        lambda: deactivate(user=admin, by=admin, at=LATER),
    ):
        with pytest.raises(NotYourself):
            change()

    assert roles_of(admin, LATER) == [Role.ADMINISTRATOR]


def test_one_address_is_one_person(admin, olga):
    with pytest.raises(AddressTaken):
        create_staff(email=" Claims_Officer@example.ru", name="Другая", by=admin, at=LATER)

    assert User.objects.filter(is_staff=True).count() == 2


def test_whoever_left_has_no_role_and_never_gets_one_by_the_back_door(admin, olga):
    deactivate(user=olga, by=admin, at=LATER)

    assert roles_of(olga, LATER) == []
    assert not may(olga, Permit.SEE_CASE, MONDAY)
    assert staff_with(Role.CLAIMS_OFFICER, LATER) == []
    deactivate(user=olga, by=admin, at=LATER)
    assert whats(olga).count("user.deactivated") == 1


def test_a_new_password_replaces_the_old_one(admin, olga):
    fresh = give_password(user=olga, by=admin, at=LATER)

    olga.refresh_from_db()
    assert olga.check_password(fresh)
    assert not olga.check_password(PASSWORD)
    assert len(fresh) == 16


def test_a_subscriber_may_use_his_own_account_and_nothing_else():
    ivan = subscriber(person())

    assert roles_of(ivan, MONDAY) == [Role.SUBSCRIBER]
    assert {permit for permit in Permit if may(ivan, permit)} == PORTAL - {Permit.MANAGE_MEMBERS}


def test_staff_have_no_account_of_their_own_by_being_staff(olga):
    assert not may(olga, Permit.OWN_ACCOUNT)


def test_a_subscriber_gets_no_desk_and_staff_no_subscribers_role(admin, olga):
    ivan = subscriber(person())

    with pytest.raises(NotForStaff):
        grant_role(user=ivan, role=Role.CLAIMS_LEAD, by=admin, at=LATER)
    with pytest.raises(NotForStaff):
        grant_role(user=olga, role=Role.SUBSCRIBER, by=admin, at=LATER)
    with pytest.raises(NotForStaff):
        create_staff(email="n@example.ru", name="Н", roles=(Role.SUBSCRIBER,), by=admin, at=LATER)

    assert RoleGrant.objects.count() == 2
