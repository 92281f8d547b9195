"""Deciding a claim, signing a colleague's decision, answering a question."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kabinet.access.rules import Permit
from kabinet.cases.models import Case
from kabinet.claims.actions.decide import approve_decision, propose_decision, reject_decision
from kabinet.claims.actions.previewing import preview_answer
from kabinet.claims.actions.replying import reply
from kabinet.claims.errors import BadDecision
from kabinet.claims.models import Claim, Decision, Outcome
from kabinet.claims.queries.decisions import needs_second_signature, waiting_decision
from kabinet.claims.queries.papers import claim_of
from kabinet.documents.queries import render as render_letter
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.web.backoffice.forms import AnswerForm, DecisionForm, SendBackForm
from kabinet.web.backoffice.next_page import form_of_a_case
from kabinet.web.backoffice.views.case import case_at, case_page
from kabinet.web.policy import allow, signed_in


@allow(Permit.DECIDE_CLAIM)
@form_of_a_case
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the answer as it would go out; then, with `send`, decide.

    What does not agree comes back beside its field, with everything typed kept.
    """
    case, form = case_at(reference), DecisionForm(request.POST)
    claim = _claim_of(case)
    if "change" in request.POST or not form.is_valid():
        return case_page(request, case, decision=form)
    step = _decide if "send" in request.POST else _preview
    try:
        return step(request, claim, form)
    except BadDecision as bad:
        form.tell(bad.faults)
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
    return case_page(request, case, decision=form)


@allow(POST=Permit.APPROVE_DECISION)
@require_POST
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """Sign a proposed decision as the second pair of eyes, and carry it out."""
    case = case_at(reference)
    decision = waiting_decision(case)
    if decision is None:
        return _dealt_with(request, reference)
    told = _("Signed: the money, the letter and the notice are on the way.")
    at, me = clock.now(), signed_in(request)
    return _signed(request, case, lambda: approve_decision(decision=decision, by=me, at=at), told)


@allow(Permit.APPROVE_DECISION)
@form_of_a_case
def send_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Send a proposed decision back to its writer, with what should be changed."""
    case, form = case_at(reference), SendBackForm(request.POST)
    decision = waiting_decision(case)
    if decision is None:
        return _dealt_with(request, reference)
    if not form.is_valid():
        return case_page(request, case, send_back=form)
    at, me, reason = clock.now(), signed_in(request), form.cleaned_data["reason"]
    return _signed(
        request,
        case,
        lambda: reject_decision(decision=decision, reason=reason, by=me, at=at),
        _("Sent back to the officer."),
    )


@allow(Permit.ANSWER_INQUIRY)
@form_of_a_case
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer a question or a fraud report."""
    case, form = case_at(reference), AnswerForm(request.POST)
    inquiry = getattr(case, "inquiry", None)
    if inquiry is None:
        raise Http404
    if not form.is_valid():
        return case_page(request, case, answer=form)
    try:
        reply(inquiry=inquiry, text=form.cleaned_data["text"], by=signed_in(request),
              at=clock.now())  # fmt: skip
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return case_page(request, case, answer=form)
    messages.success(request, _("Answered. The notice is on its way."))
    return redirect("desk:case", reference)


def _claim_of(case: Case) -> Claim:
    claim = claim_of(case)
    if claim is None:
        raise Http404
    return claim


def _preview(request: HttpRequest, claim: Claim, form: DecisionForm) -> HttpResponse:
    letter = preview_answer(
        claim=claim,
        outcome=form.cleaned_data["outcome"],
        amount=form.sum,
        reasons=form.cleaned_data["reasons"],
        officer=signed_in(request),
        at=clock.now(),
    )
    context = {
        "case": claim.case,
        "decision": form,
        "sum": form.sum,
        "outcome": Outcome(form.cleaned_data["outcome"]).label,
        "letter": render_letter(letter, "html"),
        "needs_second": needs_second_signature(form.sum),
    }
    return render(request, "backoffice/preview.html", context)


def _decide(request: HttpRequest, claim: Claim, form: DecisionForm) -> HttpResponse:
    decision = propose_decision(
        claim=claim,
        outcome=form.cleaned_data["outcome"],
        amount=form.sum,
        reasons=form.cleaned_data["reasons"],
        by=signed_in(request),
        at=clock.now(),
        version=form.cleaned_data["version"],
    )
    if decision.final_at is None:
        messages.info(request, _("The sum needs a second signature: the lead has it now."))
    else:
        messages.success(request, _("Decided: the letter and the notice are on the way."))
    return redirect("desk:case", claim.case.reference)


def _signed(
    request: HttpRequest, case: Case, act: Callable[[], Decision | None], told: str
) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    else:
        messages.success(request, told)
    return redirect("desk:case", case.reference)


def _dealt_with(request: HttpRequest, reference: str) -> HttpResponse:
    messages.info(request, _("This decision was dealt with already."))
    return redirect("desk:case", reference)
