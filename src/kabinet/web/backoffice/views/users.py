"""Users and rights: who works here, at which desk, since when; out at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kabinet.access import actions
from kabinet.access.models import User
from kabinet.access.queries import staff
from kabinet.access.rules import Permit, Role
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.web.backoffice.forms import UserForm
from kabinet.web.backoffice.next_page import onward
from kabinet.web.policy import SIGNED_IN, allow, signed_in
from kabinet.web.roles import ROLES


@allow(Permit.MANAGE_USERS)
@require_GET
def users(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    rows = [
        {
            "user": one,
            "roles": [ROLES[Role(grant.role)] for grant in one.grants.all() if grant.holds_at(at)],
        }
        for one in staff()
    ]
    return render(request, "backoffice/users.html", {"rows": rows})


@allow(Permit.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Let somebody in: the start password is shown once, the second factor he enrolls himself."""
    form = UserForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        at, me = clock.now(), signed_in(request)
        try:
            made = actions.create_staff(
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                roles=tuple(Role(role) for role in form.cleaned_data["roles"]),
                by=me,
                at=at,
            )
            password = actions.give_password(user=made, by=me, at=at)
        except Refused as refused:
            form.add_error("email", str(refused.sentence))
        else:
            return render(
                request, "backoffice/user_made.html", {"made": made, "password": password}
            )
    return render(
        request, "backoffice/user_new.html", {"form": form}, status=422 if form.errors else 200
    )


@allow(Permit.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give or take roles, a new start password, a new second factor; or shut him out at once."""
    found = User.objects.filter(pk=user_id, is_staff=True).first()
    if found is None:
        raise Http404
    password = ""
    if request.method == "POST":
        try:
            password = _change(found, request.POST, by=signed_in(request), at=clock.now())
            messages.success(request, _("Saved."))
        except (Refused, ValueError) as refused:
            messages.error(request, str(getattr(refused, "sentence", "")) or _("Not changed."))
        if not password:
            return redirect("desk:user", user_id)
    at = clock.now()
    held = set(found.roles(at))
    return render(
        request,
        "backoffice/user.html",
        {
            "found": found,
            "roles": [(role, words, role in held) for role, words in ROLES.items()],
            "grants": found.grants.select_related("granted_by").order_by("-active_from"),
            "password": password,
        },
    )


@allow(POST=SIGNED_IN)
@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Switch the single-letter shortcuts on or off for myself (WCAG 2.1.4)."""
    me = signed_in(request)
    actions.choose_shortcuts(user=me, are_on=request.POST.get("shortcuts") == "on", at=clock.now())
    return redirect(onward(request, "desk:home"))


def _change(found: User, typed: Any, *, by: User, at: Any) -> str:
    """Do the one thing that was pressed; return a start password if one was made."""
    if "grant" in typed:
        actions.grant_role(user=found, role=Role(typed["grant"]), by=by, at=at)
    elif "end" in typed:
        actions.end_role(user=found, role=Role(typed["end"]), by=by, at=at)
    elif "deactivate" in typed:
        actions.deactivate(user=found, by=by, at=at)
    elif "factor" in typed:
        actions.forget_second_factor(user=found, by=by, at=at)
    elif "password" in typed:
        return actions.give_password(user=found, by=by, at=at)
    return ""
