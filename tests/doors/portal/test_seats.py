"""What a member of a company meets in his browser: the switch, the part he sees, the end."""

from datetime import date, timedelta

import pytest
from django.test import Client

from kabinet.access.models import Membership
from kabinet.access.rules import CompanyRole
from kabinet.kit import clock
from tests.doors.portal.offices import romashka, seated
from tests.people import attorney, company, member, number, person, subscriber

pytestmark = pytest.mark.django_db
MINE, OTHERS = "+79161110001", "+79161110002"


@pytest.fixture
def firm():
    found = romashka()
    number(found, MINE)
    number(found, OTHERS)
    return found


def switch(client: Client, to: int):
    return client.post("/account/acting-for/", {"for": to})


def test_he_switches_between_himself_and_his_companies(firm):
    ivan = subscriber(private := person())
    number(private)
    member(firm, user=ivan)
    client = seated(ivan)

    assert client.get("/my/numbers/+79143965354/").status_code == 200
    assert switch(client, firm.pk)["Location"] == "/my/"
    assert client.get("/my/numbers/+79143965354/").status_code == 404
    assert client.get(f"/my/numbers/{MINE}/").status_code == 200
    assert "ООО «Ромашка»" in client.get("/my/").content.decode()
    switch(client, 0)
    assert client.get(f"/my/numbers/{MINE}/").status_code == 404
    assert client.get("/my/numbers/+79143965354/").status_code == 200


def test_nobody_chooses_a_company_that_is_not_his(firm):
    other = company("ООО «Лютик»")
    client = seated(member(firm))

    assert switch(client, other.pk).status_code == 404
    assert switch(client, 0).status_code == 404  # he is nobody himself
    assert client.post("/account/acting-for/", {"for": "all"}).status_code == 404


def test_without_the_second_step_nothing_of_the_company_opens(firm):
    client = Client()
    client.force_login(member(firm))

    for page in ("/my/", "/my/company/", f"/my/numbers/{MINE}/"):
        assert client.get(page)["Location"] == "/account/factors/"


def test_a_scoped_member_gets_404_for_a_number_outside(firm):
    client = seated(member(firm, CompanyRole.NUMBERS, number=MINE))

    assert client.get(f"/my/numbers/{MINE}/").status_code == 200
    assert client.get(f"/my/numbers/{OTHERS}/").status_code == 404
    home = client.get("/my/").content.decode()
    assert MINE in home
    assert OTHERS not in home
    assert f"A{OTHERS}" not in home


def test_finance_sees_no_numbers_changes(firm):
    client = seated(member(firm, CompanyRole.FINANCE))

    assert client.get("/my/charges/").status_code == 200
    assert client.post(f"/my/numbers/{MINE}/services/1/stop/").status_code == 404
    assert client.get("/my/company/").status_code == 404
    assert client.get("/my/claims/").status_code == 404
    assert client.get("/my/privacy/").status_code == 404


def test_numbers_and_readers_see_no_money(firm):
    for role in (CompanyRole.NUMBERS, CompanyRole.READER):
        client = seated(member(firm, role))
        assert client.get("/my/charges/").status_code == 404
        assert "kb-sum--big" not in client.get("/my/").content.decode()


def test_an_expired_attorney_mid_session_is_the_end_of_it(firm):
    today = clock.now().date()
    paper = attorney(firm, today + timedelta(days=20), valid_from=date(2026, 11, 2))
    client = seated(member(firm, attorney=paper))
    assert client.get("/my/company/").status_code == 200

    type(paper).objects.update(valid_until=today - timedelta(days=1))

    refused = client.post("/my/company/invite/", {"name": "Друг", "email": "a@b.example"})
    assert refused["Location"] == "/account/acting-for/"
    assert not firm.invitations.exists()
    told = client.get("/account/acting-for/").content.decode()
    assert "kb-note--warn" in told
    assert client.get("/my/")["Location"] == "/account/acting-for/"


def test_whoever_is_removed_is_out_at_the_next_click_and_stays_himself(firm):
    ivan = subscriber(person())
    member(firm, user=ivan)
    client = seated(ivan)
    switch(client, firm.pk)
    assert client.get("/my/company/").status_code == 200

    Membership.objects.update(active_until=clock.now())

    assert client.get("/my/company/")["Location"] == "/account/acting-for/"
    assert client.get("/my/company/").status_code == 404
    assert client.get("/my/").status_code == 200


def test_what_was_meant_for_one_company_is_never_done_for_another(firm):
    lyutik = company("ООО «Лютик»")
    pavel = member(firm)
    member(lyutik, user=pavel)
    client = seated(pavel)
    switch(client, firm.pk)
    Membership.objects.filter(company=firm).update(active_until=clock.now())

    client.post("/my/company/invite/", {"name": "Друг", "email": "a@b.example", "role": "reader"})

    assert not lyutik.invitations.exists()


def test_a_subscriber_without_a_company_sees_no_switch(firm):
    ivan = subscriber(person())
    client = Client()
    client.force_login(ivan)

    assert "kb-seat" not in client.get("/my/").content.decode()
    assert client.get("/my/company/").status_code == 404
