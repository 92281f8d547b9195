"""Staff come in by password and a second factor; without one no desk opens."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from kabinet.access.actions import deactivate, end_role, forget_second_factor, give_password
from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.kit import clock
from kabinet.mailroom.models import Message
from tests.people import PASSWORD, person, staff, subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture
def olga() -> User:
    return staff(Role.CLAIMS_OFFICER, email="olga@example.ru")


@pytest.fixture
def admin() -> User:
    return staff(Role.ADMINISTRATOR, email="anna@example.ru")


def sign_in(client: Client, email: str = "olga@example.ru", password: str = PASSWORD, **more):
    return client.post("/desk/sign-in/", {"email": email, "password": password, **more})


def totp(secret: str, step: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


def enroll(client: Client) -> str:
    secret = str(client.get("/account/factors/app/add/").context["form"].secret)
    answer = client.post("/account/factors/app/add/", {"code": totp(secret)})
    assert answer["Location"] == "/account/factors/recovery-codes/", answer.content
    return secret


def opens_desk(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def test_the_first_time_a_second_factor_must_be_added_before_any_desk_opens(client, olga):
    answer = sign_in(client)
    assert client.get(answer["Location"])["Location"] == "/account/factors/"
    assert client.get("/desk/queue/")["Location"] == "/account/factors/"
    assert client.post("/desk/queue/")["Location"] == "/account/factors/"

    enroll(client)

    assert opens_desk(client)


def test_the_next_time_the_factor_is_asked_for(client, olga):
    sign_in(client)
    secret = enroll(client)
    other = Client()

    answer = sign_in(other, next="/desk/queue/")
    assert answer["Location"] == "/sign-in/second-factor/"
    assert not opens_desk(other)
    assert other.post("/sign-in/second-factor/", {"code": "000000"}).status_code == 200
    assert not opens_desk(other)

    done = other.post("/sign-in/second-factor/", {"code": totp(secret, 1)})
    assert done["Location"] == "/desk/queue/"
    assert opens_desk(other)


def test_a_session_of_the_password_alone_stays_half_way_when_another_one_enrolls(client, olga):
    thief = Client()
    sign_in(thief)
    sign_in(client)
    enroll(client)

    assert opens_desk(client)
    assert thief.get("/desk/")["Location"] == "/account/factors/"


def test_a_code_of_the_app_works_once(client, olga):
    sign_in(client)
    secret = enroll(client)
    code = totp(secret, 1)
    first, second = Client(), Client()
    sign_in(first)
    sign_in(second)

    first.post("/sign-in/second-factor/", {"code": code})
    second.post("/sign-in/second-factor/", {"code": f"{code[:3]} {code[3:]}"})

    assert opens_desk(first)
    assert not opens_desk(second)


def test_a_recovery_code_replaces_the_app_once(client, olga):
    sign_in(client)
    enroll(client)
    codes = client.get("/account/factors/recovery-codes/").context["unused_codes"]
    first, second = Client(), Client()
    for one in (first, second):
        sign_in(one)
        one.post("/sign-in/second-factor/", {"code": codes[0]})

    assert len(codes) == 10
    assert opens_desk(first)
    assert not opens_desk(second)


def test_the_secret_of_the_app_lies_encrypted(client, olga):
    sign_in(client)
    secret = enroll(client)

    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept


def test_the_owner_is_told_by_mail_that_a_factor_was_added(
    client, olga, django_capture_on_commit_callbacks
):
    sign_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        enroll(client)

    message = Message.objects.get(channel="email")
    assert message.to == "olga@example.ru"


def test_staff_cannot_remove_their_only_factor(client, olga):
    sign_in(client)
    enroll(client)
    client.post("/account/confirm/", {"password": PASSWORD})

    client.post("/account/factors/app/remove/")

    assert Authenticator.objects.filter(type="totp").exists()


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("olga@example.ru", "wrong"),
        ("nobody@example.ru", PASSWORD),
        ("olga@example.ru", f"{PASSWORD} "),
    ],
)
def test_a_wrong_password_and_an_unknown_name_are_told_alike(client, olga, email, password):
    answer = sign_in(client, email, password)

    assert answer.status_code == 422
    assert answer.context["form"]["email"].value() == email
    assert list(answer.context["form"].errors) == ["password"]
    assert not opens_desk(client)


def test_five_wrong_passwords_lock_the_name_even_for_the_right_one(client, olga):
    answers = [sign_in(client, password=f"wrong {turn}") for turn in range(5)]

    assert answers[-1].status_code == 429
    assert sign_in(client).status_code == 429
    assert not opens_desk(client)
    assert sign_in(Client(REMOTE_ADDR="10.0.0.7")).status_code == 302  # elsewhere she may


def test_a_subscriber_does_not_come_in_by_the_staff_door(client):
    ivan = subscriber(person())
    User.objects.filter(pk=ivan.pk).update(email="ivan@example.ru")
    ivan.refresh_from_db()
    ivan.set_password(PASSWORD)
    ivan.save()

    assert sign_in(client, "ivan@example.ru").status_code == 422


def test_whoever_is_dismissed_is_out_at_the_next_click(client, olga, admin):
    sign_in(client)
    enroll(client)
    assert opens_desk(client)

    deactivate(user=olga, by=admin, at=clock.now())

    assert client.get("/desk/")["Location"].startswith("/desk/sign-in/")
    assert sign_in(client).status_code == 422


def test_an_ended_role_is_over_at_the_next_click(client, olga, admin):
    sign_in(client)
    enroll(client)

    end_role(user=olga, role=Role.CLAIMS_OFFICER, by=admin, at=clock.now())

    assert client.get("/desk/queue/").status_code == 403


@pytest.mark.parametrize(
    ("role", "beginning"),
    [
        (Role.CLAIMS_OFFICER, "/desk/"),
        (Role.SHOWROOM, "/desk/search/"),
        (Role.AUDITOR, "/desk/journal/"),
        (Role.ADMINISTRATOR, "/desk/users/"),
        (None, "/account/factors/"),
    ],
)
def test_everybody_begins_where_his_work_is(client, role, beginning):
    staff(*([role] if role else []), email="someone@example.ru")
    sign_in(client, "someone@example.ru")
    enroll(client)

    answer = client.get("/desk/")

    shown = answer.status_code == 200 or answer["Location"]
    assert shown == (beginning == "/desk/" or beginning)


@pytest.mark.parametrize("change", [give_password, forget_second_factor])
def test_what_an_administrator_resets_ends_the_sessions(client, olga, admin, change):
    sign_in(client)
    enroll(client)

    change(user=olga, by=admin, at=clock.now())

    assert not opens_desk(client)


def test_one_changes_ones_own_password_and_the_other_sessions_end(client, olga):
    sign_in(client)
    secret = enroll(client)
    other = Client()
    sign_in(other)
    other.post("/sign-in/second-factor/", {"code": totp(secret, 1)})
    fresh = "another long sentence of hers"

    wrong = client.post("/account/password/", {"old_password": "no", "new_password": fresh})
    short = client.post("/account/password/", {"old_password": PASSWORD, "new_password": "short"})
    assert (wrong.status_code, short.status_code) == (422, 422)
    client.post("/account/password/", {"old_password": PASSWORD, "new_password": fresh})

    assert opens_desk(client)
    assert not opens_desk(other)
    assert sign_in(Client(), password=fresh)["Location"] == "/sign-in/second-factor/"


def test_the_sessions_are_listed_and_the_others_can_be_ended(client, olga):
    sign_in(client)
    secret = enroll(client)
    other = Client(HTTP_USER_AGENT="Elsewhere 1.0")
    sign_in(other)
    other.post("/sign-in/second-factor/", {"code": totp(secret, 1)})
    assert opens_desk(other)

    page = client.get("/account/sessions/")
    assert page.context["session_count"] == 2
    assert b"Elsewhere 1.0" in page.content
    client.post("/account/sessions/")

    assert opens_desk(client)
    assert not opens_desk(other)


def test_the_session_of_staff_ends_with_the_shift(client, olga):
    sign_in(client)
    enroll(client)

    assert client.session.get_expiry_age() == 12 * 60 * 60


@pytest.mark.parametrize(
    "address",
    ["/accounts/signup/", "/accounts/login/", "/accounts/password/reset/", "/accounts/email/",
     "/sign-in/signup/", "/account/email/"],
)  # fmt: skip
def test_no_other_door_of_the_library_exists(client, address):
    assert client.get(address).status_code == 404
