"""Users and rights at the administrator's desk; the keyboard; jobs that stopped."""

import re

import pytest

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.journal.models import Note
from kabinet.kit import clock
from kabinet.tasks.models import Task
from tests.doors.backoffice.conftest import TUESDAY, Desk
from tests.doors.backoffice.desk import text_of
from tests.people import staff
from tests.world import World

NEW = {"name": "Юлия Мороз", "email": " Yulia@Example.ru ", "roles": ["claims_officer"]}


def roles(user: User) -> list[str]:
    return [str(role) for role in User.objects.get(pk=user.pk).roles(clock.now())]


def test_somebody_is_let_in_and_the_start_password_is_shown_once(world: World, desk: Desk):
    page = desk(world.oleg).post("/desk/users/new/", NEW)

    made = User.objects.get(email="yulia@example.ru")
    password = re.search(r"<strong>(\w{16})</strong>", page.content.decode())
    assert password
    assert made.check_password(password[1])
    assert made.roles(clock.now()) == [Role.CLAIMS_OFFICER]
    assert password[1] not in text_of(desk(world.oleg).get(f"/desk/users/{made.pk}/"))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": ""}, "Enter the name."),
        ({"email": "yulia"}, "Check the e-mail address."),
        ({"roles": []}, "Tick at least one role."),
        ({"roles": ["tsar"]}, "tsar"),
        ({"email": "claims_officer@example.ru"}, "Somebody already signs in with this e-mail."),
    ],
)
def test_a_login_that_cannot_be_made_is_told_and_kept(world: World, desk: Desk, changed, told: str):
    before = User.objects.count()

    page = desk(world.oleg).post("/desk/users/new/", NEW | changed)

    assert page.status_code == 422
    assert told in text_of(page)
    assert User.objects.count() == before


def test_a_role_is_given_and_taken(world: World, desk: Desk):
    oleg, address = desk(world.oleg), f"/desk/users/{world.vera.pk}/"

    page = oleg.post(address, {"grant": "supervisor"}, follow=True)
    assert roles(world.vera) == ["care_agent", "supervisor"]
    assert "Saved." in text_of(page)

    oleg.post(address, {"end": "supervisor"})
    assert roles(world.vera) == ["care_agent"]


def test_a_role_given_twice_is_told(world: World, desk: Desk):
    page = desk(world.oleg).post(
        f"/desk/users/{world.vera.pk}/", {"grant": "care_agent"}, follow=True
    )

    assert "This person already has this role." in text_of(page)


@pytest.mark.parametrize("press", [{"grant": "tsar"}, {"end": "tsar"}])
def test_a_role_that_does_not_exist_changes_nothing(world: World, desk: Desk, press):
    page = desk(world.oleg).post(f"/desk/users/{world.vera.pk}/", press, follow=True)

    assert "Not changed." in text_of(page)
    assert roles(world.vera) == ["care_agent"]


def test_who_is_shut_out_is_out_at_once(world: World, desk: Desk):
    vera = desk(world.vera)
    assert vera.get("/desk/").status_code == 200

    desk(world.oleg).post(f"/desk/users/{world.vera.pk}/", {"deactivate": "yes"})

    assert vera.get("/desk/").status_code == 302
    assert roles(world.vera) == []


def test_nobody_changes_his_own_rights(world: World, desk: Desk):
    page = desk(world.oleg).post(f"/desk/users/{world.oleg.pk}/", {"grant": "auditor"}, follow=True)

    assert "Nobody changes his own rights." in text_of(page)
    assert roles(world.oleg) == ["administrator"]


def test_a_subscriber_is_not_among_the_staff(world: World, desk: Desk):
    assert desk(world.oleg).get(f"/desk/users/{world.marias_login.pk}/").status_code == 404
    assert "Волкова" not in desk(world.oleg).get("/desk/users/").content.decode()


@pytest.mark.parametrize("path", ["/desk/users/", "/desk/users/new/"])
def test_only_the_administrator_manages_users(world: World, desk: Desk, path: str):
    for who in (world.anna, world.sergey, world.irina):
        assert desk(who).get(path).status_code == 403


def test_the_list_of_users_is_a_few_queries(
    world: World, desk: Desk, django_assert_max_num_queries
):
    for turn in range(10):
        staff(Role.CARE_AGENT, name=f"Agent {turn}", email=f"agent{turn}@example.ru")
    oleg = desk(world.oleg)

    with django_assert_max_num_queries(6):
        assert "Care agent" in text_of(oleg.get("/desk/users/"))


def test_each_person_switches_the_keys_off_for_himself(world: World, desk: Desk):
    anna = desk(world.anna)
    assert "data-keys" in anna.get("/desk/").content.decode()

    answer = anna.post("/desk/keys/", {"shortcuts": "off", "next": "/desk/queue/"})

    assert answer["Location"] == "/desk/queue/"
    assert "data-keys" not in anna.get("/desk/").content.decode()
    assert "data-keys" in desk(world.boris).get("/desk/").content.decode()


@pytest.fixture
def dead() -> Task:
    return Task.objects.create(
        kind="mailroom.deliver",
        created_at=TUESDAY,
        run_at=TUESDAY,
        attempts=12,
        dead_at=TUESDAY,
        last_error="SMTP 550: no such user",
    )


def test_a_job_that_stopped_says_why_and_is_tried_again(world: World, desk: Desk, dead: Task):
    oleg = desk(world.oleg)
    assert "SMTP 550: no such user" in text_of(oleg.get("/desk/tasks/"))

    page = oleg.post(f"/desk/tasks/{dead.pk}/revive/", follow=True)

    revived = Task.objects.get(pk=dead.pk)
    assert (revived.dead_at, revived.attempts) == (None, 0)
    assert "It is tried again now." in text_of(page)
    assert Note.objects.get(what="task.revived").by == world.oleg


def test_a_job_is_revived_once(world: World, desk: Desk, dead: Task):
    oleg = desk(world.oleg)
    oleg.post(f"/desk/tasks/{dead.pk}/revive/")

    for number in (dead.pk, 999):
        page = oleg.post(f"/desk/tasks/{number}/revive/", follow=True)
        assert "It was tried again already." in text_of(page)

    assert Note.objects.filter(what="task.revived").count() == 1


def test_officers_revive_nothing(world: World, desk: Desk, dead: Task):
    assert desk(world.anna).post(f"/desk/tasks/{dead.pk}/revive/").status_code == 403
    assert Task.objects.get(pk=dead.pk).dead_at
