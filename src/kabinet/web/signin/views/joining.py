"""Taking up an invitation: the link, the code to the invited address, the login.

A link that was forwarded opens nothing without the code. Whoever signs in already, joins with
the login that he has: one for several companies and for himself.
"""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from kabinet.access.actions import CodeRefused, NewLogin, TooManyCodes, check_code, join
from kabinet.access.models import Invitation, User
from kabinet.access.queries import invitation, login_at
from kabinet.access.rules import CompanyRole
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.mailroom.actions import send_code
from kabinet.web import seats
from kabinet.web.limits import is_too_often
from kabinet.web.policy import ANYONE, allow
from kabinet.web.roles import COMPANY_ROLES
from kabinet.web.signin import proofs
from kabinet.web.signin.forms import CodeForm, NewLoginForm
from kabinet.web.signin.views.staff import let_in, typed_password

PURPOSE = "join"
_TRIES_AN_HOUR = 30


@allow(ANYONE)
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Say who invites and as what; send the code when it is asked for."""
    found = _open(request, token)
    if found is None:
        return render(request, "signin/invitation_over.html", status=410)
    problem = ""
    if request.method == "POST":
        problem = _send(request, found)
        if not problem:
            return redirect("signin:join_code", token)
    context = {**_said(found), "problems": [problem] if problem else []}
    return render(request, "signin/invited.html", context, status=422 if problem else 200)


@allow(ANYONE)
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Take the code that came to the invited address."""
    found = _open(request, token)
    if found is None:
        return redirect("signin:invited", token)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        at = clock.now()
        try:
            check_code(purpose=PURPOSE, about=_about(found), typed=form.cleaned_data["code"], at=at)
        except CodeRefused as refused:
            form.add_error("code", str(refused.sentence))
        else:
            proofs.prove(request, token, at)
            return redirect("signin:join", token)
    context = {**_said(found), "form": form}
    return render(request, "signin/join_code.html", context, status=422 if form.errors else 200)


@allow(ANYONE)
@sensitive_post_parameters("password")
def finish(request: HttpRequest, token: str) -> HttpResponse:
    """Join with the login of this session, or make one."""
    found = _open(request, token)
    if found is None or not proofs.is_proved(request, token, clock.now()):
        return redirect("signin:invited", token)
    user = request.user if isinstance(request.user, User) else None
    if user is None and login_at(found.email) is not None:
        onward = urlencode({"next": request.path})
        return render(
            request,
            "signin/join_known.html",
            {**_said(found), "way_in": f"{reverse('signin:company')}?{onward}"},
        )
    form = None
    if user is None or not user.has_usable_password():
        form = NewLoginForm(request.POST or None, initial={"name": user or found.name})
    problem = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        problem = _join(request, found, user, form)
        if not problem:
            return _onward(request, found)
    context = {**_said(found), "form": form, "problems": [problem] if problem else []}
    is_wrong = problem or (form and form.errors)
    return render(request, "signin/join.html", context, status=422 if is_wrong else 200)


def _join(
    request: HttpRequest, found: Invitation, user: User | None, form: NewLoginForm | None
) -> str:
    """Take the invitation up and sign in; say in a sentence why it cannot be, or nothing."""
    login = NewLogin(**form.cleaned_data, language=get_language() or "") if form else None
    try:
        member = join(invitation_id=found.pk, user=user, login=login, at=clock.now()).user
    except Refused as refused:
        return str(refused.sentence)
    if user is None:
        let_in(request, member, "")
    elif form is not None:
        update_session_auth_hash(request, member)
        typed_password(request, member)
    proofs.forget(request, found.token)
    seats.sit(request, found.company_id)
    return ""


def _onward(request: HttpRequest, found: Invitation) -> HttpResponse:
    messages.success(
        request, _("You now act for %(company)s.") % {"company": found.company.full_name}
    )
    return redirect("portal:home")


def _open(request: HttpRequest, token: str) -> Invitation | None:
    """Find an invitation that can still be taken up. Whoever guesses at links is slowed down."""
    found = invitation(token)
    if found is None:
        if is_too_often(request, "invitation", _TRIES_AN_HOUR):
            raise Http404
        return None
    return found if found.is_open(clock.now()) else None


def _send(request: HttpRequest, found: Invitation) -> str:
    channel, address = found.code_goes_to
    if is_too_often(request, PURPOSE, _TRIES_AN_HOUR):
        return _("Too many tries from here. Wait a minute and try again.")
    try:
        send_code(
            purpose=PURPOSE,
            about=_about(found),
            address=address,
            channel=channel,
            subject=_("Code to join a company's account"),
            text=_(
                "{code} is your code to join a company's account in Kabinet. Tell it to nobody."
            ),
            at=clock.now(),
        )
    except TooManyCodes as refused:
        return str(refused.sentence)
    return ""


def _about(found: Invitation) -> str:
    return f"invitation {found.pk}"


def _said(found: Invitation) -> dict[str, object]:
    channel, address = found.code_goes_to
    return {
        "invitation": found,
        "role": COMPANY_ROLES[CompanyRole(found.role)],
        "channel": channel,
        "address": _masked(address),
    }


def _masked(address: str) -> str:
    """Show enough of an address to know one's own: whoever holds the link may be another."""
    name, at, host = address.partition("@")
    return (
        f"{name[:2]}•••{at}{host}"
        if at
        else f"{address[:2]} ••• •••-{address[-4:-2]}-{address[-2:]}"
    )
