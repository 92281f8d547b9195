"""Staff and members of companies come in: e-mail and password, then the second factor."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME as NEXT, authenticate, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from kabinet.access.actions import change_password
from kabinet.access.models import User
from kabinet.kit import clock
from kabinet.web.policy import ANYONE, HALF_IN, allow, signed_in
from kabinet.web.signin.adapter import home_of, is_own_page
from kabinet.web.signin.forms import MailboxForm, PasswordForm


@allow(ANYONE)
@sensitive_post_parameters("password")
def staff(request: HttpRequest) -> HttpResponse:
    """Let in who works here."""
    return _door(request, "signin/staff.html", is_staff=True)


@allow(ANYONE)
@sensitive_post_parameters("password")
def company(request: HttpRequest) -> HttpResponse:
    """Let in who acts for a company."""
    return _door(request, "signin/company.html", is_staff=False)


def _door(request: HttpRequest, page: str, *, is_staff: bool) -> HttpResponse:
    """Ask for e-mail and password. Five wrong ones from a place lock the name there for an hour."""
    if request.user.is_authenticated:
        return redirect(home_of(request))
    form = MailboxForm(request.POST or None)
    next_page = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    if form.is_valid():
        user = _who(request, form)
        if user is not None and user.is_staff == is_staff:
            return let_in(request, user, next_page)
        form.add_error("password", _("The e-mail or the password is wrong."))
    context = {"form": form, "next": next_page if is_own_page(request, next_page) else ""}
    return render(request, page, context, status=422 if form.errors else 200)


@allow(HALF_IN)
@sensitive_post_parameters("old_password", "new_password")
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; the other sessions end."""
    user = signed_in(request)
    if not user.has_usable_password():
        return redirect(home_of(request))
    form = PasswordForm(request.POST or None, user=user)
    if form.is_valid():
        change_password(user=user, new=form.cleaned_data["new_password"], at=clock.now())
        update_session_auth_hash(request, user)
        messages.success(request, _("The new password is set. Other sessions are closed."))
        return redirect("mfa_index")
    return render(
        request, "signin/password.html", {"form": form}, status=422 if form.errors else 200
    )


def _who(request: HttpRequest, form: MailboxForm) -> User | None:
    if not ratelimit.consume(request, action="login"):
        return None
    email = form.cleaned_data["email"].lower()
    found = authenticate(request, username=email, password=form.cleaned_data["password"])
    return found if isinstance(found, User) else None


def let_in(request: HttpRequest, user: User, next_page: str) -> HttpResponse:
    """Open a session for somebody who has just typed his password, or ask for the second step."""
    typed_password(request, user)
    onward = next_page if is_own_page(request, next_page) else None
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=onward))
    return answer


def typed_password(request: HttpRequest, user: User) -> None:
    """Write down that the password was typed this very moment: no need to ask for it again."""
    record_authentication(request, user, method="password", reauthenticated=True)
