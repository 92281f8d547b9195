"""The first page: who is who, the next step of each story, one click to sign in."""

import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import app_settings as factors
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from kabinet.access.actions import login_for
from kabinet.access.models import User
from kabinet.demo.stories.cast import PETR, address, clerk, neighbours, phone_of, subscriber
from kabinet.demo.stories.companies import stories_of_companies
from kabinet.demo.stories.desks import desks
from kabinet.demo.stories.people import stories
from kabinet.demo.views.only import in_demonstration
from kabinet.demo.world.members import MEMBERS, user_of
from kabinet.demo.world.names import PETRS_MAILBOX
from kabinet.demo.world.staff import CLERKS, PASSWORD, secret_of
from kabinet.kit import clock
from kabinet.web.policy import ANYONE, allow
from kabinet.web.signin.adapter import home_of, is_own_page

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@allow(GET=ANYONE)
@in_demonstration
def first(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    return render(
        request,
        "demo/stories.html",
        {
            "stories": [*stories(at), *stories_of_companies(at)],
            "desks": desks(at),
            "neighbours": neighbours(),
            "mailbox": PETRS_MAILBOX,
        },
    )


@allow(GET=ANYONE)
@in_demonstration
def by_hand(request: HttpRequest) -> HttpResponse:
    """Tell the passwords and the codes of this half minute, for the real sign-in page."""
    counter = int(time.time()) // factors.TOTP_PERIOD
    known = [one.email for one in (*CLERKS, *MEMBERS)]
    users = User.objects.filter(email__in=known, is_active=True)
    staff = [
        {"user": user, "code": format_hotp_value(hotp_value(secret_of(user), counter))}
        for user in users.order_by("pk")
    ]
    return render(request, "demo/by_hand.html", {"staff": staff, "password": PASSWORD})


@allow(POST=ANYONE)
@in_demonstration
def enter(request: HttpRequest) -> HttpResponseBase:
    """Sign in as somebody with one click: no code, no password, no second factor."""
    key, to = request.POST.get("who", ""), request.POST.get("to", "")
    onward = to if is_own_page(request, to) else ""
    if key == PETR:
        logout(request)
        return redirect(onward or address("public:start"))
    user = _user(key)
    if user is None:
        raise Http404
    return _let_in(request, user, onward)


def _user(key: str) -> User | None:
    if found := clerk(key):
        return User.objects.filter(email=found.email, is_active=True).first()
    if member := user_of(key):
        return member
    party = subscriber(key)
    phone = phone_of(party)
    return login_for(party=party, phone=phone, at=clock.now()) if party and phone else None


def _let_in(request: HttpRequest, user: User, onward: str) -> HttpResponseBase:
    """Do what a sign-in does at its end; what stands before it is left out, and written so."""
    logout(request)
    user.backend = _BACKEND  # how Django is told who vouches for it
    record_authentication(request, user, method="mfa", type="demo")
    adapter = get_adapter(request)
    adapter.login(request, user)
    answer: HttpResponseBase = adapter.post_login(
        request,
        user,
        email_verification="none",
        signal_kwargs=None,
        email=None,
        signup=False,
        redirect_url=onward or home_of(request),
    )
    return answer
