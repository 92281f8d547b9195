"""Transfers at the desks: what waits where, what stands in the way; carried out or refused."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.journal.actions import note
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.transfers import queries
from kabinet.transfers.actions import confirm, cut_over, refuse
from kabinet.transfers.errors import Hindered
from kabinet.transfers.models import Transfer
from kabinet.transfers.states import ENDS, WAITING
from kabinet.transfers.wording import sentence
from kabinet.web.files import letter_answer
from kabinet.web.forms import Form, LongField
from kabinet.web.policy import allow, permits_in, signed_in
from kabinet.web.timeline import whole_history

SIDES = {"giver": gettext_lazy("gives"), "receiver": gettext_lazy("receives")}


class FilterForm(Form):
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("all")), *((one.value, one.label) for one in WAITING)],
    )


class RefusalForm(Form):
    reason = LongField(
        label=gettext_lazy("Reason of the refusal"),
        help_text=gettext_lazy("Both parties will read it."),
        limit=1000,
        rows=3,
        error_messages={"required": gettext_lazy("Write the reason: both parties will read it.")},
    )


@allow(Permit.CARRY_OUT_ORDERS, Permit.MANAGE_COMPANIES, Permit.MEET_VISITORS)
@require_GET
def transfers(request: HttpRequest) -> HttpResponse:
    """List the live requests, the first to run out on top; what is ready, on demand."""
    form = FilterForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    page = queries.waiting(state=state, after=request.GET.get("after", ""))
    asked = {"state": state} if state else {}
    context = {
        "form": form,
        "rows": [{"transfer": one, "kind": queries.kind_of(one)} for one in page.transfers],
        "older": f"?{urlencode({**asked, 'after': page.after})}" if page.after else "",
        "newer": f"?{urlencode(asked)}" if request.GET.get("after") else "",
    }
    return render(request, "backoffice/transfers.html", context)


@allow(Permit.SEE_CASE)
@require_GET
def transfer(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one request; that it was looked at is written down."""
    found = transfer_at(reference)
    note(what="case.opened", about=found.case, at=clock.now(), by=signed_in(request))
    return shown(request, found, RefusalForm())


@allow(POST=Permit.CARRY_OUT_ORDERS)
@require_POST
def carry_out(request: HttpRequest, reference: str) -> HttpResponse:
    """Carry it out: all of it, or nothing, with the list of what is in the way."""
    found = transfer_at(reference)
    try:
        cut_over(transfer=found, by=signed_in(request), at=clock.now())
    except Hindered as refused:
        return shown(request, found, RefusalForm(), problems=[str(refused.sentence)])
    except Refused as refused:
        return _told(request, reference, refused)
    messages.success(request, _("Carried out: numbers and money have changed hands."))
    return redirect("desk:transfer", reference)


@allow(POST=(Permit.CARRY_OUT_ORDERS, Permit.MANAGE_COMPANIES))
@require_POST
def turn_down(request: HttpRequest, reference: str) -> HttpResponse:
    """Refuse with a reason; without one the form comes back."""
    found, form = transfer_at(reference), RefusalForm(request.POST)
    if not form.is_valid():
        return shown(request, found, form)
    reason, by = form.cleaned_data["reason"], signed_in(request)
    return _done(
        request,
        reference,
        lambda: refuse(transfer=found, reason=reason, by=by, at=clock.now()),
        _("Refused. Both parties are told."),
    )


@allow(POST=Permit.MANAGE_COMPANIES)
@require_POST
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    """Confirm the terms of the employees' programme, as the company's personal manager."""
    found, by = transfer_at(reference), signed_in(request)
    return _done(
        request,
        reference,
        lambda: confirm(transfer=found, by=by, at=clock.now()),
        _("Confirmed. The request goes on."),
    )


@allow(Permit.SEE_CASE)
@require_GET
def letter(_request: HttpRequest, reference: str, which: str, form: str) -> HttpResponse:
    """Give one of the two letters of a transfer carried out."""
    found = transfer_at(reference)
    kept = {"statement": found.statement, "welcome": found.welcome}.get(which)
    return letter_answer(kept, form, name=f"{reference}-{which}")


def transfer_at(reference: str) -> Transfer:
    found = queries.of_reference(reference)
    if found is None:
        raise Http404
    return found


def shown(
    request: HttpRequest, found: Transfer, refusal: RefusalForm, problems: Any = ()
) -> HttpResponse:
    at, is_live = clock.now(), found.state not in ENDS
    stops = queries.hindrances(found, at) if is_live else []
    context = {
        "transfer": found,
        "case": found.case,
        "kind": queries.kind_of(found),
        "brief": queries.brief(queries.parties_of(found), found.began_on),
        "stages": queries.stages(found),
        "stops": [{"side": SIDES[one.side], "text": sentence(one)} for one in stops],
        "is_live": is_live,
        "lines": found.lines.select_related("number", "from_account").order_by("pk")[:100],
        "history": whole_history(found.case),
        "may": permits_in(request),
        "refusal": refusal,
        "form": refusal,
        "problems": problems,
        "waits_for_manager": is_live
        and found.confirmed_at is None
        and "manager" in queries.kind_of(found).steps,
    }
    status = 422 if refusal.errors or problems else 200
    return render(request, "backoffice/transfer.html", context, status=status)


def _done(
    request: HttpRequest, reference: str, deed: Callable[[], object], told: str
) -> HttpResponse:
    try:
        deed()
    except Refused as refused:
        return _told(request, reference, refused)
    messages.success(request, told)
    return redirect("desk:transfer", reference)


def _told(request: HttpRequest, reference: str, refused: Refused) -> HttpResponse:
    messages.error(request, str(refused.sentence))
    return redirect("desk:transfer", reference)
