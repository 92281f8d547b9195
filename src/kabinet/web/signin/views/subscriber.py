"""A subscriber comes in: his number, then the code that it receives."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME as NEXT
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kabinet.access.actions import CodeRefused, TooManyCodes, WrongCode, check_code, login_for
from kabinet.kit import clock, ids
from kabinet.mailroom.actions import send_code
from kabinet.numbers import queries as numbers
from kabinet.web.forms import today
from kabinet.web.policy import ANYONE, allow
from kabinet.web.signin.adapter import home_of, is_own_page
from kabinet.web.signin.forms import CodeForm, NumberForm

PURPOSE = "sign-in"
_KEY = "signin"


@allow(ANYONE)
def number(request: HttpRequest) -> HttpResponse:
    """Ask for the number and send the code.

    A number of ours that may not sign in (no private contract) gets the same page, so that
    nobody learns here whose numbers are whose.
    """
    if request.user.is_authenticated:
        return redirect(home_of(request))
    kept = request.session.get(_KEY, {})
    form = NumberForm(request.POST or None, initial={"number": kept.get("number", "")})
    next_page, foreign = _next_page(request), False
    if form.is_valid():
        typed = form.cleaned_data["number"]
        foreign = _is_foreign(typed)
        problem = _problem_with(request, typed) or _begin(request, typed, next_page)
        if not problem:
            return redirect("signin:code")
        form.add_error("number", problem)
    status = 422 if form.errors else 200
    context = {"form": form, "next": next_page, "foreign": foreign}
    return render(request, "signin/number.html", context, status=status)


@allow(ANYONE)
def code(request: HttpRequest) -> HttpResponse:
    """Take the code; a wrong or old one is said so, and a new one is a button away."""
    kept = request.session.get(_KEY)
    if request.user.is_authenticated or not kept:
        return redirect("signin:number")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            return _let_in(request, kept, form.cleaned_data["code"])
        except CodeRefused as refused:
            form.add_error("code", str(refused.sentence))
    status = 422 if form.errors else 200
    return render(
        request, "signin/code.html", {"form": form, "number": kept["number"]}, status=status
    )


@allow(POST=ANYONE)
def again(request: HttpRequest) -> HttpResponse:
    """Send another code to the same number."""
    kept = request.session.get(_KEY)
    if not kept:
        return redirect("signin:number")
    problem = _problem_with(request, kept["number"]) or _send(request)
    context = {
        "form": CodeForm(),
        "number": kept["number"],
        "problems": [problem] if problem else [],
        "sent": not problem,
    }
    return render(request, "signin/code.html", context, status=422 if problem else 200)


def _problem_with(request: HttpRequest, typed: str) -> str:
    if _is_foreign(typed):
        return _(
            "This number belongs to another network, so there is no account for it here. "
            "You can write to us without one."
        )
    if not ratelimit.consume(request, action="request_login_code", key=typed):
        return _("Too many tries from here. Wait a minute and try again.")
    return ""


def _begin(request: HttpRequest, typed: str, next_page: str) -> str:
    request.session[_KEY] = {"number": typed, "bond": ids.token(), "next": next_page}
    return _send(request)


def _send(request: HttpRequest) -> str:
    """Send the code to the number in the session; say what stands in the way, or nothing."""
    kept = request.session[_KEY]
    try:
        send_code(
            purpose=PURPOSE,
            about=_about(kept),
            address=kept["number"],
            channel="sms",
            text=_("{code} is your code to sign in to Kabinet. Tell it to nobody."),
            at=clock.now(),
            silent=numbers.holder_of(kept["number"]) is None,
        )
    except TooManyCodes as refused:
        return str(refused.sentence)
    return ""


def _let_in(request: HttpRequest, kept: dict[str, str], typed: str) -> HttpResponse:
    at = clock.now()
    check_code(purpose=PURPOSE, about=_about(kept), typed=typed, at=at)
    holder = numbers.holder_of(kept["number"])
    if holder is None:
        raise WrongCode
    user = login_for(party=holder, phone=kept["number"], at=at)
    del request.session[_KEY]
    record_authentication(request, user, method="code", phone=kept["number"])
    answer: HttpResponse = perform_login(
        request, Login(user=user, redirect_url=kept["next"] or None)
    )
    return answer


def _about(kept: dict[str, str]) -> str:
    """Bind a code to the browser that asked for it: nobody else can use it up, or use it."""
    return f"{kept['number']} {kept['bond']}"


def _is_foreign(identifier: str) -> bool:
    if not identifier or numbers.find(identifier) is not None:
        return False
    return not numbers.is_ours(identifier, today(settings.TIME_ZONE))


def _next_page(request: HttpRequest) -> str:
    asked = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    return asked if is_own_page(request, asked) else ""
