"""My claims and questions: where each stands, by when what happens, what was answered."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from kabinet.access.rules import Permit
from kabinet.cases.models import Case
from kabinet.cases.queries.lists import visible_to
from kabinet.cases.queries.story import with_balance
from kabinet.cases.states import CaseKind
from kabinet.claims.queries.drafts import open_drafts_of
from kabinet.claims.queries.papers import letter_of, story_of
from kabinet.kit import clock
from kabinet.web.deadlines import shown
from kabinet.web.files import letter_answer
from kabinet.web.policy import allow, signed_in as me
from kabinet.web.timeline import timeline_items

# Kinds of matters that have a page of their own.
PAGES = {
    CaseKind.OWNER: "portal:owner_request",
    CaseKind.ORDER: "portal:order",
    CaseKind.TRANSFER: "transfers:transfer",
}


@allow(Permit.OWN_CLAIMS, Permit.SEE_MATTERS)
@require_GET
def claims(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "portal/claims.html",
        {
            "cases": visible_to(me(request)).order_by("-pk")[:100],
            "drafts": open_drafts_of(me(request), clock.now()),
        },
    )


@allow(Permit.OWN_CLAIMS, Permit.SEE_MATTERS)
@require_GET
def claim(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one matter: its state, what happens next and by when, the timeline, the answer."""
    case = _mine(request, reference)
    if case.kind in PAGES:
        return redirect(PAGES[CaseKind(case.kind)], reference)
    clocks = shown(case.clocks.order_by("due_at", "pk"))
    return render(
        request,
        "portal/claim.html",
        {
            "case": case,
            "clocks": clocks,
            "timeline": timeline_items(case, clocks),
            "story": story_of(case),
            "now": clock.now(),
        },
    )


@allow(Permit.OWN_CLAIMS, Permit.SEE_MATTERS)
@require_GET
def paper(request: HttpRequest, reference: str, which: str, form: str) -> HttpResponse:
    """Give a letter of this case to keep: the claim, or the operator's answer."""
    letter = letter_of(_mine(request, reference), which)
    return letter_answer(letter, form, name=f"{reference}-{which}")


def _mine(request: HttpRequest, reference: str) -> Case:
    found: Case | None = (
        with_balance(visible_to(me(request)))
        .select_related("number", "account", "entry", "claim__letter", "inquiry")
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise Http404
    return found
