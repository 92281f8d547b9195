"""A company registers by contract and INN; whoever is invited joins; nobody else learns a thing."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from kabinet.access.models import Invitation, Membership, OneTimeCode, User
from kabinet.access.queries import memberships_of
from kabinet.access.rules import CompanyRole
from kabinet.kit import clock
from kabinet.mailroom.models import Message
from tests.doors.portal.offices import romashka, seated
from tests.people import PASSWORD, company, member, number, person, subscriber

pytestmark = pytest.mark.django_db
CONTRACT = {"contract": "C+79161110001", "inn": "7707083893"}
WHO = {"name": "Павел Котов", "email": "pavel@romashka.example"}


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def firm():
    found = romashka()
    number(found, "+79161110001")
    return found


def code_to(address: str) -> str:
    return str(re.findall(r"\b\d{6}\b", Message.objects.filter(to=address).latest("pk").text)[0])


def ask(client: Client, **more):
    return client.post("/sign-in/company/register/", {**CONTRACT, **more})


def prove_contract(client: Client) -> None:
    ask(client)
    code = code_to("+79161112233")
    assert client.post("/sign-in/company/register/code/", {"code": code}).status_code == 302


def prove_mailbox(client: Client, asked: Invitation):
    client.post(f"/join/{asked.token}/")
    return client.post(f"/join/{asked.token}/code/", {"code": code_to(asked.email)})


def invite(firm, **more) -> Invitation:
    chief = seated(member(firm, email="pavel@romashka.example"))
    given = {"name": "Рита Белова", "email": "rita@romashka.example", "role": "finance"}
    chief.post("/my/company/invite/", given | more)
    return Invitation.objects.get()


def test_a_company_comes_in_by_its_contract_and_its_first_administrator_enrolls(client, firm):
    prove_contract(client)
    answer = client.post("/sign-in/company/register/who/", WHO)
    asked = Invitation.objects.get()
    assert answer["Location"] == f"/join/{asked.token}/"

    assert prove_mailbox(client, asked)["Location"] == f"/join/{asked.token}/finish/"
    done = client.post(f"/join/{asked.token}/finish/", {"name": WHO["name"], "password": PASSWORD})

    assert done["Location"] == "/my/"
    assert client.get("/my/")["Location"] == "/account/factors/"
    assert Membership.objects.get().role == CompanyRole.ADMINISTRATOR
    assert client.get("/account/factors/app/add/").status_code == 200


def test_when_the_contact_is_the_same_mailbox_one_code_is_enough(client):
    found = romashka(phone="", email=WHO["email"])
    number(found, "+79161110001")
    ask(client)
    client.post("/sign-in/company/register/code/", {"code": code_to(WHO["email"])})

    answer = client.post("/sign-in/company/register/who/", WHO)

    assert answer["Location"] == f"/join/{Invitation.objects.get().token}/finish/"


STRANGE = [
    {"contract": "C+79990000000"},
    {"inn": "7740000076"},
    {"contract": "C+79143965354", "inn": "7740000076"},
]


def without_what_was_typed(page: bytes) -> str:
    return re.sub(r'value="[^"]*"', "", page.decode())


@pytest.mark.parametrize("strange", STRANGE)
def test_what_exists_and_what_does_not_look_the_same(firm, strange):
    private = person(inn="500100732259")
    number(private)
    known, unknown = Client(), Client()

    answers = ask(known), ask(unknown, **strange)
    pages = [one.get("/sign-in/company/register/code/").content for one in (known, unknown)]
    wrong = [
        one.post("/sign-in/company/register/code/", {"code": "000000"}) for one in (known, unknown)
    ]

    assert {one["Location"] for one in answers} == {"/sign-in/company/register/code/"}
    assert len({without_what_was_typed(page) for page in pages}) == 1
    assert len({without_what_was_typed(one.content) for one in wrong}) == 1
    assert Message.objects.count() == 1  # to the contact on the contract, to nobody else


def test_a_private_persons_contract_registers_no_company(client):
    private = person(inn="500100732259", phone="+79161112233")
    number(private, "+79161110001")

    ask(client, inn="500100732259")

    assert not Message.objects.exists()


def test_nobody_gets_on_without_the_code(client, firm):
    ask(client)
    right = code_to("+79161112233")

    client.post("/sign-in/company/register/code/", {"code": f"{(int(right) + 1) % 10**6:06d}"})

    assert client.get("/sign-in/company/register/who/")["Location"] == "/sign-in/company/register/"
    other = Client()
    ask(other, contract="C+79990000000")
    assert other.post("/sign-in/company/register/code/", {"code": right}).status_code == 422


@pytest.mark.parametrize("typed", [CONTRACT, {**CONTRACT, "contract": "C+79990000000"}])
def test_one_contract_is_asked_for_five_times_an_hour_by_everybody_together(firm, typed):
    statuses = [
        Client().post("/sign-in/company/register/", typed).status_code for _each in range(6)
    ]

    assert statuses == [302] * 5 + [422]


def test_one_place_asks_twenty_times_an_hour(firm):
    asked = [ask(Client(), contract=f"C{each}").status_code for each in range(21)]

    assert asked == [302] * 20 + [422]


@pytest.mark.parametrize("inn", ["", "123", "7707083894", "abc"])
def test_an_inn_with_a_wrong_digit_is_told_at_once(client, inn):
    answer = ask(client, inn=inn)

    assert answer.status_code == 422
    assert CONTRACT["contract"] in answer.content.decode()
    assert not OneTimeCode.objects.exists()


def test_a_company_with_an_administrator_is_told_so_after_the_code_only(client, firm):
    member(firm)
    prove_contract(client)

    answer = client.post("/sign-in/company/register/who/", WHO)

    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_a_forwarded_link_opens_nothing_without_the_code(client, firm):
    asked = invite(firm)

    page = client.get(f"/join/{asked.token}/").content.decode()
    assert "rita@" not in page
    assert client.get(f"/join/{asked.token}/finish/")["Location"] == f"/join/{asked.token}/"
    client.post(f"/join/{asked.token}/finish/", {"name": "Чужой", "password": PASSWORD})

    assert Membership.objects.count() == 1


def test_the_code_goes_to_the_phone_when_there_is_one(client, firm):
    asked = invite(firm, phone="8 916 555 44 33")

    client.post(f"/join/{asked.token}/")

    assert Message.objects.latest("pk").to == "+79165554433"


def test_whoever_is_signed_in_joins_with_the_login_he_has(firm):
    asked, ivan = invite(firm), subscriber(person())
    client = Client()
    client.force_login(ivan)
    prove_mailbox(client, asked)

    done = client.post(f"/join/{asked.token}/finish/", {"name": "Иван", "password": PASSWORD})

    assert done["Location"] == "/my/"
    ivan.refresh_from_db()
    assert ivan.email == asked.email
    assert memberships_of(ivan, clock.now()).get().company == firm
    assert client.get("/my/")["Location"] == "/account/factors/"  # still signed in, half-way


def test_whoever_has_a_login_by_this_mailbox_signs_in_first(client, firm):
    asked = invite(firm)
    member(company("ООО «Лютик»"), CompanyRole.READER, email=asked.email)
    prove_mailbox(client, asked)

    page = client.get(f"/join/{asked.token}/finish/").content.decode()

    assert f"/sign-in/company/?next=%2Fjoin%2F{asked.token}%2Ffinish%2F" in page
    answer = client.post(
        "/sign-in/company/",
        {"email": asked.email, "password": PASSWORD, "next": f"/join/{asked.token}/finish/"},
    )
    assert answer["Location"] == f"/join/{asked.token}/finish/"
    client.post(f"/join/{asked.token}/finish/")
    assert Membership.objects.filter(company=firm, role=CompanyRole.FINANCE).exists()
    assert User.objects.filter(email=asked.email).count() == 1


def test_a_used_or_unknown_link_says_what_to_do(client, firm):
    asked = invite(firm)
    prove_mailbox(client, asked)
    client.post(f"/join/{asked.token}/finish/", {"name": "Рита", "password": PASSWORD})

    assert Client().get(f"/join/{asked.token}/").status_code == 410
    assert Client().get("/join/no-such-link/").status_code == 410


@pytest.mark.parametrize("password", ["", "short", "password1234"])
def test_a_weak_password_is_refused_and_the_name_is_kept(client, firm, password):
    asked = invite(firm)
    prove_mailbox(client, asked)

    answer = client.post(
        f"/join/{asked.token}/finish/", {"name": "Рита Белова", "password": password}
    )

    assert answer.status_code == 422
    assert "Рита Белова" in answer.content.decode()
    assert Membership.objects.count() == 1


def test_each_door_lets_its_own_people_in(client, firm):
    member(firm, email="pavel@romashka.example")
    typed = {"email": "pavel@romashka.example", "password": PASSWORD}

    assert Client().post("/desk/sign-in/", typed).status_code == 422
    assert client.post("/sign-in/company/", typed).status_code == 302
    assert client.get("/my/")["Location"] == "/account/factors/"
    assert client.get("/account/sessions/").status_code == 302
