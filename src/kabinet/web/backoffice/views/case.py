"""One case: the letter, the facts beside it, the clocks, the history, notes among colleagues."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.cases import actions
from kabinet.cases.models import Case
from kabinet.cases.states import CaseState, Desk
from kabinet.claims.models import Claim
from kabinet.claims.queries.facts import facts_of
from kabinet.claims.queries.papers import letter_of
from kabinet.documents.models import StoredFile
from kabinet.documents.queries import render as render_letter
from kabinet.journal.actions import note
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.mailroom.queries import messages_about
from kabinet.pack.queries import operator_pack
from kabinet.web.backoffice.forms import AnswerForm, DecisionForm
from kabinet.web.deadlines import all_shown
from kabinet.web.draft.pages import claim_checks
from kabinet.web.files import file_answer, letter_answer
from kabinet.web.forms import Form, LongField
from kabinet.web.policy import allow, permits_in, signed_in
from kabinet.web.timeline import whole_history


class NoteForm(Form):
    text = LongField(label=gettext_lazy("Note for colleagues"), limit=4000, rows=3)


class RouteForm(Form):
    desk = forms.ChoiceField(label=gettext_lazy("To the desk"), choices=Desk.choices)
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


@allow(Permit.SEE_CASE)
@require_GET
def case(request: HttpRequest, reference: str) -> HttpResponse:
    return case_page(request, case_at(reference))


@allow(POST=Permit.TAKE_CASE)
@require_POST
def take(request: HttpRequest, reference: str) -> HttpResponse:
    found = case_at(reference)
    return _done(request, found, lambda: actions.take(case=found, **_by(request)))


@allow(POST=Permit.ROUTE_CASE)
@require_POST
def route(request: HttpRequest, reference: str) -> HttpResponse:
    """Send it to another desk; a form that is not complete comes back as it was typed."""
    found, form = case_at(reference), RouteForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, route_form=form)
    return _done(
        request, found, lambda: actions.route(case=found, **form.cleaned_data, **_by(request))
    )


@allow(POST=Permit.WRITE_NOTE)
@require_POST
def write_note(request: HttpRequest, reference: str) -> HttpResponse:
    found, form = case_at(reference), NoteForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, note_form=form)
    text = form.cleaned_data["text"]
    return _done(
        request, found, lambda: actions.add_internal_note(case=found, text=text, **_by(request))
    )


@allow(POST=Permit.TAKE_CASE)
@require_POST
def clock_(request: HttpRequest, reference: str, clock_id: int) -> HttpResponse:
    """Pause a clock for a reason of its rule, or let it run on."""
    found = case_at(reference)
    one = found.clocks.filter(pk=clock_id).first()
    if one is None:
        raise Http404
    if "resume" in request.POST:
        return _done(request, found, lambda: actions.resume_clock(clock=one, **_by(request)))
    reason = request.POST.get("reason", "")
    return _done(
        request, found, lambda: actions.pause_clock(clock=one, reason=reason, **_by(request))
    )


@allow(Permit.SEE_CASE)
@require_GET
def evidence(request: HttpRequest, reference: str, token: str) -> HttpResponse:
    """Give a file of the case as a download; the reading is written down first."""
    found = case_at(reference)
    file = _files_of(found).filter(token=token).first()
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
    found = (
        Case.objects.select_related(
            "entry", "assignee", "party", "number", "account__ledger", "account__contract"
        )
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise Http404
    return found


def case_page(
    request: HttpRequest,
    found: Case,
    *,
    note_form: Form | None = None,
    route_form: Form | None = None,
    decision_form: Form | None = None,
    answer_form: Form | None = None,
) -> HttpResponse:
    """Show the case; a form that was refused is shown as it was typed."""
    claim = Claim.objects.filter(case=found).select_related("letter", "case").first()
    if claim is not None:
        claim.case = found
    forms_given = (note_form, route_form, decision_form, answer_form)
    context: dict[str, Any] = {
        "case": found,
        "claim": claim,
        "facts": facts_of(claim) if claim else None,
        "checks": claim_checks(claim) if claim else [],
        "letter": render_letter(claim.letter, "html") if claim else "",
        "inquiry": getattr(found, "inquiry", None),
        "files": list(_files_of(found)),
        "clocks": [_with_reasons(one) for one in all_shown(found.clocks.order_by("due_at", "pk"))],
        "history": whole_history(found),
        "messages_sent": messages_about(found),
        "notes": found.internal_notes.select_related("by").order_by("-pk"),
        "note_form": note_form or NoteForm(),
        "route_form": route_form or RouteForm(initial={"desk": found.desk}),
        "decision_form": decision_form or DecisionForm(initial={"version": found.version}),
        "answer_form": answer_form or AnswerForm(),
        "is_mine": found.assignee_id == request.user.pk,
        "is_decidable": found.state in {CaseState.REGISTERED, CaseState.EXAMINED},
        "may": {permit.value for permit in permits_in(request)},
        "now": clock.now(),
        "form": next((form for form in forms_given if form is not None), None),
    }
    is_refused = any(form is not None for form in forms_given)
    return render(request, "backoffice/case.html", context, status=422 if is_refused else 200)


def _with_reasons(one: Any) -> dict[str, Any]:
    rule = operator_pack().clock_editions.get(one.clock.rule, ())
    reasons = [
        (reason, PAUSE_REASONS.get(reason, reason))
        for reason in (rule[-1].pause_reasons if rule and rule[-1].pausable else ())
    ]
    return {"shown": one, "reasons": reasons}


PAUSE_REASONS = {
    "awaiting_customer": gettext_lazy("waiting for the customer"),
    "awaiting_esia": gettext_lazy("waiting for Gosuslugi"),
    "awaiting_user_confirmation": gettext_lazy("waiting for the user's confirmation"),
    "lawful_suspension": gettext_lazy("suspended by law"),
}


def _files_of(found: Case) -> Any:
    """List the files of a case: a claim's evidence, or what came with a question."""
    files = StoredFile.objects.filter(claim_evidence__case=found) | StoredFile.objects.filter(
        inquiry_attachments__case=found
    )
    return files.distinct().order_by("pk")


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": signed_in(request), "at": clock.now()}


def _done(request: HttpRequest, found: Case, act: Any) -> HttpResponse:
    """Do it; a refusal is told above the page, and nothing has changed."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused.sentence) or _("This cannot be done now."))
    return redirect("desk:case", found.reference)
