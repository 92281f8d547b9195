"""The filed papers, to keep: the letter as Word and PDF, the deadlines for a calendar."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kabinet.claims.queries.papers import letter_of
from kabinet.documents.calendar_file import Event, ics
from kabinet.kit import clock
from kabinet.web.deadlines import shown
from kabinet.web.draft.opening import filed_case
from kabinet.web.files import download, letter_answer
from kabinet.web.policy import ANYONE, allow


@allow(ANYONE)
@require_GET
def letter(request: HttpRequest, token: str, form: str) -> HttpResponse:
    case = filed_case(request, token)
    return letter_answer(letter_of(case, "claim"), form, name=case.reference)


@allow(ANYONE)
@require_GET
def deadlines(request: HttpRequest, token: str) -> HttpResponse:
    """Give the running deadlines as calendar entries."""
    case = filed_case(request, token)
    events = [
        Event(
            uid=f"{case.reference}-{one.clock.rule}",
            on=one.clock.due_at if one.at else one.clock.due_on,
            summary=f"{case.reference}: {one.name}",
            description="\n".join([one.legal, *one.lines]),
        )
        for one in shown(case.clocks.filter(state="running").order_by("due_at"))
    ]
    if not events:
        raise Http404
    return download(
        ics(events, at=clock.now()), f"{case.reference}.ics", "text/calendar; charset=utf-8"
    )
