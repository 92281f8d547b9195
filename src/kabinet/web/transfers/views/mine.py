"""Transfers in the account: of the giver, and of a receiver who has signed in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.transfers import queries
from kabinet.transfers.actions import invite_again, withdraw
from kabinet.transfers.models import Transfer
from kabinet.transfers.states import Side
from kabinet.web.files import letter_answer
from kabinet.web.policy import allow, permits_in, signed_in as me
from kabinet.web.transfers.pages import letter_of, page_of, receiver_of, rows_of
from kabinet.web.transfers.views.choosing import take_tariffs, take_users

PAGE = 50


@allow(Permit.OWN_ACCOUNT)
@require_GET
def transfers(request: HttpRequest) -> HttpResponse:
    """List what one gives and receives, the newest first."""
    after = request.GET.get("after", "")
    found = queries.visible_to(me(request))
    if after.isdecimal():
        found = found.filter(pk__lt=int(after))
    shown = list(found[: PAGE + 1])
    older = f"?after={shown[PAGE - 1].pk}" if len(shown) > PAGE else ""
    context = {
        "permits": permits_in(request),
        "rows": rows_of(shown[:PAGE], me(request)),
        "older": older,
        "newer": reverse("transfers:list") if after else "",
    }
    return render(request, "transfers/list.html", context)


@allow(Permit.OWN_ACCOUNT)
@require_GET
def transfer(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one request: how far it is, what is in the way, what each side must do."""
    return shown(request, mine(request, reference))


@allow(POST=Permit.HAND_OVER)
@require_POST
def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    found = mine(request, reference)
    try:
        withdraw(transfer=found, side=_side(request, found), by=me(request), at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    else:
        messages.success(request, _("The request is withdrawn. Nothing has changed hands."))
    return redirect("transfers:transfer", reference)


@allow(POST=Permit.HAND_OVER)
@require_POST
def send_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the receiver his link once more."""
    found = mine(request, reference)
    if _side(request, found) != Side.GIVER:
        raise Http404
    try:
        invite_again(
            transfer=found,
            by=me(request),
            at=clock.now(),
            link=lambda token: request.build_absolute_uri(reverse("invited:door", args=[token])),
        )
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    else:
        messages.success(request, _("The link is on its way again."))
    return redirect("transfers:transfer", reference)


@allow(POST=Permit.HAND_OVER)
@require_POST
def tariffs(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the receiver's tariffs; a form that is not complete comes back as it was typed."""
    found = mine(request, reference)
    return take_tariffs(request, found, by=me(request), **_doors(request, found))


@allow(POST=Permit.HAND_OVER)
@require_POST
def users(request: HttpRequest, reference: str) -> HttpResponse:
    found = mine(request, reference)
    return take_users(request, found, by=me(request), **_doors(request, found))


@allow(Permit.OWN_ACCOUNT)
@require_GET
def letter(request: HttpRequest, reference: str, which: str, form: str) -> HttpResponse:
    """Give one's own letter of a transfer carried out; the other side's does not exist."""
    found = mine(request, reference)
    wanted = {"statement": Side.GIVER, "welcome": Side.RECEIVER}.get(which)
    side = _side(request, found)
    kept = letter_of(found, side) if side == wanted else None
    return letter_answer(kept, form, name=f"{reference}-{which}")


def mine(request: HttpRequest, reference: str) -> Transfer:
    found = queries.visible_to(me(request)).filter(case__reference=reference).first()
    if found is None:
        raise Http404
    return found


def shown(request: HttpRequest, found: Transfer, **typed: object) -> HttpResponse:
    """Render the page of somebody who is signed in; `typed` are forms that were refused."""
    reference = found.case.reference
    side = _side(request, found)
    page = page_of(found, side, clock.now(), lambda name: _address(name, reference))
    which = "statement" if side == Side.GIVER else "welcome"
    context = {
        **page,
        "other": _other(found, side),
        "letter_url": reverse("transfers:letter", args=[reference, which, "pdf"])[: -len("pdf")],
        **typed,
    }
    return render(request, "transfers/transfer.html", context, status=422 if typed else 200)


def _doors(request: HttpRequest, found: Transfer) -> dict[str, Any]:
    """Tell where a form of the receiver leads: back with its faults, or on."""
    return {
        "again": lambda **typed: shown(request, found, **typed),
        "onward": lambda: redirect("transfers:transfer", found.case.reference),
    }


def _address(name: str, reference: str) -> str:
    """Papers and visits of whoever is signed in have pages of their own."""
    room = "portal" if name in {"papers", "visit"} else "transfers"
    return reverse(f"{room}:{name}", args=[reference])


def _side(request: HttpRequest, found: Transfer) -> str:
    side = queries.side_of(found, me(request))
    if side is None:
        raise Http404
    return side


def _other(found: Transfer, side: str) -> str:
    return receiver_of(found) if side == Side.GIVER else found.giver.full_name
