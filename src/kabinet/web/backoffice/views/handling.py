"""Taking, giving, routing and noting a case; its clocks paused and let run."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kabinet.access.queries import staff_who_may
from kabinet.access.rules import Permit
from kabinet.cases import actions
from kabinet.cases.models import Case
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.web.backoffice.forms import GiveForm, NoteForm, RouteForm
from kabinet.web.backoffice.next_page import form_of_a_case, onward
from kabinet.web.backoffice.views.case import case_at, case_page
from kabinet.web.policy import allow, signed_in
from kabinet.web.templatetags.kabinet import latin


@allow(POST=Permit.TAKE_CASE)
@require_POST
def take(request: HttpRequest, reference: str) -> HttpResponse:
    found, told = case_at(reference), _("It is yours.")
    return _done(request, found, lambda: actions.take(case=found, **_by(request)), told)


@allow(POST=Permit.TAKE_CASE)
@require_POST
def put_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Undo taking: anybody may take it again."""
    found = case_at(reference)
    told = _("Put back: anybody may take it.")
    return _done(request, found, lambda: actions.put_back(case=found, **_by(request)), told)


@allow(Permit.ROUTE_CASE)
@form_of_a_case
def give(request: HttpRequest, reference: str) -> HttpResponse:
    """Give it to a colleague, or free it for anybody."""
    found = case_at(reference)
    officers = staff_who_may(Permit.TAKE_CASE, clock.now())
    form = GiveForm(request.POST, officers=officers)
    if not form.is_valid():
        return case_page(request, found, give=form)
    chosen = form.cleaned_data["officer"]
    to = officers.filter(pk=chosen).first() if chosen else None
    told = (
        _("Given to %(name)s.") % {"name": latin(to.name)} if to else _("Anybody may take it now.")
    )
    return _done(request, found, lambda: actions.assign(case=found, to=to, **_by(request)), told)


@allow(Permit.ROUTE_CASE)
@form_of_a_case
def route(request: HttpRequest, reference: str) -> HttpResponse:
    """Send it to another desk; a form that is not complete comes back as it was typed."""
    found, form = case_at(reference), RouteForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, route=form)
    return _done(
        request,
        found,
        lambda: actions.route(case=found, **form.cleaned_data, **_by(request)),
        _("Sent to the other desk."),
    )


@allow(Permit.WRITE_NOTE)
@form_of_a_case
def write_note(request: HttpRequest, reference: str) -> HttpResponse:
    found, form = case_at(reference), NoteForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, note=form)
    text = form.cleaned_data["text"]
    return _done(
        request, found, lambda: actions.add_internal_note(case=found, text=text, **_by(request))
    )


@allow(POST=Permit.TAKE_CASE)
@require_POST
def time_out(request: HttpRequest, reference: str, rule: str) -> HttpResponse:
    """Pause a clock for a reason of its rule, or let it run on."""
    found = case_at(reference)
    one = found.clocks.filter(rule=rule).first()
    if one is None:
        raise Http404
    if "resume" in request.POST:
        return _done(request, found, lambda: actions.resume_clock(clock=one, **_by(request)))
    reason = request.POST.get("reason", "")
    return _done(
        request, found, lambda: actions.pause_clock(clock=one, reason=reason, **_by(request))
    )


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": signed_in(request), "at": clock.now()}


def _done(
    request: HttpRequest, found: Case, act: Callable[[], object], told: str = ""
) -> HttpResponse:
    """Do it and say so; a refusal is told above the page, and nothing has changed."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    else:
        if told:
            messages.success(request, told)
    return redirect(onward(request, "desk:case", found.reference))
