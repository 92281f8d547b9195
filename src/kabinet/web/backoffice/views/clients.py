"""Applications of new clients: looked at, taken on in one commit, or refused with a reason."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kabinet.access.rules import Permit
from kabinet.applications.actions import refuse_application, take_on
from kabinet.applications.models import Application
from kabinet.applications.queries import (
    application_of,
    free_numbers,
    known_party,
    open_applications,
    others_with,
)
from kabinet.applications.rules import wrong_in
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.web.deadlines import shown
from kabinet.web.forms import Form, LongField
from kabinet.web.policy import allow, signed_in

FEW = 10  # numbers that the page names


class RefuseForm(Form):
    reason = LongField(
        label=_("Why it is refused"),
        help_text=_("The applicant reads it as it stands."),
        limit=1000,
        rows=3,
        error_messages={"required": _("Write the reason: the applicant reads it.")},
    )


@allow(Permit.REGISTER_CLIENTS)
@require_GET
def applications(request: HttpRequest) -> HttpResponse:
    """List the applications that wait, the most urgent first."""
    rows = open_applications()
    return render(request, "backoffice/applications.html", {"rows": rows, "now": clock.now()})


@allow(Permit.REGISTER_CLIENTS)
@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what was applied for, what speaks against it, and what would become of it."""
    found = application_of(reference)
    if found is None:
        raise Http404
    form, problems = RefuseForm(), []
    if request.method == "POST":
        form = RefuseForm(request.POST) if "refuse" in request.POST else RefuseForm()
        try:
            if told := _decide(request, found, form):
                messages.success(request, told)
                return redirect("desk:application", reference)
        except Refused as refused:
            problems.append(refused.sentence)
    facts = _facts(found) if found.case.closed_at is None else {}
    return render(
        request,
        "backoffice/application.html",
        {
            "application": found,
            "form": form,
            "problems": problems,
            "others": others_with(found),
            "clocks": shown(found.case.clocks.all()),
            **facts,
        },
        status=422 if problems or form.errors else 200,
    )


def _decide(request: HttpRequest, found: Application, form: RefuseForm) -> Any:
    by, at = signed_in(request), clock.now()
    if "take_on" in request.POST:
        contract = take_on(application=found, by=by, at=at)
        return _("A client: contract %(number)s.") % {"number": contract.number}
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        refuse_application(application=found, reason=reason, by=by, at=at)
        return _("Refused; the applicant is told.")
    return ""


def _facts(found: Application) -> dict[str, Any]:
    """Gather what stands in the way, and the numbers that he would get."""
    numbers, wrong = free_numbers(found, clock.now()), wrong_in(vars(found))
    known = known_party(found.inn)
    return {
        "wrong": [str(one) for one in wrong],
        "known": known,
        "numbers": numbers[:FEW],
        "free": len(numbers),
        "is_ready": not wrong and known is None and len(numbers) >= found.quantity,
    }
