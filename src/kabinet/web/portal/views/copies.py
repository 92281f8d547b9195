"""A copy of my contract, with the terms as they were on any day, at once."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kabinet.access.rules import Permit
from kabinet.contracts.queries import visible_to as contracts_of
from kabinet.copies import queries
from kabinet.copies.actions import give_copy
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.offices.queries import office_day
from kabinet.web.files import letter_answer
from kabinet.web.forms import DayField, Form
from kabinet.web.policy import allow, signed_in as me

MOST = 20  # copies that the page lists


class CopyForm(Form):
    contract = forms.CharField(widget=forms.HiddenInput)
    on = DayField(label=_("Terms as they were on"), past=True)


@allow(Permit.OWN_ACCOUNT)
@require_http_methods(["GET", "POST"])
def copies(request: HttpRequest) -> HttpResponse:
    """Show my contracts with every edition of their terms; give a copy at once."""
    at, wrong = clock.now(), None
    contracts = list(contracts_of(me(request)).select_related("holder"))
    if request.method == "POST":
        contract = next((c for c in contracts if c.number == request.POST.get("contract")), None)
        if contract is None:
            raise Http404
        wrong = CopyForm(request.POST, prefix="")
        if wrong.is_valid():
            try:
                give_copy(contract=contract, on=wrong.cleaned_data["on"], by=me(request), at=at)
                messages.success(request, _("The copy is ready. Download it below."))
                return redirect("portal:copies")
            except Refused as refused:
                wrong.add_error("on", str(refused.sentence))
    today = office_day(at)
    rows = [
        {
            "contract": one,
            "form": wrong
            if wrong and wrong.data.get("contract") == one.number
            else CopyForm(initial={"contract": one.number, "on": today}, auto_id=f"id_{one.pk}_%s"),
            "editions": queries.editions_of(one),
        }
        for one in contracts
    ]
    page = {"rows": rows, "copies": queries.visible_to(me(request))[:MOST], "form": wrong}
    return render(request, "portal/copies.html", page, status=422 if wrong else 200)


@allow(Permit.OWN_ACCOUNT)
@require_GET
def copy(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    found = queries.visible_to(me(request)).filter(case__reference=reference).first()
    if found is None:
        raise Http404
    return letter_answer(found.letter, form, name=f"contract-{reference}")
