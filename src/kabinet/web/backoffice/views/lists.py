"""Lists of cases: my work, the queue by deadline, what arrived, the supervisor's board."""

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from kabinet.access.rules import Permit
from kabinet.cases.models import Case
from kabinet.cases.queries import lists
from kabinet.cases.states import CaseKind, CaseState, Desk
from kabinet.kit import clock
from kabinet.web.forms import Form
from kabinet.web.policy import SIGNED_IN, allow, permits_in, signed_in
from kabinet.web.signin.adapter import home_of

GROUPS: dict[str, Promise] = {
    "critical": _("More than a week late"),
    "overdue": _("Late"),
    "today": _("Due within a day"),
    "soon": _("Due this week"),
    "later": _("Later"),
}
WEEK = timedelta(days=7)


class QueueForm(Form):
    """Which cases a queue shows."""

    desk = forms.ChoiceField(
        label=_("Desk"), required=False, choices=[("", _("All desks")), *Desk.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *CaseKind.choices]
    )
    whose = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("Everybody's")), ("mine", _("Mine"))]
    )


@allow(SIGNED_IN)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for me, most urgent first; and what waits for a second signature.

    Whoever has no queue is led to the page that his own work begins with.
    """
    if Permit.SEE_QUEUE not in permits_in(request):
        return redirect(home_of(request))
    at, me = clock.now(), signed_in(request)
    page = lists.queue(mine=me)
    awaiting = (
        Case.objects.filter(state=CaseState.PROPOSED)
        .exclude(claim__decisions__proposed_by=me)
        .order_by("due_at", "pk")[:25]
        if me.may(Permit.APPROVE_DECISION, at)
        else []
    )
    return render(
        request,
        "backoffice/home.html",
        {"groups": grouped(page.cases, at), "awaiting": awaiting, "now": at, "me": me},
    )


@allow(Permit.SEE_QUEUE)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show open cases by deadline; filters in the address, so that a view can be kept."""
    at = clock.now()
    form = QueueForm(request.GET)
    asked: dict[str, str] = form.cleaned_data if form.is_valid() else {}
    page = lists.queue(
        desk=asked.get("desk", ""),
        kind=asked.get("kind", ""),
        mine=signed_in(request) if asked.get("whose") == "mine" else None,
        after=request.GET.get("after", ""),
    )
    kept = {name: value for name, value in asked.items() if value}
    return render(
        request,
        "backoffice/queue.html",
        {
            "form": form,
            "groups": grouped(page.cases, at),
            "older": f"?{urlencode({**kept, 'after': page.after})}" if page.after else "",
            "newer": f"?{urlencode(kept)}" if request.GET.get("after") else "",
            "now": at,
        },
    )


@allow(Permit.ROUTE_CASE)
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Show the incoming register, the newest first."""
    kind = request.GET.get("kind", "")
    page = lists.arrivals(
        after=request.GET.get("after", ""), kind=kind if kind in CaseKind.values else ""
    )
    asked = {"kind": kind} if kind else {}
    return render(
        request,
        "backoffice/register.html",
        {
            "cases": page.cases,
            "kind": kind,
            "kinds": [
                (label, f"?kind={value}", kind == value) for value, label in CaseKind.choices
            ],
            "older": f"?{urlencode({**asked, 'after': page.after})}" if page.after else "",
            "newer": f"?{urlencode(asked)}" if request.GET.get("after") else "",
            "now": clock.now(),
        },
    )


@allow(Permit.SEE_BOARD)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Show what is late, what falls due, and who is overloaded."""
    at = clock.now()
    found = lists.board(at)
    return render(
        request,
        "backoffice/board.html",
        {
            "board": found,
            "desks": dict(Desk.choices),
            "groups": grouped(found.latest, at),
            "now": at,
        },
    )


def grouped(cases: Any, at: datetime) -> list[dict[str, Any]]:
    """Put cases, most urgent first, under headings by how late they are."""
    return [
        {"name": GROUPS[key], "kind": key, "cases": list(rows)}
        for key, rows in groupby(cases, key=lambda case: urgency(case, at))
    ]


def urgency(case: Case, at: datetime) -> str:
    if case.due_at is None:
        return "later"
    left = case.due_at - at
    if left <= timedelta():
        return "critical" if left < -WEEK else "overdue"
    if left <= timedelta(days=1):
        return "today"
    return "soon" if left <= WEEK else "later"
