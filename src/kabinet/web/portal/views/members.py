"""Who acts for the company: the list, invitations, roles and parts, and the way out."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kabinet.access.actions import change_member, remove_member, withdraw_invitation
from kabinet.access.models import Membership
from kabinet.access.queries import invitations_of, members_of
from kabinet.access.rules import Permit
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.mailroom.actions import send_invitation
from kabinet.parties.models import PowerOfAttorney
from kabinet.parties.queries import attorneys_of, office_day
from kabinet.web.policy import allow, signed_in as me
from kabinet.web.portal.forms import InviteForm, PlaceForm
from kabinet.web.who import my_party


@allow(Permit.MANAGE_MEMBERS)
@require_GET
def members(request: HttpRequest) -> HttpResponse:
    """Show who acts for the company, by which paper and how long, and who is asked to."""
    company, at = my_party(request), clock.now()
    day = office_day(at)
    rows = [
        {"member": one, "is_paused": one.attorney is not None and not one.attorney.holds_on(day)}
        for one in members_of(company, at)
    ]
    context = {"company": company, "rows": rows, "invitations": invitations_of(company, at)}
    return render(request, "portal/members.html", context)


@allow(Permit.MANAGE_MEMBERS)
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None, by=me(request), papers=_papers(request))
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "email", "phone")}
        try:
            send_invitation(
                by=me(request),
                place=form.place(),
                link=lambda token: request.build_absolute_uri(
                    reverse("signin:invited", args=[token])
                ),
                language=get_language() or "ru",
                at=clock.now(),
                **said,
            )
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % said)
            return redirect("portal:members")
    status = 422 if form.errors else 200
    return render(request, "portal/invite.html", {"form": form}, status=status)


@allow(Permit.MANAGE_MEMBERS)
@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Show one member; give him another role, other parts, another paper."""
    found = _member(request, membership_id, clock.now())
    form = PlaceForm(
        request.POST or None,
        initial=PlaceForm.initial_of(found),
        by=me(request),
        papers=_papers(request),
    )
    if form.is_bound and form.is_valid():
        try:
            change_member(
                by=me(request), membership_id=found.pk, place=form.place(), at=clock.now()
            )
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("Saved. It holds from the next click on."))
            return redirect("portal:members")
    context = {"form": form, "found": found}
    return render(request, "portal/member.html", context, status=422 if form.errors else 200)


@allow(POST=Permit.MANAGE_MEMBERS)
@require_POST
def remove(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Take a member out: his next click is refused already."""
    found = _member(request, membership_id, clock.now())
    try:
        remove_member(by=me(request), membership_id=found.pk, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.sentence))
        return redirect("portal:member", membership_id)
    messages.success(
        request, _("%(name)s no longer acts for the company.") % {"name": found.user.name}
    )
    return redirect("portal:members")


@allow(POST=Permit.MANAGE_MEMBERS)
@require_POST
def withdraw(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take an invitation back: its link is dead at once."""
    if not my_party(request).invitations.filter(pk=invitation_id).exists():
        raise Http404
    withdraw_invitation(by=me(request), invitation_id=invitation_id, at=clock.now())
    messages.success(request, _("The invitation no longer holds."))
    return redirect("portal:members")


def _member(request: HttpRequest, membership_id: int, at: datetime) -> Membership:
    found: Any = members_of(my_party(request), at).filter(pk=membership_id).first()
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def _papers(request: HttpRequest) -> list[PowerOfAttorney]:
    """List the papers that can stand behind a member today."""
    day = office_day(clock.now())
    return [one for one in attorneys_of(my_party(request)) if one.holds_on(day)]
