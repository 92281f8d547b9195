"""Lists of cases: my work, the queue by deadline, what arrived, the supervisor's board."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _, ngettext
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.cases.actions import take
from kabinet.cases.models import Case
from kabinet.cases.queries import arrivals, board as loads, case_of, queue as cases_due
from kabinet.cases.rules import Urgency, urgency
from kabinet.cases.states import CaseKind, Desk
from kabinet.claims.queries.completeness import gaps_in
from kabinet.claims.queries.decisions import awaiting_signature
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.web.backoffice.forms import QueueForm
from kabinet.web.backoffice.next_page import onward
from kabinet.web.draft.pages import ELEMENTS
from kabinet.web.policy import SIGNED_IN, allow, permits_in, signed_in
from kabinet.web.signin.adapter import home_of

GROUPS: dict[Urgency, Promise] = {
    Urgency.CRITICAL: _("More than a week late"),
    Urgency.LATE: _("Late"),
    Urgency.TODAY: _("Due within a day"),
    Urgency.SOON: _("Due this week"),
    Urgency.LATER: _("Later"),
}
# Whose work begins at which desk, until he chooses another.
OWN_DESKS = ((Permit.DECIDE_CLAIM, Desk.CLAIMS), (Permit.ANSWER_INQUIRY, Desk.CARE))
FEW = 5


@allow(SIGNED_IN)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for me: my cases, what I may sign, and what nobody has taken yet.

    Whoever has no queue is led to the page that his own work begins with.
    """
    may, me = permits_in(request), signed_in(request)
    if Permit.SEE_QUEUE not in may:
        return redirect(home_of(request))
    at, desk = clock.now(), own_desk(may)
    mine = cases_due(of=me.pk)
    return render(
        request,
        "backoffice/home.html",
        {
            "groups": grouped(mine.cases, at),
            "more": f"?{urlencode({'whose': 'mine', 'after': mine.after})}" if mine.after else "",
            "awaiting": awaiting_signature(me) if Permit.APPROVE_DECISION in may else [],
            "free": cases_due(desk=desk, is_free=True).cases[:FEW] if desk else [],
            "desk": desk,
            "now": at,
        },
    )


@allow(Permit.SEE_QUEUE)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show open cases by deadline; filters in the address, so that a view can be kept."""
    at, me = clock.now(), signed_in(request)
    form = QueueForm(request.GET)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    whose = asked.get("whose", "")
    after = request.GET.get("after", "")
    page = cases_due(
        desk=asked.get("desk", ""),
        kind=asked.get("kind", ""),
        of=me.pk if whose == "mine" else asked.get("officer"),
        is_free=whose == "free",
        after=after,
    )
    kept = {name: value for name, value in asked.items() if value}
    return render(
        request,
        "backoffice/queue.html",
        {
            "form": form,
            "groups": grouped(page.cases, at),
            "older": f"?{urlencode({**kept, 'after': page.after})}" if page.after else "",
            "newer": f"?{urlencode(kept)}" if after else "",
            "may_take": Permit.TAKE_CASE in permits_in(request),
            "now": at,
        },
    )


@allow(POST=Permit.TAKE_CASE)
@require_POST
def take_ticked(request: HttpRequest) -> HttpResponse:
    """Take every ticked case that is still free; one that is not stops no other."""
    taken, kept_by_others = [], []
    for reference in dict.fromkeys(request.POST.getlist("case")[: 2 * FEW * FEW]):
        case = case_of(reference)
        if case is None:
            continue
        try:
            take(case=case, by=signed_in(request), at=clock.now())
            taken.append(reference)
        except Refused as refused:
            kept_by_others.append(f"{reference}: {refused.sentence}")
    for sentence in kept_by_others:
        messages.warning(request, sentence)
    if taken:
        count = len(taken)
        told = ngettext("%(n)s case is yours: %(list)s", "%(n)s cases are yours: %(list)s", count)
        messages.success(request, told % {"n": count, "list": ", ".join(taken)})
    elif not kept_by_others:
        messages.info(request, _("Tick the cases first."))
    return redirect(onward(request, "desk:queue"))


@allow(Permit.ROUTE_CASE)
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Show the incoming register, the newest first, with what each claim lacks."""
    asked, after = request.GET.get("kind", ""), request.GET.get("after", "")
    kind = asked if asked in CaseKind.values else ""
    page = arrivals(after=after, kind=kind)
    gaps = gaps_in(page.cases)
    kept = {"kind": kind} if kind else {}
    return render(
        request,
        "backoffice/register.html",
        {
            "rows": [
                {"case": case, "lacks": [ELEMENTS[one][0] for one in gaps.get(case.pk, ())]}
                for case in page.cases
            ],
            "kind": kind,
            "kinds": [
                (label, f"?kind={value}", kind == value) for value, label in CaseKind.choices
            ],
            "older": f"?{urlencode({**kept, 'after': page.after})}" if page.after else "",
            "newer": f"?{urlencode(kept)}" if after else "",
        },
    )


@allow(Permit.SEE_BOARD)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Show what is late, what falls due, and who is overloaded."""
    at = clock.now()
    found = loads(at)
    return render(
        request,
        "backoffice/board.html",
        {"board": found, "groups": grouped(found.latest, at), "now": at},
    )


def own_desk(may: Iterable[Permit]) -> str:
    """Tell the desk at which somebody with these permits works; none for those who only look."""
    return next((str(desk) for permit, desk in OWN_DESKS if permit in may), "")


def grouped(cases: Iterable[Case], at: datetime) -> list[dict[str, Any]]:
    """Put cases, most urgent first, under headings by how late they are."""
    return [
        {"name": GROUPS[key], "kind": key, "cases": list(rows)}
        for key, rows in groupby(cases, key=lambda case: urgency(case.due_at, at))
    ]
