"""The page of a visit for whoever holds its code: from the notice, or from the QR."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kabinet.showroom.models import Visit
from kabinet.showroom.queries import visit_by_code
from kabinet.showroom.states import VisitState
from kabinet.web.errors import too_many
from kabinet.web.limits import is_too_often
from kabinet.web.policy import ANYONE, allow
from kabinet.web.requests.visits import Booker, calendar_answer, visit_page, visiting

TRIES_AN_HOUR = 60  # codes that were none


@allow(GET=ANYONE)
@require_GET
def visits(_request: HttpRequest) -> HttpResponse:
    """Lead to the offices: a visit has its code in its address."""
    return redirect("public:offices")


@allow(ANYONE)
@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, code: str) -> HttpResponse:
    """Show a visit, move it or give it up. One that was moved leads to the next."""
    found = visit_by_code(code)
    if found is None:
        return _unknown(request)
    if found.state == VisitState.POSTPONED and found.moved_to is not None:
        return redirect("public:visit", found.moved_to.code)
    booker = _booker(found)
    if found.state == VisitState.BOOKED:
        return visiting(request, booker)
    return visit_page(request, booker, found)


@allow(GET=ANYONE)
@require_GET
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    found = visit_by_code(code)
    return _unknown(request) if found is None else calendar_answer(request, found)


def _booker(found: Visit) -> Booker:
    return Booker(
        case=found.case,
        side=found.side,
        here=reverse("public:visit", args=[found.code]),
        back=reverse("public:home"),
        actor="code",
    )


def _unknown(request: HttpRequest) -> HttpResponse:
    """Say that there is no such visit; whoever guesses is stopped."""
    if is_too_often(request, "visit", TRIES_AN_HOUR):
        return too_many(request)
    raise Http404
