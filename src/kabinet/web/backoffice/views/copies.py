"""Copies of contracts at the counter: asked for, handed over the same day, or complained of."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from kabinet.access.rules import Permit
from kabinet.copies import queries
from kabinet.copies.actions import ask_copy, hand_over_copy
from kabinet.copies.models import ContractCopy
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.offices.queries import office_day
from kabinet.payments.queries.places import find_place
from kabinet.web.backoffice.money import PlaceForm
from kabinet.web.deadlines import shown
from kabinet.web.files import letter_answer
from kabinet.web.forms import DayField, Form
from kabinet.web.policy import allow, signed_in


class DateForm(Form):
    on = DayField(label=gettext_lazy("Terms as they were on"), past=True)


@allow(Permit.MEET_VISITORS)
@require_http_methods(["GET", "POST"])
def copies(request: HttpRequest) -> HttpResponse:
    """Find a contract by number or account, and write down that its copy was asked for."""
    at = clock.now()
    typed = request.POST.get("to", request.GET.get("to"))
    form = PlaceForm({"to": typed} if typed is not None else None)
    place = find_place(form.cleaned_data["to"]) if form.is_valid() else None
    if form.is_bound and place is None and not form.errors:
        form.add_error("to", _("Nothing of ours is called so. Check the number."))
    date_form = DateForm(initial={"on": office_day(at)})
    if request.method == "POST" and place is not None:
        date_form = DateForm(request.POST)
        if date_form.is_valid():
            contract, on = place.account.contract, date_form.cleaned_data["on"]
            try:
                copy, _code = ask_copy(contract=contract, on=on, by=signed_in(request), at=at)
                return redirect("desk:copy", copy.case.reference)
            except Refused as refused:
                date_form.add_error("on", str(refused.sentence))
    shown_page = {
        "form": form,
        "place": place,
        "date_form": date_form,
        "editions": queries.editions_of(place.account.contract) if place else [],
        "waiting": queries.waiting(),
        "now": at,
    }
    wrong = form.errors or date_form.errors
    return render(request, "backoffice/copies.html", shown_page, status=422 if wrong else 200)


@allow(Permit.MEET_VISITORS)
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a request; hand the copy over."""
    found, problems = _copy(reference), []
    if request.method == "POST":
        try:
            hand_over_copy(copy=found, by=signed_in(request), at=clock.now())
            return redirect("desk:copy", reference)
        except Refused as refused:
            problems.append(refused.sentence)
    page: dict[str, Any] = {"copy": found, "problems": problems}
    page["clocks"] = shown(found.case.clocks.all())
    return render(request, "backoffice/copy.html", page, status=422 if problems else 200)


@allow(Permit.MEET_VISITORS)
@require_GET
def paper(_request: HttpRequest, reference: str, form: str) -> HttpResponse:
    return letter_answer(_copy(reference).letter, form, name=f"contract-{reference}")


def _copy(reference: str) -> ContractCopy:
    found = queries.copy_of(reference)
    if found is None:
        raise Http404
    return found
