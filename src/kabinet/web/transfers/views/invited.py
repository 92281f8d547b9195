"""The receiver's personal link: locked until the invited phone is proved in this browser."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.actions import CodeRefused, TooManyCodes, check_code
from kabinet.access.models import User
from kabinet.access.rules import Permit
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.mailroom.actions import send_code
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack
from kabinet.transfers import queries
from kabinet.transfers.actions import NewParty, accept, prove_phone, withdraw
from kabinet.transfers.errors import IncompleteReceiver
from kabinet.transfers.models import Transfer
from kabinet.transfers.states import ENDS, Side
from kabinet.web.files import letter_answer
from kabinet.web.limits import is_too_often
from kabinet.web.policy import ANYONE, allow
from kabinet.web.transfers.forms import RECEIVER_FORMS, CodeForm
from kabinet.web.transfers.pages import page_of
from kabinet.web.transfers.views.choosing import take_tariffs, take_users

PURPOSE = "transfer"
TRIES = 60  # codes typed and asked for in an hour, from one address
_OPENED = "transfers"  # in the session: the links that this browser has opened


@allow(ANYONE)
@require_GET
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Show the request to whoever proved the invited phone here; to others, how to prove it."""
    found = invited_by(token)
    if not is_open(request, found):
        return locked(request, found, CodeForm())
    return shown(request, found)


@allow(ANYONE)
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Send the code to the invited phone, or take it; a wrong one is said so."""
    found = invited_by(token)
    if request.method == "GET" or is_open(request, found):
        return redirect("invited:door", token)
    if is_too_often(request, "transfer", TRIES):
        return locked(request, found, CodeForm(), problems=[_("Too many tries. Wait an hour.")])
    return _send(request, found) if "send" in request.POST else _open(request, found)


@allow(POST=ANYONE)
@require_POST
def agree(request: HttpRequest, token: str) -> HttpResponse:
    """Agree to take the numbers: as somebody whom we know, or as who one says one is."""
    found = opened(request, token)
    form = RECEIVER_FORMS[found.receiver_kind](request.POST)
    by = _signed_in(request) if "as_myself" in request.POST else None
    try:
        if by is None and "known" not in request.POST and not form.is_valid():
            return shown(request, found, who=form, form=form)
        new = NewParty(kind=found.receiver_kind, **form.cleaned_data) if form.is_valid() else None
        accept(transfer=found, new=None if by else new, by=by, at=clock.now())
    except IncompleteReceiver:
        return shown(request, found, who=form, form=form)
    except Refused as refused:
        return shown(request, found, who=form, problems=[str(refused.sentence)])
    messages.success(request, _("You have agreed. Below is what is still needed."))
    return redirect("invited:door", token)


@allow(POST=ANYONE)
@require_POST
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    found = opened(request, token)
    try:
        withdraw(transfer=found, side=Side.RECEIVER, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    else:
        messages.success(request, _("The request is withdrawn. Nothing has changed hands."))
    return redirect("invited:door", token)


@allow(POST=ANYONE)
@require_POST
def tariffs(request: HttpRequest, token: str) -> HttpResponse:
    found = opened(request, token)
    return take_tariffs(request, found, by=None, **_doors(request, found))


@allow(POST=ANYONE)
@require_POST
def users(request: HttpRequest, token: str) -> HttpResponse:
    found = opened(request, token)
    return take_users(request, found, by=None, **_doors(request, found))


@allow(ANYONE)
@require_GET
def letter(request: HttpRequest, token: str, which: str, form: str) -> HttpResponse:
    """Give the receiver his letter; the giver's statement is not to be had here."""
    found = opened(request, token)
    kept = found.welcome if which == "welcome" else None
    return letter_answer(kept, form, name=f"{found.case.reference}-{which}")


def invited_by(token: str) -> Transfer:
    found = queries.by_token(token)
    if found is None:
        raise Http404
    return found


def is_open(request: HttpRequest, found: Transfer) -> bool:
    return found.invitation.token in request.session.get(_OPENED, [])


def opened(request: HttpRequest, token: str) -> Transfer:
    """Give the request to the browser that proved the phone; nothing to any other."""
    found = invited_by(token)
    if not is_open(request, found):
        raise Http404
    return found


def locked(
    request: HttpRequest,
    found: Transfer,
    form: CodeForm,
    *,
    sent: bool = False,
    problems: list[str] | None = None,
) -> HttpResponse:
    """Show the locked door: nobody's name, nobody's number."""
    context = {
        "form": form,
        "problems": problems or [],
        "sent": sent,
        "hint": found.invitation.phone[-2:],
        "token": found.invitation.token,
        "is_over": found.state in ENDS,
    }
    status = 422 if form.errors or problems else 200
    return render(request, "transfers/locked.html", context, status=status)


def shown(request: HttpRequest, found: Transfer, **typed: Any) -> HttpResponse:
    """Render the receiver's page; `typed` are forms that were refused."""
    token = found.invitation.token
    page = page_of(found, Side.RECEIVER, clock.now(), lambda name: _address(name, token))
    context = {
        **page,
        "other": found.giver.full_name,
        "token": token,
        "who": RECEIVER_FORMS[found.receiver_kind](),
        "me": _signed_in(request),
        "known": queries.known_receiver(found),
        "letter_url": reverse("invited:letter", args=[token, "welcome", "pdf"])[: -len("pdf")],
        **typed,
    }
    return render(request, "transfers/invited.html", context, status=422 if typed else 200)


def _address(name: str, token: str) -> str:
    return "" if name == "invite" else reverse(f"invited:{name}", args=[token])


def _doors(request: HttpRequest, found: Transfer) -> dict[str, Any]:
    return {
        "again": lambda **typed: shown(request, found, **typed),
        "onward": lambda: redirect("invited:door", found.invitation.token),
    }


def _open(request: HttpRequest, found: Transfer) -> HttpResponse:
    """Take the code that was typed: from now on this browser has the receiver's page."""
    form, token, at = CodeForm(request.POST), found.invitation.token, clock.now()
    if not form.is_valid():
        return locked(request, found, form, sent=True)
    try:
        check_code(purpose=PURPOSE, about=token, typed=form.cleaned_data["code"], at=at)
        if found.state not in ENDS:
            prove_phone(transfer=found, at=at)
    except CodeRefused as refused:
        form.add_error("code", str(refused.sentence))
        return locked(request, found, form, sent=True)
    request.session[_OPENED] = [*request.session.get(_OPENED, []), token]
    return redirect("invited:door", token)


def _send(request: HttpRequest, found: Transfer) -> HttpResponse:
    invitation, pack = found.invitation, operator_pack()
    words = {"operator": say(pack.operator.short_name, invitation.language), "code": "{code}"}
    try:
        send_code(
            purpose=PURPOSE,
            about=invitation.token,
            address=invitation.phone,
            channel="sms",
            text=pack.text("notice.transfer.code", invitation.language, **words),
            at=clock.now(),
        )
    except TooManyCodes as refused:
        return locked(request, found, CodeForm(), sent=True, problems=[str(refused.sentence)])
    return locked(request, found, CodeForm(), sent=True)


def _signed_in(request: HttpRequest) -> User | None:
    """Give who is signed in and may receive, as himself or for his company."""
    user = request.user
    if not isinstance(user, User) or user.holder_id is None:
        return None
    return user if user.may(Permit.HAND_OVER, clock.now()) else None
