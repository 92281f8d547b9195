"""Deciding a claim, signing a colleague's decision, answering a question."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kabinet.access.rules import Permit
from kabinet.cases.models import Case
from kabinet.cases.states import CaseState
from kabinet.claims.actions import decide as deciding
from kabinet.claims.actions.replying import reply
from kabinet.claims.errors import BadDecision
from kabinet.claims.models import Claim, Decision
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.web.backoffice.forms import AnswerForm, DecisionForm, ReasonForm
from kabinet.web.backoffice.views.case import case_at, case_page
from kabinet.web.policy import allow, signed_in


@allow(POST=Permit.DECIDE_CLAIM)
@require_POST
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Decide; what does not agree comes back beside its field, with everything typed kept."""
    case, form = case_at(reference), DecisionForm(request.POST)
    claim = _claim_of(case)
    if not form.is_valid():
        return case_page(request, case, decision_form=form)
    try:
        decision = deciding.propose_decision(
            claim=claim,
            outcome=form.cleaned_data["outcome"],
            amount=form.sum,
            reasons=form.cleaned_data["reasons"],
            by=signed_in(request),
            at=clock.now(),
            version=form.cleaned_data["version"],
        )
    except BadDecision as bad:
        form.tell(bad.faults)
        return case_page(request, case, decision_form=form)
    except Refused as refused:
        form.add_error(None, str(refused.sentence) or _("This claim is decided already."))
        return case_page(request, case, decision_form=form)
    _tell(request, decision)
    return redirect("desk:case", reference)


@allow(POST=Permit.APPROVE_DECISION)
@require_POST
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """Sign a proposed decision as the second pair of eyes, or send it back with the reason."""
    case = case_at(reference)
    decision = _claim_of(case).decisions.filter(rejected_at=None, final_at=None).first()
    if decision is None or case.state != CaseState.PROPOSED:
        messages.info(request, _("This decision was dealt with already."))
        return redirect("desk:case", reference)
    try:
        if "reject" in request.POST:
            return _send_back(request, case, decision)
        deciding.approve_decision(decision=decision, by=signed_in(request), at=clock.now())
        messages.success(request, _("Signed: the money, the letter and the notice are on the way."))
    except Refused as refused:
        messages.error(request, str(refused.sentence) or _("This claim is decided already."))
    return redirect("desk:case", reference)


@allow(POST=Permit.ANSWER_INQUIRY)
@require_POST
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer a question or a fraud report."""
    case, form = case_at(reference), AnswerForm(request.POST)
    inquiry = getattr(case, "inquiry", None)
    if inquiry is None:
        raise Http404
    if not form.is_valid():
        return case_page(request, case, answer_form=form)
    try:
        reply(
            inquiry=inquiry,
            text=form.cleaned_data["text"],
            by=signed_in(request),
            at=clock.now(),
        )
    except Refused as refused:
        form.add_error(None, str(refused.sentence) or _("This was answered already."))
        return case_page(request, case, answer_form=form)
    messages.success(request, _("Answered. The notice is on its way."))
    return redirect("desk:case", reference)


def _claim_of(case: Case) -> Claim:
    claim = Claim.objects.filter(case=case).first()
    if claim is None:
        raise Http404
    return claim


def _send_back(request: HttpRequest, case: Case, decision: Decision) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say what should be changed."))
        return redirect("desk:case", case.reference)
    deciding.reject_decision(
        decision=decision,
        reason=form.cleaned_data["reason"],
        by=signed_in(request),
        at=clock.now(),
    )
    messages.success(request, _("Sent back to the officer."))
    return redirect("desk:case", case.reference)


def _tell(request: HttpRequest, decision: Decision) -> None:
    if decision.final_at is None:
        messages.info(request, _("The sum needs a second signature: the lead has it now."))
    else:
        messages.success(request, _("Decided: the letter and the notice are on the way."))
