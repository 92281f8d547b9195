"""Free numbers to choose from: ordered at once, or kept for a while."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from kabinet.access.rules import Permit
from kabinet.kit import clock
from kabinet.numbers.queries import free_stock
from kabinet.orders.queries.facts import account_of
from kabinet.pack.queries import operator_pack
from kabinet.web.policy import allow, signed_in as me

PAGE = 40


@allow(Permit.CHANGE_NUMBERS)
@require_GET
def free(request: HttpRequest) -> HttpResponse:
    """Show free numbers of the holder's region, some digits of them if he asks."""
    holder = me(request).holder
    account = account_of(holder) if holder else None
    typed = re.sub(r"\D", "", request.GET.get("q", ""))[:11]
    after = request.GET.get("after", "")
    numbers = []
    if account is not None:
        found = free_stock(account.region, clock.now())
        if typed:
            found = found.filter(identifier__contains=typed)
        if after:
            found = found.filter(identifier__gt=after)
        numbers = list(found[: PAGE + 1])
    shown = [one.identifier for one in numbers[:PAGE]]
    asked = {"q": typed} if typed else {}
    older = {**asked, "after": shown[-1]} if len(numbers) > PAGE else {}
    return render(
        request,
        "portal/free.html",
        {
            "numbers": shown,
            "typed": typed,
            "days": operator_pack().setting("orders.reserved_days"),
            "older": f"?{urlencode(older)}" if older else "",
            "newer": f"?{urlencode(asked)}" if after else "",
        },
    )
