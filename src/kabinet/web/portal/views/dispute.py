"""Ticked debits: settled at once where our own records prove them, else a claim."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.bills.models import Charge
from kabinet.bills.queries import visible_to
from kabinet.claims.actions import settle as settling
from kabinet.claims.queries.facts import offer_for
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.numbers.models import ConnectedService
from kabinet.web.policy import allow, signed_in as me
from kabinet.web.who import my_party

MOST = 50


@allow(Permit.OWN_CLAIMS)
@require_GET
def dispute(request: HttpRequest) -> HttpResponse:
    """Show what the records say of the ticked debits, and what can be done about them now."""
    ticked = _ticked(request, request.GET.getlist("charge"))
    if not ticked:
        messages.info(request, _("Tick the charges that you think are wrong, then go on."))
        return redirect("portal:charges")
    made = offer_for(ticked, party=my_party(request), at=clock.now())
    proved = {c.charge_id for c in made.charges} if made else set()
    return render(
        request,
        "portal/dispute.html",
        {
            "ticked": ticked,
            "offer": made,
            "proved": [c for c in ticked if c.pk in proved],
            "others": [c for c in ticked if c.pk not in proved],
            "stops": ConnectedService.objects.filter(pk__in=made.connected_ids if made else ()),
        },
    )


@allow(Permit.OWN_CLAIMS)
@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """Accept the offer: service off, money back, letter and notice, in one commit."""
    ids = [charge.pk for charge in _ticked(request, request.POST.getlist("charge"))]
    try:
        case = settling.settle(
            by=me(request), charge_ids=ids, language=get_language() or "ru", at=clock.now()
        )
    except Refused as refused:
        messages.error(request, str(refused.sentence))
        return redirect("portal:charges")
    return redirect("portal:claim", case.reference)


def _ticked(request: HttpRequest, typed: list[str]) -> list[Charge]:
    ids = [int(one) for one in typed if one.isdecimal()][:MOST]
    return list(
        visible_to(me(request))
        .filter(pk__in=ids)
        .select_related("connected", "number")
        .order_by("charged_at", "pk")
    )
