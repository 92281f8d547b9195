"""A change of an owner's data at the desk: the proof beside each field, accepted or refused."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.cases.models import Case
from kabinet.journal.actions import note
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.owners.actions import Verdict, decide_change
from kabinet.owners.models import OwnerChange
from kabinet.owners.queries import change_of
from kabinet.web.backoffice.views.case import case_at
from kabinet.web.deadlines import all_shown
from kabinet.web.files import file_answer
from kabinet.web.owners import lines_of
from kabinet.web.policy import allow, permits_in, signed_in
from kabinet.web.timeline import whole_history


@allow(Permit.SEE_CASE)
@require_GET
def owner(request: HttpRequest, reference: str) -> HttpResponse:
    return _page(request, _change(reference))


@allow(Permit.JUDGE_OWNER_DATA)
@require_GET
def proof(request: HttpRequest, reference: str, token: str) -> HttpResponse:
    """Give a proof as a download; the reading is written down first."""
    found = _change(reference)
    file = found.proof.filter(token=token).first()
    if file is None:
        raise Http404
    note(
        what="evidence.opened",
        about=found.case,
        at=clock.now(),
        by=signed_in(request),
        data={"file": file.pk},
        is_reading=True,
    )
    return file_answer(file)


@allow(POST=Permit.JUDGE_OWNER_DATA)
@require_POST
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    found = _change(reference)
    verdicts = {
        one.name: Verdict(
            accepted=request.POST.get(f"verdict_{one.name}") == "accept",
            reason=request.POST.get(f"reason_{one.name}", ""),
        )
        for one in found.fields.all()
        if request.POST.get(f"verdict_{one.name}") in {"accept", "refuse"}
    }
    try:
        decide_change(
            case=found.case,
            verdicts=verdicts,
            by=signed_in(request),
            at=clock.now(),
            passport_number=request.POST.get("passport_number", ""),
        )
    except Refused as refused:
        return _page(request, found, problem=str(refused.sentence))
    messages.success(request, _("Decided. The owner is told."))
    return redirect("desk:owner", reference)


def _change(reference: str) -> OwnerChange:
    case: Case = case_at(reference)
    found = change_of(case)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: OwnerChange, *, problem: str = "") -> HttpResponse:
    context = {
        "change": found,
        "case": found.case,
        "lines": [
            (
                line,
                request.POST.get(f"verdict_{line.field.name}", ""),
                request.POST.get(f"reason_{line.field.name}", line.field.reason),
            )
            for line in lines_of(found)
        ],
        "clocks": all_shown(found.case.clocks.order_by("due_at", "pk")),
        "history": whole_history(found.case),
        "is_open": found.case.closed_at is None,
        "passport_number": request.POST.get("passport_number", ""),
        "problems": [problem] if problem else [],
        "may": permits_in(request),
        "now": clock.now(),
    }
    return render(request, "backoffice/owner.html", context, status=422 if problem else 200)
