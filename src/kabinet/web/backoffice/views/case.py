"""One case: the letter, the facts beside it, the clocks, the history, notes among colleagues."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from kabinet.access.queries import staff_who_may
from kabinet.access.rules import Permit
from kabinet.cases.models import Case, CaseClock
from kabinet.cases.queries import case_of
from kabinet.cases.states import CaseKind, CaseState
from kabinet.claims.models import Claim
from kabinet.claims.queries.facts import facts_of
from kabinet.claims.queries.papers import files_in, letter_of, matter_of, typed_passport_in
from kabinet.contracts.queries import balance_of
from kabinet.documents.queries import render as render_letter
from kabinet.journal.actions import note
from kabinet.kit import clock
from kabinet.mailroom.queries import messages_about
from kabinet.pack.formats import say
from kabinet.pack.queries import NotInForce, operator_pack
from kabinet.parties.rules import masked
from kabinet.web.backoffice.forms import (
    AnswerForm,
    DecisionForm,
    GiveForm,
    NoteForm,
    RouteForm,
    SendBackForm,
)
from kabinet.web.deadlines import all_shown
from kabinet.web.draft.pages import claim_checks
from kabinet.web.files import file_answer, letter_answer
from kabinet.web.forms import Form
from kabinet.web.policy import allow, permits_in, signed_in
from kabinet.web.templatetags.kabinet import language
from kabinet.web.timeline import whole_history

# Kinds of cases that have pages of their own, for whoever may work there.
PAGES = {
    CaseKind.OWNER: ("desk:owner", Permit.SEE_CASE),
    CaseKind.TRANSFER: ("desk:transfer", Permit.SEE_CASE),
    CaseKind.ORDER: ("desk:order", Permit.CARRY_OUT_ORDERS),
    CaseKind.COPY: ("desk:copy", Permit.MEET_VISITORS),
    CaseKind.BOOK: ("desk:entry", Permit.COMPLAINTS_BOOK),
    CaseKind.APPLICATION: ("desk:application", Permit.REGISTER_CLIENTS),
}
DECIDABLE = {CaseState.REGISTERED, CaseState.EXAMINED}


@allow(Permit.SEE_CASE)
@require_GET
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a case; kinds that have a page of their own are shown there."""
    found = case_at(reference)
    page, permit = PAGES.get(CaseKind(found.kind), ("", Permit.SEE_CASE))
    if page and permit in permits_in(request):
        return redirect(page, reference)
    return case_page(request, found)


@allow(Permit.SEE_CASE)
@require_GET
def evidence(request: HttpRequest, reference: str, token: str) -> HttpResponse:
    """Give a file of the case as a download; the reading is written down first."""
    found = case_at(reference)
    file = files_in(matter_of(found)).filter(token=token).first()
    if file is None:
        raise Http404
    note(
        what="evidence.opened",
        about=found,
        at=clock.now(),
        by=signed_in(request),
        data={"file": file.pk},
        is_reading=True,
    )
    return file_answer(file)


@allow(Permit.SEE_CASE)
@require_GET
def paper(_request: HttpRequest, reference: str, which: str, form: str) -> HttpResponse:
    letter = letter_of(case_at(reference), which)
    return letter_answer(letter, form, name=f"{reference}-{which}")


def case_at(reference: str) -> Case:
    found = case_of(reference)
    if found is None:
        raise Http404
    return found


def case_page(request: HttpRequest, found: Case, **typed: Form) -> HttpResponse:
    """Show the case; a form that was refused (`route=…`, `decision=…`) is shown as it was typed."""
    may = permits_in(request)
    refused = next((form for form in typed.values() if form.errors), None)
    context = {
        "case": found,
        **_matter(found),
        "clocks": [_with_reasons(one) for one in all_shown(found.clocks.order_by("due_at", "pk"))],
        "history": whole_history(found),
        "balance": balance_of(found.account) if found.account else None,
        "messages_sent": messages_about(found),
        "notes": found.internal_notes.select_related("by").order_by("-pk"),
        "forms": _forms(found, may) | typed,
        "form": refused,
        "is_mine": found.assignee_id == signed_in(request).pk,
        "is_decidable": found.state in DECIDABLE,
        "may": may,
        "now": clock.now(),
    }
    return render(request, "backoffice/case.html", context, status=422 if refused else 200)


def _matter(found: Case) -> dict[str, Any]:
    """Gather what was written and what the records say of it."""
    matter = matter_of(found)
    files = list(files_in(matter))
    told = {"files": files, "passport": masked(typed_passport_in(matter))}
    if isinstance(matter, Claim):
        return {**told, **_of_claim(matter, has_files=bool(files))}
    return {**told, "inquiry": matter}


def _of_claim(claim: Claim, *, has_files: bool) -> dict[str, Any]:
    facts = facts_of(claim)
    return {
        "claim": claim,
        "facts": facts,
        "checks": claim_checks(claim, has_lines=bool(facts.lines), has_files=has_files),
        "letter": render_letter(claim.letter, "html"),
    }


def _forms(found: Case, may: frozenset[Permit]) -> dict[str, Form]:
    """Make the empty forms that this person may fill."""
    forms: dict[str, Form] = {"note": NoteForm()}
    if found.closed_at is not None:
        return forms
    if Permit.ROUTE_CASE in may:
        forms["route"] = RouteForm(initial={"desk": found.desk})
        forms["give"] = GiveForm(officers=staff_who_may(Permit.TAKE_CASE, clock.now()))
    if Permit.DECIDE_CLAIM in may:
        forms["decision"] = DecisionForm(initial={"version": found.version})
    if Permit.ANSWER_INQUIRY in may:
        forms["answer"] = AnswerForm()
    if Permit.APPROVE_DECISION in may:
        forms["send_back"] = SendBackForm()
    return forms


def _with_reasons(one: Any) -> dict[str, Any]:
    return {"shown": one, "reasons": reasons_of(one.clock)}


def reasons_of(one: CaseClock) -> list[tuple[str, str]]:
    """List why this clock may stand still, in words; none, when the law does not allow it."""
    pack = operator_pack()
    try:
        rule = pack.clock(one.rule, one.started_at.date())
    except NotInForce:
        return []
    reasons = rule.pause_reasons if rule.pausable else ()
    return [(code, say(pack.texts[f"pause.{code}"], language())) for code in reasons]
