"""Passkeys: added, signed in with, renamed, removed; a phone in software holds them."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from kabinet.access.actions import deactivate
from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.kit import clock
from tests.doors.signin.device import PRESENT, Device
from tests.people import PASSWORD, person, staff, subscriber

pytestmark = pytest.mark.django_db
ADD = "/account/factors/passkeys/add/"
USE = "/sign-in/passkey/"


@pytest.fixture
def olga(client) -> User:
    user = staff(Role.CLAIMS_OFFICER, email="olga@example.ru")
    client.post("/desk/sign-in/", {"email": "olga@example.ru", "password": PASSWORD})
    return user


def add(client: Client, device: Device, name: str = "Телефон"):
    options = client.get(ADD).context["js_data"]["creation_options"]
    credential = device.create(json.loads(json.dumps(options)))
    return client.post(ADD, {"name": name, "credential": credential})


def use(client: Client, device: Device):
    asked = client.get(USE, headers={"Accept": "application/json"}).json()
    return client.post(USE, {"credential": device.get(asked["request_options"])})


def opens_desk(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def test_a_passkey_is_second_factor_enough_to_open_the_desk(client, olga):
    assert add(client, Device())["Location"] == "/account/factors/recovery-codes/"

    assert opens_desk(client)
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Телефон"


def test_a_passkey_alone_signs_in(client, olga):
    phone = Device()
    add(client, phone)
    other = Client()

    assert use(other, phone)["Location"] == "/desk/"
    assert opens_desk(other)
    assert other.session.get_expiry_age() == 12 * 60 * 60


def test_a_passkey_is_the_second_step_after_the_password(client, olga):
    phone = Device()
    add(client, phone)
    other = Client()
    other.post("/desk/sign-in/", {"email": "olga@example.ru", "password": PASSWORD})
    assert not opens_desk(other)

    options = other.get("/sign-in/second-factor/").context["js_data"]["request_options"]
    credential = phone.get(json.loads(json.dumps(options)))
    other.post("/sign-in/second-factor/", {"credential": credential})

    assert opens_desk(other)


def test_a_device_that_verifies_nobody_is_not_taken(client, olga):
    answer = add(client, Device(flags=PRESENT))

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Authenticator.objects.exists()


def test_a_strangers_device_opens_nothing(client, olga):
    phone = Device()
    add(client, phone)
    thief, other = Device(user_handle=phone.user_handle), Client()
    thief.credential_id = phone.credential_id

    assert use(other, thief)["Location"] == "/sign-in/"
    assert not opens_desk(other)


def test_an_answer_to_an_old_question_opens_nothing(client, olga):
    phone = Device()
    add(client, phone)
    other = Client()
    asked = other.get(USE, headers={"Accept": "application/json"}).json()["request_options"]
    credential = phone.get(asked)
    other.post(USE, {"credential": credential})
    other.post("/sign-out/")

    other.get(USE, headers={"Accept": "application/json"})
    assert other.post(USE, {"credential": credential})["Location"] == "/sign-in/"
    assert not opens_desk(other)


@pytest.mark.parametrize("rubbish", ["", "{}", "[]", '{"id": 1}', "not json"])
def test_rubbish_is_no_passkey(client, rubbish):
    client.get(USE, headers={"Accept": "application/json"})

    assert client.post(USE, {"credential": rubbish}).status_code == 302


@pytest.mark.parametrize("rubbish", ["", "{}", "[]", '{"id": 1}', "not json"])
def test_rubbish_adds_no_passkey(client, olga, rubbish):
    client.get(ADD)

    answer = client.post(ADD, {"name": "x", "credential": rubbish})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Authenticator.objects.exists()


def test_the_passkey_of_whoever_left_opens_nothing(client, olga):
    phone = Device()
    add(client, phone)
    admin = staff(Role.ADMINISTRATOR, email="anna@example.ru")
    deactivate(user=olga, by=admin, at=clock.now())
    other = Client()

    use(other, phone)

    assert not opens_desk(other)


def test_a_subscriber_may_have_one_too(client):
    ivan = subscriber(person())
    client.force_login(ivan)
    phone = Device()
    add(client, phone)
    other = Client()

    assert use(other, phone)["Location"] == "/my/"
    assert other.get("/my/").status_code == 200


def test_a_passkey_is_renamed_and_removed_by_its_owner_only(client, olga):
    add(client, Device())
    add(client, Device(), "Ноутбук")
    client.post("/account/confirm/", {"password": PASSWORD})
    first = Authenticator.objects.filter(type="webauthn").earliest("pk")
    stranger = Client()
    stranger.force_login(subscriber(person()))
    for change in ("name", "remove"):
        address = f"/account/factors/passkeys/{first.pk}/{change}/"
        assert stranger.get(address).status_code == 404

    client.post(f"/account/factors/passkeys/{first.pk}/name/", {"name": "Старый телефон"})
    first.refresh_from_db()
    assert first.wrap().name == "Старый телефон"
    client.post(f"/account/factors/passkeys/{first.pk}/remove/")
    assert [one.wrap().name for one in Authenticator.objects.filter(type="webauthn")] == ["Ноутбук"]


@pytest.mark.parametrize(
    "address",
    ["/account/factors/", "/account/factors/passkeys/", "/account/factors/app/add/", ADD,
     "/account/factors/recovery-codes/", "/account/factors/recovery-codes/new/",
     "/account/factors/recovery-codes/file/", "/account/sessions/", "/account/password/"],
)  # fmt: skip
def test_every_page_of_the_account_shows(client, olga, address):
    add(client, Device())

    assert client.get(address).status_code == 200
