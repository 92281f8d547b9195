"""One click signs in as anybody of the story; in a real installation there is no such click."""

import pytest
from django.test import Client

from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.cases.states import CaseState
from kabinet.demo.world.staff import CLERKS
from kabinet.journal.models import Note

SUBSCRIBERS = ["ivan", "maria", "andrey", "anna"]
PAGES = ["/demo/", "/demo/by-hand/", "/demo/clock/", "/demo/mail/", "/demo/mail/x.eml/",
         "/demo/mail/x.eml/0/"]  # fmt: skip


def enter(visitor: Client, who: str, to: str = ""):
    return visitor.post("/demo/sign-in/", {"who": who, "to": to})


def signed_in(visitor: Client) -> User:
    return User.objects.get(pk=visitor.session["_auth_user_id"])


def is_signed_out(visitor: Client) -> bool:
    return "_auth_user_id" not in visitor.session


@pytest.mark.parametrize("who", SUBSCRIBERS)
def test_one_click_signs_in_as_a_subscriber_who_sees_his_account(visitor, who):
    answer = enter(visitor, who)

    assert answer.status_code == 302
    assert visitor.get(answer["Location"]).status_code == 200
    assert signed_in(visitor).party_id


@pytest.mark.parametrize("clerk", CLERKS, ids=lambda clerk: clerk.key)
def test_one_click_signs_in_as_staff_past_the_second_factor(visitor, clerk):
    enter(visitor, clerk.key)

    assert signed_in(visitor).email == clerk.email
    assert visitor.get("/account/sessions/").status_code == 200  # not led to enrol


def test_the_click_leads_to_the_page_of_the_next_step(visitor):
    assert enter(visitor, "ivan", "/my/charges/")["Location"] == "/my/charges/"


def test_the_click_leads_nobody_off_the_site(visitor):
    assert enter(visitor, "ivan", "https://evil.example/")["Location"] == "/my/"


def test_to_be_petr_is_to_be_signed_out(visitor):
    enter(visitor, "ivan")

    answer = enter(visitor, "petr", "/start/")

    assert answer["Location"] == "/start/"
    assert is_signed_out(visitor)


def test_another_person_takes_the_place_of_the_one_before(visitor):
    enter(visitor, "dmitry")
    enter(visitor, "maria")

    assert not signed_in(visitor).is_staff


def test_any_neighbour_can_be_signed_in_as_and_nobody_else(visitor):
    page = visitor.get("/demo/").content.decode()
    key = page.partition('<option value="')[2].partition('"')[0]

    assert enter(visitor, key).status_code == 302
    assert enter(visitor, "party-999999").status_code == 404
    assert enter(visitor, "nobody").status_code == 404


def test_a_deactivated_clerk_cannot_be_signed_in_as(visitor):
    User.objects.filter(email=CLERKS[1].email).update(is_active=False)

    assert enter(visitor, CLERKS[1].key).status_code == 404


def test_a_get_signs_nobody_in(visitor):
    assert visitor.get("/demo/sign-in/?who=ivan").status_code == 405


def test_another_site_cannot_sign_a_visitor_in(world, demo):
    strict = Client(enforce_csrf_checks=True)

    assert enter(strict, "ivan").status_code == 403
    assert is_signed_out(strict)


@pytest.mark.parametrize("path", PAGES)
def test_a_real_installation_has_none_of_these_pages(visitor, settings, path):
    settings.DEMO = False

    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/demo/sign-in/", "/demo/clock/"])
def test_a_real_installation_lets_nobody_in_and_moves_no_clock(visitor, settings, path):
    settings.DEMO = False
    before = Note.objects.count()

    answer = visitor.post(path, {"who": "ivan", "by": "ten_days"})

    assert answer.status_code == 404
    assert is_signed_out(visitor)
    assert Note.objects.count() == before


def test_a_real_installation_has_not_even_the_addresses(world):
    assert Client().get("/demo/").status_code == 404
    assert Client().post("/demo/sign-in/", {"who": "roman"}).status_code == 404


def test_the_first_page_tells_five_stories_and_every_desk(visitor):
    page = visitor.get("/demo/").content.decode()

    for text in ("Kuznetsov Ivan Sergeevich", "Nikitin Pyotr Alekseevich", "Go on as Maria"):
        assert text in page
    assert all(f'value="{clerk.key}"' in page for clerk in CLERKS)


def test_the_next_step_follows_the_data(visitor):
    enter(visitor, "ivan")
    ivan = signed_in(visitor)
    debits = visitor.get("/my/charges/").context["page"].charges
    unproven = [one.pk for one in debits if one.connected and not one.connected.consent_id
                and one.connected.price]  # fmt: skip
    visitor.post("/my/dispute/settle/", {"charge": unproven})
    case = Case.objects.get(party=ivan.party, state=CaseState.SETTLED)

    page = visitor.get("/demo/").content.decode()

    assert len(unproven) == 3
    assert f"/my/claims/{case.reference}/" in page
    assert "In one commit" in page


def test_passwords_and_codes_for_the_real_door_work(visitor):
    row = visitor.get("/demo/by-hand/").context["staff"][0]
    password = visitor.get("/demo/by-hand/").context["password"]

    first = visitor.post("/desk/sign-in/", {"email": row["user"].email, "password": password})
    assert first["Location"] == "/sign-in/second-factor/"
    visitor.post("/sign-in/second-factor/", {"code": row["code"]})

    assert signed_in(visitor) == row["user"]
