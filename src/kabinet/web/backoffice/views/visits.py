"""The showroom: today's visits, the visit that stands at the counter, and who came in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kabinet.access.rules import Permit
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.offices.queries import office as office_of
from kabinet.papers.queries import checklist
from kabinet.showroom import actions
from kabinet.showroom.models import Appearance, Visit
from kabinet.showroom.queries import (
    appearances_of,
    day_at,
    offices_for_visits,
    unseen,
    visit_by_code,
    visits_on,
)
from kabinet.web.backoffice.counter import ComerForm, WalkInForm, standing
from kabinet.web.forms import Form
from kabinet.web.policy import allow, signed_in
from kabinet.web.requests.told import teller_of


@allow(Permit.MEET_VISITORS)
@require_GET
def visits(request: HttpRequest) -> HttpResponse:
    """Show the visits of a day at the clerk's office; a code that is typed leads to its visit."""
    if typed := request.GET.get("code", "").strip():
        found = visit_by_code(typed)
        if found is not None:
            return redirect("desk:visit", found.code)
        return _day_page(
            request,
            problem=_(
                "No visit has this code. Check it, or receive the visitor without booking below."
            ),
        )
    return _day_page(request)


@allow(GET=Permit.MEET_VISITORS, POST=Permit.MEET_VISITORS)
@require_http_methods(["GET", "POST"])
def walk_in(request: HttpRequest) -> HttpResponse:
    """Receive somebody who has not booked, by the reference that he shows."""
    if request.method != "POST":
        return redirect("desk:visits")
    form = WalkInForm(request.POST)
    if form.is_valid():
        try:
            found = actions.walk_in(
                case=form.cleaned_data["reference"],
                side=form.cleaned_data["side"],
                office=_office(request),
                by=signed_in(request),
                at=clock.now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            return redirect("desk:visit", found.code)
    return _day_page(request, form=form)


@allow(Permit.MEET_VISITORS)
@require_GET
def visit(request: HttpRequest, code: str) -> HttpResponse:
    return _visit_page(request, visit_at(code))


@allow(GET=Permit.MEET_VISITORS, POST=Permit.MEET_VISITORS)
@require_http_methods(["GET", "POST"])
def arrive(request: HttpRequest, code: str) -> HttpResponse:
    """Write down who has come, with his power of attorney if he stands for another."""
    found = visit_at(code)
    if request.method != "POST":
        return redirect("desk:visit", code)
    form = ComerForm(request.POST, case=found.case, side=found.side)
    if form.is_valid():
        try:
            actions.arrive(visit=found, comer=form.comer(), by=signed_in(request), at=clock.now())
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            return redirect("desk:visit", code)
    return _visit_page(request, found, comer=form)


@allow(GET=Permit.MEET_VISITORS, POST=Permit.MEET_VISITORS)
@require_http_methods(["GET", "POST"])
def identity(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Hold the typed passport against the one that we know: the answer is yes or no."""
    if request.method != "POST":
        return redirect("desk:visit", code)
    found, who = visit_at(code), _appearance(code, token)
    typed = request.POST.get("passport", "")

    def see() -> None:
        actions.see_identity(appearance=who, typed=typed, by=signed_in(request), at=clock.now())

    return _ticked(request, found, see, _("Identity seen."), about=token)


@allow(GET=Permit.MEET_VISITORS, POST=Permit.MEET_VISITORS)
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Tick that he has signed."""
    if request.method != "POST":
        return redirect("desk:visit", code)
    found, who = visit_at(code), _appearance(code, token)

    def tick() -> None:
        actions.sign(appearance=who, by=signed_in(request), at=clock.now())

    return _ticked(request, found, tick, _("The signature is noted."), about=token)


@allow(GET=Permit.MEET_VISITORS, POST=Permit.MEET_VISITORS)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End the visit, or write down that nobody came."""
    if request.method != "POST":
        return redirect("desk:visit", code)
    found = visit_at(code)
    is_over = request.POST.get("act") == "finish"

    def close() -> None:
        act = actions.finish if is_over else actions.no_show
        act(visit=found, by=signed_in(request), at=clock.now())

    told = _("The visit has ended.") if is_over else _("Nobody came: it is written down.")
    return _ticked(request, found, close, told)


def visit_at(code: str) -> Visit:
    found = visit_by_code(code)
    if found is None:
        raise Http404
    return found


def _appearance(code: str, token: str) -> Appearance:
    found = Appearance.objects.select_related("case", "party", "visit")
    one = found.filter(visit__code=code, token=token).first()
    if one is None:
        raise Http404
    return one


def _ticked(
    request: HttpRequest,
    found: Visit,
    deed: Callable[[], None],
    told: str,
    *,
    about: str = "",
) -> HttpResponse:
    """Do one thing and show the visit again; a refusal stands where it was pressed."""
    try:
        deed()
    except Refused as refused:
        return _visit_page(
            request, visit_at(found.code), problem=str(refused.sentence), about=about
        )
    messages.success(request, told)
    return redirect("desk:visit", found.code)


def _visit_page(
    request: HttpRequest,
    found: Visit,
    *,
    comer: Form | None = None,
    problem: str = "",
    about: str = "",
) -> HttpResponse:
    place, case = office_of(found.office), found.case
    problems = [problem] if problem else []
    page: dict[str, Any] = {
        "visit": found,
        "case": case,
        "office": place,
        "zone": place.zone if place else "",
        "appearances": [standing(one) for one in appearances_of(case)],
        "unseen": unseen(case, teller_of(case).required(case)),
        "lines": checklist(case),
        "comer": comer or ComerForm(case=case, side=found.side),
        "form": comer if comer and comer.errors else None,
        "problems": problems,
        "problem": problem,
        "about": about,
        "here": reverse("desk:visit", args=[found.code]),
        "is_open": found.state in {"booked", "no_show", "came"} and case.closed_at is None,
    }
    is_bad = bool(problems or page["form"])
    return render(request, "backoffice/visit.html", page, status=422 if is_bad else 200)


def _day_page(request: HttpRequest, *, form: Form | None = None, problem: str = "") -> HttpResponse:
    office, today = _office(request), day_at(_office(request), clock.now())
    day = _day(request.GET.get("day", "")) or today
    place = office_of(office)
    page = {
        "office": place,
        "offices": offices_for_visits(),
        "zone": place.zone if place else "",
        "day": day,
        "is_today": day == today,
        "visits": visits_on(office, day),
        "walk_in": form or WalkInForm(),
        "form": form if form and form.errors else None,
        "problems": [problem] if problem else [],
        "typed": request.GET.get("code", ""),
    }
    is_bad = bool(problem or page["form"])
    return render(request, "backoffice/visits.html", page, status=422 if is_bad else 200)


def _office(request: HttpRequest) -> str:
    """Name the office whose counter this is: the clerk's own, or the one that he chose."""
    asked = request.GET.get("office", "") or request.POST.get("office", "")
    known = [one.code for one in offices_for_visits()]
    own = signed_in(request).office
    return next((one for one in (asked, own) if one in known), known[0])


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
