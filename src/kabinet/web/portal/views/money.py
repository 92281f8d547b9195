"""Balance and debt, and how to pay: requisites, and the code that a bank's app reads."""

import io
import re

import segno
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.contracts.queries import accounts_of
from kabinet.kit import clock
from kabinet.kit.money import Money
from kabinet.numbers.queries import visible_to as numbers_of
from kabinet.payments.actions import cover_debts
from kabinet.payments.queries import lists
from kabinet.payments.queries.debts import debts_visible_to
from kabinet.payments.queries.paying import bank, code_for, purpose_of
from kabinet.payments.queries.places import Place
from kabinet.web.forms import Form, MoneyField, as_typed
from kabinet.web.policy import allow, signed_in as me

PAGE = 25


class SumForm(Form):
    to = forms.CharField(widget=forms.HiddenInput)
    amount = MoneyField(label=_("Sum"), required=False)


@allow(Permit.SEE_MONEY)
@require_GET
def money(request: HttpRequest) -> HttpResponse:
    """Show what stands on each account, what is owed, and what came in."""
    after = request.GET.get("after", "")
    payments = lists.visible_to(me(request))
    if after.isdecimal():
        payments = payments.filter(pk__lt=int(after))
    came = list(payments.order_by("-pk")[: PAGE + 1])
    older = f"?{urlencode({'after': came[PAGE - 1].pk})}" if len(came) > PAGE else ""
    debts = debts_visible_to(me(request))
    return render(
        request,
        "portal/money.html",
        {
            "accounts": accounts_of(me(request)),
            "debts": debts,
            "coverable": sorted(
                {one.account for one in debts if one.number and one.account.ledger.balance > 0},
                key=lambda account: account.number,
            ),
            "owed": sum((one.amount for one in debts), Money(0)),
            "payments": came[:PAGE],
            "older": older,
            "newer": request.path if after else "",
        },
    )


@allow(Permit.SEE_MONEY)
@require_POST
def cover(request: HttpRequest) -> HttpResponse:
    """Pay what the numbers owe out of what stands on their account."""
    account = accounts_of(me(request)).filter(number=request.POST.get("account", "")).first()
    if account is None:
        raise Http404
    moved = cover_debts(account=account, by=me(request), at=clock.now())
    if moved:
        told = _("Paid out of the account: %(sum)s.")
        messages.success(request, told % {"sum": as_typed(moved)})
    return redirect("portal:money")


@allow(Permit.SEE_MONEY)
@require_GET
def pay(request: HttpRequest) -> HttpResponse:
    """Show requisites and the payment code for one account or number, with a sum if one is said."""
    place = _place(request)
    form = SumForm({"to": place.name, **_asked(request, place)})
    amount = form.cleaned_data.get("amount") if form.is_valid() else None
    said: dict[str, str | int] = {"to": place.name, "amount": int(amount or 0)}
    return render(
        request,
        "portal/pay.html",
        {
            "place": place,
            "form": form,
            "amount": amount,
            "bank": bank(),
            "purpose": purpose_of(place),
            "code": f"{reverse('portal:pay_code')}?{urlencode(said)}",
        },
        status=422 if form.errors else 200,
    )


@allow(Permit.SEE_MONEY)
@require_GET
def code(request: HttpRequest) -> HttpResponse:
    """Draw the payment code."""
    typed = request.GET.get("amount", "")
    amount = Money(int(typed)) if re.fullmatch(r"[0-9]{1,14}", typed) else None
    drawn = io.BytesIO()
    said = code_for(_place(request), amount)
    segno.make(said, error="m", micro=False, encoding="utf-8").save(
        drawn, kind="svg", scale=4, light="#fff", dark="#000"
    )
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def _asked(request: HttpRequest, place: Place) -> dict[str, str]:
    """Take the sum that was typed, or propose to pay what is owed."""
    if "amount" in request.GET:
        return {"amount": request.GET["amount"]}
    balance = place.balance
    return {"amount": as_typed(-balance)} if balance < 0 else {}


def _place(request: HttpRequest) -> Place:
    """Find one of my own accounts or numbers; a stranger's is not there."""
    typed = request.GET.get("to", "")
    mine = accounts_of(me(request)).filter(number=typed).first()
    if mine is not None:
        return Place(mine)
    beside = ("account__ledger", "account__contract", "ledger")
    number = numbers_of(me(request)).select_related(*beside).filter(identifier=typed).first()
    if number is None:
        raise Http404
    return Place(number.account, number)
