"""A session ends in the middle of a form: what was typed is not lost."""

import re

import pytest
from django.test import Client

from kabinet.access.actions import deactivate
from kabinet.access.rules import Role
from kabinet.kit import clock
from tests.people import PASSWORD, person, staff, subscriber

pytestmark = pytest.mark.django_db
TYPED = {"essence": "Списали за подписку,\nкоторой я не просил <b>&", "again": ["1", "2"]}


def test_what_was_typed_is_offered_again_after_signing_in(client):
    answer = client.post("/my/claims/", TYPED)

    assert answer.url == "/sign-in/?next=%2Fsign-in%2Fgo-on%2F"
    client.force_login(subscriber(person()))
    page = client.get("/sign-in/go-on/")
    assert page.context["kept"].path == "/my/claims/"
    assert page.context["kept"].fields == (
        ("essence", TYPED["essence"]), ("again", "1"), ("again", "2"),
    )  # fmt: skip
    assert "&lt;b&gt;&amp;</textarea>" in page.content.decode()


def test_it_waits_half_an_hour_and_no_longer(client, monkeypatch):
    client.post("/my/claims/", TYPED)
    client.force_login(subscriber(person()))
    session = client.session
    session["kept_form"]["at"] -= 30 * 60 + 1
    session.save()

    assert client.get("/sign-in/go-on/").status_code == 302


def test_passwords_and_codes_are_never_kept(client):
    client.post("/my/claims/", {**TYPED, "password": PASSWORD, "code": "123456"})

    kept = client.session["kept_form"]["fields"]
    assert {name for name, _ in kept} == {"essence", "again"}


def test_a_huge_form_is_not_kept(client):
    answer = client.post("/my/claims/", {"essence": "я" * 70_000})

    assert answer.url == "/sign-in/?next=%2Fmy%2Fclaims%2F"
    assert "kept_form" not in client.session


def test_a_dismissed_clerk_gets_nothing_back_before_he_signs_in(client):
    olga = staff(Role.CLAIMS_OFFICER, email="olga@example.ru")
    admin = staff(Role.ADMINISTRATOR, email="anna@example.ru")
    client.force_login(olga)
    deactivate(user=olga, by=admin, at=clock.now())
    client.post("/desk/queue/", TYPED)

    assert client.get("/sign-in/go-on/").status_code == 302


def token_of(page) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    assert found
    return found[1]


def test_a_stale_token_from_our_own_page_loses_nothing():
    strict = Client(enforce_csrf_checks=True)
    stale = token_of(strict.get("/sign-in/"))
    strict.cookies.clear()
    strict.get("/sign-in/")

    answer = strict.post(
        "/sign-in/",
        {"number": "8 914 396-53-54", "csrfmiddlewaretoken": stale},
        headers={"Origin": "http://testserver"},
    )

    assert answer.status_code == 403
    assert ("number", "8 914 396-53-54") in answer.context["kept"].fields
    assert answer.context["kept"].path == "/sign-in/"
    assert token_of(answer) != stale


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {}])
def test_a_form_from_elsewhere_is_refused_and_not_repeated(headers):
    strict = Client(enforce_csrf_checks=True)
    strict.get("/sign-in/")

    answer = strict.post("/sign-in/", {"number": "8 914 396-53-54"}, headers=headers)

    assert answer.status_code == 403
    assert b"396-53-54" not in answer.content
