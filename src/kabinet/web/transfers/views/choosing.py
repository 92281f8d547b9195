"""What the receiver chooses: by his link, or signed in. One form, two doors."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from kabinet.access.models import User
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.transfers.actions import choose_tariffs, name_users
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries import tariffs_for
from kabinet.web.transfers.forms import TariffsForm, UsersForm

Again = Callable[..., HttpResponse]  # shows the page with what was typed
Onward = Callable[[], HttpResponse]


def take_tariffs(
    request: HttpRequest, found: Transfer, *, by: User | None, again: Again, onward: Onward
) -> HttpResponse:
    """Take a tariff for each number; what is not complete comes back as it was typed."""
    at = clock.now()
    form = TariffsForm(request.POST, lines=_lines(found), tariffs=tariffs_for(found, at))
    if not form.is_valid():
        return again(tariffs=form, form=form)
    try:
        choose_tariffs(transfer=found, chosen=form.chosen(), by=by, at=at)
    except Refused as refused:
        return again(problems=[str(refused.sentence)])
    return onward()


def take_users(
    request: HttpRequest, found: Transfer, *, by: User | None, again: Again, onward: Onward
) -> HttpResponse:
    """Take who will use each number; what is not complete comes back as it was typed."""
    form = UsersForm(request.POST, lines=_lines(found))
    if not form.is_valid():
        return again(users=form, form=form)
    try:
        name_users(transfer=found, users=form.named(), by=by, at=clock.now())
    except Refused as refused:
        return again(problems=[str(refused.sentence)])
    return onward()


def _lines(found: Transfer) -> list[Any]:
    return list(found.lines.select_related("number").order_by("number__identifier"))
