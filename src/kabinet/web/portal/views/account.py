"""Numbers, balance, services and charges: what is mine, and who connected it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.bills import queries as bills
from kabinet.cases.queries import lists as cases
from kabinet.claims.queries.drafts import open_drafts_of
from kabinet.contracts import queries as contracts
from kabinet.kit import clock
from kabinet.numbers import queries as numbers
from kabinet.numbers.actions import stop_service
from kabinet.numbers.models import Number
from kabinet.web.policy import allow, signed_in as me


@allow(Permit.OWN_ACCOUNT)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show everything at one look: accounts with their numbers, the last charges, open matters."""
    mine = list(numbers.visible_to(me(request)).select_related("account__ledger"))
    return render(
        request,
        "portal/home.html",
        {
            "accounts": contracts.accounts_of(me(request)),
            "numbers": mine,
            "unproven": numbers.without_consent(mine),
            "charges": bills.latest(me(request), 5),
            "open_cases": cases.visible_to(me(request)).filter(closed_at=None)[:5],
            "drafts": open_drafts_of(me(request), clock.now()),
        },
    )


@allow(Permit.OWN_ACCOUNT)
@require_GET
def number(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show one number: each service, who connected it, when, by which channel and consent."""
    found = _mine(request, identifier)
    return render(
        request,
        "portal/number.html",
        {
            "number": found,
            "services": bills.services_with_debits(found),
            **_charges_page(request, number=found),
        },
    )


@allow(Permit.CHANGE_NUMBERS)
@require_POST
def stop(request: HttpRequest, identifier: str, connected_id: int) -> HttpResponse:
    """Stop a service: charging ends at this instant."""
    found = _mine(request, identifier)
    connected = found.services.filter(pk=connected_id, stopped_at=None).first()
    if connected is None:
        messages.info(request, _("This service is off already."))
    else:
        stop_service(connected=connected, by=me(request), at=clock.now())
        messages.success(request, _("The service is off. Nothing more is charged for it."))
    return redirect("portal:number", identifier)


@allow(Permit.SEE_MONEY, Permit.OWN_CLAIMS)
@require_GET
def charges(request: HttpRequest) -> HttpResponse:
    """List all charges by month, newest first; tick those that are wrong."""
    month = request.GET.get("month", "")
    return render(
        request,
        "portal/charges.html",
        {
            "months": bills.months_of(me(request)),
            "month": month,
            **_charges_page(request, month=month),
        },
    )


def _charges_page(
    request: HttpRequest, *, number: Number | None = None, month: str = ""
) -> dict[str, object]:
    after = request.GET.get("after", "")
    page = bills.page_of(me(request), number=number, month=month, after=after)
    asked = {"month": month} if month else {}
    return {
        "page": page,
        "older": f"?{urlencode({**asked, 'after': page.older})}" if page.older else "",
        "newer": f"?{urlencode(asked)}" if after else "",
    }


def _mine(request: HttpRequest, identifier: str) -> Number:
    found = (
        numbers.visible_to(me(request))
        .select_related("ledger", "account__contract")
        .filter(identifier=identifier)
        .first()
    )
    if found is None:
        raise Http404
    return found
