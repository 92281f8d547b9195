"""The till of a showroom: find whose account it is, take the money, hand out the receipt."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kabinet.access.rules import Permit
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.kit.ids import token as new_token
from kabinet.payments.actions import take_payment
from kabinet.payments.models import Payment
from kabinet.payments.queries import lists
from kabinet.payments.queries.places import Place, find_place
from kabinet.web.backoffice.money import PlaceForm, TillForm
from kabinet.web.files import letter_answer
from kabinet.web.policy import allow, signed_in


@allow(Permit.TAKE_PAYMENTS)
@require_http_methods(["GET", "POST"])
def till(request: HttpRequest) -> HttpResponse:
    """Find a number or an account, take money for it."""
    if request.method == "POST":
        return _take(request)
    form = PlaceForm(request.GET if "to" in request.GET else None)
    place = find_place(form.cleaned_data["to"]) if form.is_valid() else None
    if form.is_bound and place is None and not form.errors:
        form.add_error("to", _("Nothing of ours is called so. Check the number."))
    return _page(request, form, place, _sheet(place) if place else None)


@allow(Permit.TAKE_PAYMENTS)
@require_GET
def taken(request: HttpRequest, token: str) -> HttpResponse:
    """Tell what was taken; the receipt can be printed again."""
    payment = _payment(token)
    balance = Place(payment.account, payment.number).balance
    return render(request, "backoffice/taken.html", {"payment": payment, "balance": balance})


@allow(Permit.TAKE_PAYMENTS)
@require_GET
def receipt(_request: HttpRequest, token: str, form: str) -> HttpResponse:
    payment = _payment(token)
    return letter_answer(payment.receipt, form, name=f"receipt-{payment.pk}")


def _take(request: HttpRequest) -> HttpResponse:
    form = TillForm(request.POST)
    place = find_place(request.POST.get("to", ""))
    if place is None:
        raise Http404
    if form.is_valid():
        said = form.cleaned_data
        try:
            payment = take_payment(
                place=place,
                amount=said["amount"],
                payer=said["payer"],
                form=said["form"],
                by=signed_in(request),
                at=clock.now(),
            )
        except Refused as refused:
            form.add_error("amount", str(refused.sentence))
        else:
            return redirect("desk:taken", payment.token)
    return _page(request, PlaceForm({"to": place.name}), place, form)


def _page(
    request: HttpRequest, form: PlaceForm, place: Place | None, sheet: TillForm | None
) -> HttpResponse:
    wrong = form.errors or (sheet and sheet.errors)
    latest = lists.at_till(signed_in(request))
    shown = {"form": form, "place": place, "sheet": sheet, "latest": latest}
    return render(request, "backoffice/till.html", shown, status=422 if wrong else 200)


def _sheet(place: Place) -> TillForm:
    """Lay out a new sheet: a debt is proposed to be paid."""
    balance = place.balance
    owed = -balance if balance < 0 else None
    return TillForm(initial={"to": place.name, "form": new_token(), "amount": owed})


def _payment(token: str) -> Payment:
    found = lists.payment_of(token)
    if found is None or found.receipt is None:
        raise Http404
    return found
