"""The headers of every answer, word for word."""

import pytest

from kabinet.access.models import User
from tests.people import person, subscriber

pytestmark = pytest.mark.django_db
CONTENT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
FEATURES = (
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), "
    "fullscreen=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), "
    "midi=(), payment=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=(), "
    "publickey-credentials-create=(self), publickey-credentials-get=(self)"
)
EXACT = {
    "Content-Security-Policy": CONTENT,
    "Permissions-Policy": FEATURES,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PLACES = ["/", "/sign-in/", "/desk/sign-in/", "/my/", "/nothing/here/", "/static/kabinet.css"]


@pytest.mark.parametrize("address", PLACES)
def test_every_answer_carries_them(client, address):
    answer = client.get(address)

    assert {name: answer.headers.get(name) for name in EXACT} == EXACT


def test_a_refused_method_carries_them_too(client):
    answer = client.delete("/sign-in/")

    assert answer.status_code == 405
    assert answer.headers["Content-Security-Policy"] == CONTENT


@pytest.fixture
def ivan() -> User:
    return subscriber(person())


def test_what_a_signed_in_person_sees_is_kept_nowhere(client, ivan):
    client.force_login(ivan)

    assert client.get("/my/").headers["Cache-Control"] == "no-store"
    assert client.get("/account/sessions/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/sign-in/", "/desk/sign-in/"])
def test_no_page_of_ours_has_anything_inline(client, address):
    text = client.get(address).content.decode()

    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text
    assert all("src=" in tag for tag in text.split("<script")[1:] if "json" not in tag[:40])


def test_cookies_are_for_us_alone(client):
    session = client.post("/my/", {"kept": "yes"}).cookies["sessionid"]

    assert (session["httponly"], session["samesite"]) == (True, "Lax")


def test_over_https_cookies_never_leave_it(settings):
    from kabinet.project import settings as ours  # noqa: PLC0415 - the module, not the proxy

    assert ours.SESSION_COOKIE_SECURE is ours.CSRF_COOKIE_SECURE is ours.HTTPS
    assert (ours.SECURE_HSTS_SECONDS > 0) is ours.HTTPS


def test_a_foreign_host_is_refused(client):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
