"""Choosing an hour at a showroom, and the page of a visit: booked, moved, given up.

Bound to no login: `visiting(request, Booker(case=…, side=…, back=url, here=url, by=… or actor=…))`
answers GET and POST of one address of the caller's.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.documents.calendar_file import Event, ics
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.offices.queries import office as office_of
from kabinet.pack.formats import Office, say
from kabinet.parties.models import Party
from kabinet.showroom import actions
from kabinet.showroom.models import Visit
from kabinet.showroom.queries import (
    free_days,
    free_slots,
    live_visit_of,
    offices_for_visits,
)
from kabinet.showroom.states import VisitSide, VisitState
from kabinet.web.requests.qr import qr
from kabinet.web.requests.told import teller_of
from kabinet.web.templatetags.kabinet import language

HOUR = timedelta(hours=1)
NEVER, LAST_YEAR = datetime(2000, 1, 1, tzinfo=UTC), 2100


@dataclass(frozen=True, kw_only=True)
class Booker:
    """Who books for which side, and where his page lies."""

    case: Case
    side: str
    here: str
    back: str
    by: User | None = None
    actor: str = ""
    party: Party | None = None
    may_be_together: bool = False

    def acting(self, request: HttpRequest) -> dict[str, Any]:
        """Give what every action about a visit is told."""
        return {
            "by": self.by,
            "actor": self.actor,
            "party": self.party,
            "guests": teller_of(self.case).guests(self.case),
            "link": request.build_absolute_uri(reverse("public:visits")),
            "at": clock.now(),
        }


def visiting(request: HttpRequest, booker: Booker) -> HttpResponse:
    """Show the visit that is booked, or the choice of one; take what was chosen."""
    visit = live_visit_of(booker.case, booker.side)
    if request.method == "POST":
        return _done(request, booker, visit)
    if visit is not None and "move" not in request.GET:
        return visit_page(request, booker, visit)
    return _choice(request, booker, visit)


def visit_page(
    request: HttpRequest, booker: Booker, visit: Visit, problem: str = ""
) -> HttpResponse:
    place = office_of(visit.office)
    page = {
        "visit": visit,
        "office": place,
        "zone": place.zone if place else "",
        "qr": qr(request.build_absolute_uri(reverse("public:visit", args=[visit.code]))),
        "may_change": visit.state == VisitState.BOOKED and booker.case.closed_at is None,
        "problems": [problem] if problem else [],
        **_addresses(booker),
    }
    return render(request, "requests/visit.html", page, status=422 if problem else 200)


def calendar_answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Give the visit as a calendar file; moved or booked anew, it is the same entry."""
    place = office_of(visit.office)
    where = f"{say(place.town, language())}, {say(place.address, language())}" if place else ""
    event = Event(
        uid=f"visit-{visit.case.reference}-{visit.side}@kabinet",
        on=visit.starts_at,
        summary=f"{visit.case.reference}: {where}",
        description=visit.code,
        url=request.build_absolute_uri(reverse("public:visit", args=[visit.code])),
        alarm_before=24 * HOUR,
    )
    answer = HttpResponse(ics([event], at=clock.now()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="visit-{visit.case.reference}.ics"'
    return answer


def _done(request: HttpRequest, booker: Booker, visit: Visit | None) -> HttpResponse:
    """Do what was pressed, and show the page again; a refusal keeps what was chosen."""
    if request.POST.get("act") != "cancel" and not request.POST.get("slot"):
        return _choice(request, booker, visit, _("Choose a time first."))
    try:
        _act(request, booker, visit)
    except Refused as refused:
        problem = str(refused.sentence)
        if request.POST.get("act") == "cancel" and visit is not None:
            return visit_page(request, booker, visit, problem)
        return _choice(request, booker, visit, problem)
    return HttpResponseRedirect(booker.here)


def _act(request: HttpRequest, booker: Booker, visit: Visit | None) -> None:
    told = booker.acting(request)
    if request.POST.get("act") == "cancel":
        if visit is not None:
            actions.cancel(visit=visit, **{k: v for k, v in told.items() if k != "link"})
        return
    office, starts_at = request.POST.get("office", ""), _moment(request.POST.get("slot", ""))
    if visit is not None:
        actions.postpone(visit=visit, office=office, starts_at=starts_at, **told)
        return
    together = booker.may_be_together and bool(request.POST.get("together"))
    side = VisitSide.BOTH if together else booker.side
    actions.book(case=booker.case, side=side, office=office, starts_at=starts_at, **told)


def _moment(typed: str) -> datetime:
    """Read the chosen hour; nonsense is an hour at which nobody receives."""
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        return NEVER
    return found if found.tzinfo and NEVER.year < found.year < LAST_YEAR else NEVER


def _choice(
    request: HttpRequest, booker: Booker, visit: Visit | None, problem: str = ""
) -> HttpResponse:
    """Offer offices, then days, then hours: a link or a button each, no script needed."""
    asked = request.POST if request.method == "POST" else request.GET
    at = clock.now()
    place = _chosen(asked.get("office", "") or (visit.office if visit else ""))
    days = free_days(place.code, at=at) if place else []
    day = _day(asked.get("day", ""), days)
    page = {
        "visit": visit,
        "offices": _by_town(),
        "office": place,
        "days": [{"day": one, "url": _link(place, one, visit), "here": one == day} for one in days],
        "day": day,
        "slots": free_slots(place.code, day, at=at) if place and day else [],
        "chosen": asked.get("slot", ""),
        "together": booker.may_be_together and visit is None,
        "is_together": asked.get("together", ""),
        "problems": [problem] if problem else [],
        **_addresses(booker),
    }
    return render(request, "requests/choose.html", page, status=422 if problem else 200)


def _addresses(booker: Booker) -> dict[str, Any]:
    return {"case": booker.case, "here": booker.here, "back": booker.back}


def _chosen(code: str) -> Office | None:
    found = office_of(code)
    return found if found is not None and found.visits is not None else None


def _by_town() -> list[tuple[str, list[Office]]]:
    towns: dict[str, list[Office]] = {}
    for one in offices_for_visits():
        towns.setdefault(say(one.town, language()), []).append(one)
    return sorted(towns.items())


def _day(typed: str, days: list[date]) -> date | None:
    found = next((day for day in days if day.isoformat() == typed), None)
    return found or next(iter(days), None)


def _link(place: Office | None, day: date, visit: Visit | None) -> str:
    asked = {"office": place.code if place else "", "day": day.isoformat()}
    return "?" + urlencode(asked | ({"move": "yes"} if visit else {}))
