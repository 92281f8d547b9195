"""Asking for a change of the owner's data, and what a clerk makes of it, in the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.owners.models import OwnerChange
from kabinet.parties.models import Party
from tests.doors.portal.offices import romashka, seated
from tests.guards.examples import PNG
from tests.people import member, number, person, staff, subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria() -> Party:
    found = person("Волкова", "Мария", email="maria@example.ru")
    number(found)
    return found


@pytest.fixture
def client(maria) -> Client:
    client = Client()
    client.force_login(subscriber(maria))
    return client


def scan(name: str = "marriage.png", body: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, "image/png")


def send(client: Client, **more):
    typed = {"surname": "Волкова", "name": "Мария", "why": "Вышла замуж", "proof": scan()}
    return client.post("/my/owner/change/", typed | more)


def desk(role: Role = Role.REGISTRY) -> Client:
    clerk: User = staff(role)
    return seated(clerk)


def test_the_form_shows_what_stands_with_us(client):
    page = client.get("/my/owner/change/").content.decode()

    assert 'value="Волкова"' in page
    assert client.get("/my/owner/").status_code == 200


def test_asked_examined_and_decided(client, maria):
    answer = send(client, surname="Сергеева", address="Москва, Тверская, 1")
    change = OwnerChange.objects.get()
    page = f"/my/owner/requests/{change.case.reference}/"
    assert answer["Location"] == page
    assert "Сергеева" in client.get(page).content.decode()
    assert client.get(f"/my/claims/{change.case.reference}/")["Location"] == page
    clerk, place = desk(), f"/desk/owners/{change.case.reference}/"
    assert clerk.get(f"/desk/cases/{change.case.reference}/")["Location"] == place
    assert clerk.get(f"{place}proof/{change.proof.get().token}/").content == PNG

    typed = {"verdict_surname": "accept", "verdict_address": "refuse"}
    refused = clerk.post(f"{place}decide/", typed)
    assert refused.status_code == 422
    done = clerk.post(f"{place}decide/", typed | {"reason_address": "Нет прописки на снимке."})

    assert done["Location"] == place
    maria.refresh_from_db()
    assert (maria.surname, maria.address) == ("Сергеева", "")
    assert "Нет прописки на снимке." in client.get(page).content.decode()
    assert clerk.get(place).status_code == 200


def test_a_refused_form_of_the_desk_keeps_what_the_clerk_typed(client):
    send(client, surname="Сергеева", name="Марина")
    place = f"/desk/owners/{OwnerChange.objects.get().case.reference}/decide/"

    page = (
        desk()
        .post(place, {"verdict_surname": "refuse", "reason_surname": "Не видно печати."})
        .content.decode()
    )

    assert 'value="Не видно печати."' in page


def test_several_proofs_and_a_passport(client, maria):
    send(client, proof=[scan(), scan("passport.png")], passport="4611 987654")

    change = OwnerChange.objects.get()
    assert change.proof.count() == 2
    page = desk().get(f"/desk/owners/{change.case.reference}/").content.decode()
    assert "987654" not in page
    desk(Role.SHOWROOM).post(
        f"/desk/owners/{change.case.reference}/decide/",
        {"verdict_passport": "accept", "passport_number": "4611 987654"},
    )
    assert maria.papers.count() == 1


@pytest.mark.parametrize(
    "more",
    [
        {},  # nothing differs
        {"surname": "Сергеева", "why": ""},
        {"surname": "Сергеева", "proof": ""},
        {"surname": "Сергеева", "proof": scan("virus.exe", b"MZ")},
        {"passport": "12"},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, more):
    answer = send(client, **more)

    assert answer.status_code == 422
    assert f'value="{more.get("surname", "Волкова")}"' in answer.content.decode()
    assert not OwnerChange.objects.exists()


def test_a_stranger_finds_nothing(client):
    send(client, surname="Сергеева")
    reference = OwnerChange.objects.get().case.reference
    stranger = Client()
    stranger.force_login(subscriber(person(), phone="+79990001122"))

    assert stranger.get(f"/my/owner/requests/{reference}/").status_code == 404
    assert stranger.get(f"/desk/owners/{reference}/").status_code == 404


def test_a_desk_that_may_not_judge_sees_no_proof(client):
    send(client, surname="Сергеева")
    change = OwnerChange.objects.get()
    place = f"/desk/owners/{change.case.reference}/"
    officer = desk(Role.CLAIMS_OFFICER)

    assert officer.get(place).status_code == 200
    assert officer.get(f"{place}proof/{change.proof.get().token}/").status_code == 403
    assert officer.post(f"{place}decide/", {"verdict_surname": "accept"}).status_code == 403


def test_an_administrator_asks_for_the_company():
    firm = romashka()
    client = seated(member(firm))

    answer = client.post(
        "/my/owner/change/",
        {
            "company_name": "ООО «Ромашка плюс»",
            "kpp": "770701001",
            "email": firm.email,
            "phone": firm.phone,
            "why": "Новое название",
            "proof": scan(),
        },
    )

    assert answer.status_code == 302
    asked = set(OwnerChange.objects.get().fields.values_list("name", flat=True))
    assert asked == {"company_name", "kpp"}
