"""The sign-in as a person meets it: the code, the app, a passkey of the machine itself."""

import re

import pytest

pytest.importorskip("playwright")

from allauth.mfa.models import Authenticator
from django.test import Client
from playwright.sync_api import Page, expect

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.mailroom.models import Message
from kabinet.pack.queries import operator_pack
from tests import world as worlds
from tests.browser.looking import DESK, PHONE, complaints, overflow, violations
from tests.doors.signin.test_staff import totp
from tests.people import PASSWORD, number, person, staff
from tests.rooms.claims.conftest import finished

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def heard(page: Page) -> list[str]:
    return complaints(page)


@pytest.fixture
def ivans_number() -> str:
    pack = operator_pack()
    block = next(one for one in pack.ranges if one.operator == pack.operator.id)
    return number(person(), block.first).identifier


@pytest.fixture
def olga() -> User:
    return staff(Role.CLAIMS_OFFICER, email="olga@example.ru")


def faultless(page: Page) -> bool:
    assert violations(page) == []
    assert overflow(page) == 0
    return True


def code() -> str:
    found = re.search(r"\d{6}", Message.objects.latest("pk").text)
    assert found
    return found[0]


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_subscriber_comes_in_by_his_number(live_server, page: Page, heard, ivans_number, size):
    page.set_viewport_size(size)
    page.goto(f"{live_server.url}/sign-in/")
    assert faultless(page)

    page.locator("[name=number]").fill(ivans_number.replace("+7", "8 "))
    page.locator("form[action='/sign-in/'] button").click()
    assert faultless(page)
    page.locator("[name=code]").fill("000000" if code() != "000000" else "111111")
    page.locator("form[action='/sign-in/code/'] button").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert faultless(page)
    page.locator("[name=code]").fill(code())
    page.locator("form[action='/sign-in/code/'] button").click()

    expect(page).to_have_url(f"{live_server.url}/my/")
    assert [line for line in heard if "422" not in line] == []


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/desk/sign-in/")
    page.locator("[name=email]").fill("olga@example.ru")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form[action='/desk/sign-in/'] button").click()


def test_staff_add_an_app_and_use_it(live_server, page: Page, heard, olga):
    page.set_viewport_size(DESK)
    sign_in(page, live_server.url)
    expect(page).to_have_url(f"{live_server.url}/account/factors/")
    assert faultless(page)

    page.locator("a[href='/account/factors/app/add/']").click()
    assert faultless(page)
    assert page.locator("img.kb-qr").evaluate("picture => picture.naturalWidth") > 0
    secret = page.locator("code").inner_text()
    page.locator("[name=code]").fill(totp(secret))
    page.locator("main form button").click()

    expect(page).to_have_url(f"{live_server.url}/account/factors/recovery-codes/")
    assert page.locator(".kb-codes li").count() == 10
    assert faultless(page)
    page.locator("main a.govuk-button").click()
    expect(page).to_have_url(f"{live_server.url}/desk/")
    assert heard == []


def virtual_phone(page: Page):
    """Give the machine a passkey holder of its own, as Chromium's tests do."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return devtools


def test_a_passkey_is_made_and_signs_in_alone(live_server, page: Page, heard, olga):
    site = live_server.url.replace("127.0.0.1", "localhost")
    virtual_phone(page)
    sign_in(page, site)
    page.locator("a[href='/account/factors/passkeys/add/']").click()
    assert faultless(page)
    page.locator("[name=name]").fill("Рабочий ноутбук")
    page.locator("form[data-passkey] button").click()
    expect(page).to_have_url(f"{site}/account/factors/recovery-codes/")
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Рабочий ноутбук"

    page.locator("form[action='/sign-out/'] button").first.click()
    page.goto(f"{site}/desk/sign-in/")
    page.locator("form[data-passkey] button").click()

    expect(page).to_have_url(f"{site}/desk/")
    assert heard == []


def test_without_script_the_passkey_buttons_are_not_there(live_server, browser):
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{live_server.url}/sign-in/")

    expect(page.locator("form[data-passkey]")).to_be_hidden()
    expect(page.locator("[name=number]")).to_be_visible()
    plain.close()


def test_what_was_typed_survives_the_end_of_the_session(live_server, page: Page, heard):
    world = worlds.build()
    draft = finished(world)
    browser_of(page, world.marias_login, live_server.url)
    page.goto(f"{live_server.url}/write/{draft.token}/q/essence/")
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=answer]").fill("Подключили без меня,\nя против <b>&")
    page.locator("main form button").first.click()
    assert faultless(page)

    page.locator("main a.govuk-button").click()
    page.locator("[name=number]").fill(world.marias_number.identifier)
    page.locator("form[action='/sign-in/'] button").click()
    page.locator("[name=code]").fill(code())
    page.locator("form[action='/sign-in/code/'] button").click()
    expect(page).to_have_url(f"{live_server.url}/sign-in/go-on/")
    assert faultless(page)
    page.locator("main form button").click()

    draft.refresh_from_db()
    assert draft.answers["essence"] == "Подключили без меня,\nя против <b>&"
    assert [line for line in heard if "401" not in line] == []


def browser_of(page: Page, user: User, site: str) -> None:
    """Let somebody be signed in already."""
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
