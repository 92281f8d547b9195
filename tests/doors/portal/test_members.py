"""The administrator's pages: invite, change, remove, powers of attorney; and strangers' 404."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kabinet.access.models import Invitation, Membership
from kabinet.access.rules import CompanyRole
from kabinet.kit import clock
from kabinet.mailroom.models import Message
from kabinet.parties.models import PowerOfAttorney
from tests.doors.portal.offices import romashka, seated
from tests.guards.examples import PNG
from tests.people import attorney, company, member, number, seat_id

pytestmark = pytest.mark.django_db
NUMBER = "+79161110001"
WHO = {"name": "Рита Белова", "email": "rita@romashka.example"}


@pytest.fixture
def firm():
    found = romashka()
    number(found, NUMBER)
    return found


@pytest.fixture
def client(firm):
    return seated(member(firm, email="pavel@romashka.example"))


def test_an_invitation_goes_out_with_its_link_and_is_in_the_list(client, firm):
    answer = client.post("/my/company/invite/", {**WHO, "role": "finance"})

    assert answer["Location"] == "/my/company/"
    made, sent = Invitation.objects.get(), Message.objects.get()
    assert sent.to == WHO["email"]
    assert f"http://testserver/join/{made.token}/" in sent.text
    page = client.get("/my/company/").content.decode()
    assert WHO["email"] in page
    client.post(f"/my/company/invitations/{made.pk}/withdraw/")
    assert WHO["email"] not in client.get("/my/company/").content.decode()


def test_with_a_phone_the_link_goes_there_too(client):
    client.post("/my/company/invite/", {**WHO, "role": "finance", "phone": "8 916 555 44 33"})

    assert {one.to for one in Message.objects.all()} == {WHO["email"], "+79165554433"}


def test_numbers_are_typed_in_any_way_and_must_be_the_companys(client):
    typed = {**WHO, "role": "numbers", "numbers": "8 (916) 111-00-01\n\n"}
    client.post("/my/company/invite/", typed)
    assert Invitation.objects.get().scopes == [["number", NUMBER]]

    answer = client.post("/my/company/invite/", {**typed, "numbers": "8 903 555 44 33"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "+79035554433" in page
    assert WHO["name"] in page  # what was typed is kept


@pytest.mark.parametrize(
    "missing", [{"name": ""}, {"email": "no mailbox"}, {"role": ""}, {"role": "king"}]
)
def test_what_is_missing_is_said_beside_its_field(client, missing):
    answer = client.post("/my/company/invite/", {**WHO, "role": "finance", **missing})

    assert answer.status_code == 422
    assert "govuk-error-message" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_member_is_given_another_role_and_removed(client, firm):
    rita = member(firm, CompanyRole.READER)
    page = f"/my/company/members/{seat_id(rita)}/"
    assert client.get(page).status_code == 200

    client.post(page, {"role": "finance"})
    now = Membership.objects.get(user=rita, active_until=None)
    assert now.role == CompanyRole.FINANCE
    answer = client.post(f"/my/company/members/{now.pk}/remove/")

    assert answer["Location"] == "/my/company/"
    assert not Membership.objects.filter(user=rita, active_until=None).exists()


def test_the_last_administrator_is_told_why_he_stays(client, firm):
    mine = Membership.objects.get()

    answer = client.post(f"/my/company/members/{mine.pk}/remove/", follow=True)

    assert "kb-note" in answer.content.decode()
    assert Membership.objects.get().active_until is None


def test_another_companys_administrator_finds_nothing(firm, client):
    stranger = seated(member(company("ООО «Лютик»"), email="boss@lyutik.example"))
    mine = Membership.objects.get(company=firm).pk
    paper = attorney(firm).pk
    client.post("/my/company/invite/", {**WHO, "role": "finance"})
    asked = Invitation.objects.get().pk

    assert stranger.get(f"/my/company/members/{mine}/").status_code == 404
    assert stranger.get(f"/my/company/attorneys/{paper}/scan/").status_code == 404
    for act in (
        f"members/{mine}/",
        f"members/{mine}/remove/",
        f"attorneys/{paper}/revoke/",
        f"invitations/{asked}/withdraw/",
    ):
        assert stranger.post(f"/my/company/{act}", {"role": "reader"}).status_code == 404
    assert Membership.objects.get(pk=mine).active_until is None
    assert Invitation.objects.get().withdrawn_at is None
    assert PowerOfAttorney.objects.get().revoked_at is None


def paper(**more) -> dict[str, Any]:
    today = clock.now().date()
    end = today + timedelta(days=200)
    given: dict[str, Any] = {
        "agent_name": "Белова Рита Олеговна",
        "number": "18-Д",
        "powers": ["money"],
    }
    for name, day in (("issued_on", today), ("valid_from", today), ("valid_until", end)):
        given |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    return given | more


def test_a_power_of_attorney_is_recorded_with_its_scan_and_stands_behind_a_member(client, firm):
    scan = SimpleUploadedFile("paper.png", PNG, "image/png")

    client.post("/my/company/attorneys/new/", paper(file=scan))

    made = PowerOfAttorney.objects.get()
    assert client.get(f"/my/company/attorneys/{made.pk}/scan/").content == PNG
    client.post("/my/company/invite/", {**WHO, "role": "finance", "attorney": made.pk})
    assert Invitation.objects.get().attorney == made
    client.post(f"/my/company/attorneys/{made.pk}/revoke/")
    made.refresh_from_db()
    assert made.revoked_at is not None


def test_one_that_expired_yesterday_is_refused_and_what_was_typed_is_kept(client):
    day = clock.now().date() - timedelta(days=1)
    typed = paper(
        **{
            f"{name}_{part}": getattr(day, part)
            for name in ("issued_on", "valid_from", "valid_until")
            for part in ("day", "month", "year")
        }
    )

    answer = client.post("/my/company/attorneys/new/", typed)

    assert answer.status_code == 422
    assert "18-Д" in answer.content.decode()
    assert not PowerOfAttorney.objects.exists()


@pytest.mark.parametrize("how_many", [1, 12])
def test_the_list_costs_the_same_however_long_it_is(
    client, firm, how_many, django_assert_num_queries
):
    for each in range(how_many):
        member(firm, CompanyRole.READER, email=f"{each}@romashka.example", attorney=attorney(firm))
    client.get("/my/company/")

    with django_assert_num_queries(8):
        page = client.get("/my/company/").content.decode()

    assert len(re.findall(r"@romashka.example", page)) == how_many + 1
