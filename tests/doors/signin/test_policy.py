"""A page says who may open it; one that does not is refused to everybody."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver

from kabinet.access.models import User
from kabinet.access.rules import Permit, Role
from kabinet.kit.errors import NotPermitted, Refused
from kabinet.web.policy import ANYONE, HALF_IN, SIGNED_IN, PolicyMiddleware, allow, policy_of
from kabinet.web.signin import second_factor
from tests.guards.routes import routes
from tests.people import person, staff, subscriber

pytestmark = pytest.mark.django_db


def view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


def ask(rule, user: object, method: str = "GET", *, proved: bool = True):
    """Ask the middleware what it answers before the view; None lets in."""
    request = getattr(RequestFactory(), method.lower())("/desk/things/?page=2")
    request.user = user
    request.session = {}
    if proved and isinstance(user, User):
        second_factor.mark_proved(request, kind="totp")
    guarded = rule(view) if rule else view
    return PolicyMiddleware(view).process_view(request, guarded, (), {})


class Nobody:
    is_authenticated = is_staff = False
    pk = None


@pytest.fixture
def officer() -> User:
    return staff(Role.CLAIMS_OFFICER)


@pytest.fixture
def ivan() -> User:
    return subscriber(person())


def test_a_view_without_a_policy_is_refused_even_to_those_who_may_everything(officer):
    with pytest.raises(PermissionDenied):
        ask(None, officer)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_method_that_is_not_named_is_answered_to_nobody(officer, method):
    answer = ask(allow(Permit.SEE_CASE), officer, method)

    assert answer.status_code == 405
    assert set(answer["Allow"].split(", ")) == {"GET", "POST", "HEAD"}


def test_each_method_has_its_own_rule(officer):
    by_method = allow(GET=Permit.SEE_CASE, POST=Permit.APPROVE_DECISION)

    assert ask(by_method, officer) is None
    assert ask(by_method, officer, "HEAD") is None
    with pytest.raises(PermissionDenied):
        ask(by_method, officer, "POST")


def test_either_permit_will_do(officer):
    assert ask(allow(Permit.SEE_BOARD, Permit.SEE_QUEUE), officer) is None


def test_the_anonymous_are_led_to_their_own_door_and_back():
    to_desk = ask(allow(Permit.SEE_CASE), Nobody())
    to_portal = ask(allow(Permit.OWN_ACCOUNT), Nobody())

    assert to_desk.url == "/desk/sign-in/?next=%2Fdesk%2Fthings%2F%3Fpage%3D2"
    assert to_portal.url.startswith("/sign-in/?next=")
    assert ask(allow(ANYONE), Nobody()) is None


def test_a_subscriber_sees_no_sign_of_a_desk(ivan):
    with pytest.raises(Http404):
        ask(allow(Permit.SEE_CASE), ivan)
    assert ask(allow(Permit.OWN_ACCOUNT), ivan) is None
    assert ask(allow(SIGNED_IN), ivan) is None


def test_staff_without_the_permit_are_told_so(officer):
    with pytest.raises(PermissionDenied):
        ask(allow(Permit.MANAGE_USERS), officer)
    with pytest.raises(PermissionDenied):
        ask(allow(Permit.OWN_ACCOUNT), officer)


def test_staff_of_one_factor_reach_only_the_page_that_adds_the_second(officer):
    assert ask(allow(Permit.SEE_CASE), officer, proved=False).url == "/account/factors/"
    assert ask(allow(SIGNED_IN), officer, proved=False).url == "/account/factors/"
    assert ask(allow(HALF_IN), officer, proved=False) is None


def test_a_policy_is_named_once():
    with pytest.raises(TypeError):
        allow()
    with pytest.raises(TypeError):
        allow(ANYONE, GET=ANYONE)


@pytest.mark.parametrize(
    ("trouble", "status"), [(NotPermitted("x"), 404), (Refused(), 422), (ValueError(), None)]
)
def test_a_refusal_that_a_page_forgot_is_shown_all_the_same(rf, ivan, trouble, status):
    request = rf.get("/")
    request.user, request.session = ivan, {}

    answer = PolicyMiddleware(view).process_exception(request, trouble)

    assert (answer.status_code if answer else None) == status


def test_every_address_of_the_site_names_its_policy():
    without = [route.name for route in routes() if policy_of(route.view) is None]

    assert without == []
    assert len(routes()) > 20
    assert get_resolver().url_patterns
