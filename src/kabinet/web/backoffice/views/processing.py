"""The processing centre: orders by time left, their rows done, refused, asked about, in bulk."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET

from kabinet.access.rules import Permit
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.orders import actions
from kabinet.orders.models import Order
from kabinet.orders.queries.drafts import sentence_in
from kabinet.orders.queries.lists import desk, lines_of, order_of, progress_of, what_is_done
from kabinet.orders.states import ACTIONS, LineState, action_name
from kabinet.web.backoffice.next_page import onward
from kabinet.web.policy import allow, signed_in
from kabinet.web.templatetags.kabinet import language

MOST_TICKED = 200


@allow(Permit.CARRY_OUT_ORDERS)
@require_GET
def processing(request: HttpRequest) -> HttpResponse:
    """Show the orders that wait, the least time left first."""
    at = clock.now()
    action, after = request.GET.get("action", ""), request.GET.get("after", "")
    page = desk(at, action=action if action in ACTIONS else "", after=after)
    doing = what_is_done(page.orders)
    asked = {"action": action} if action else {}
    return render(
        request,
        "backoffice/processing.html",
        {
            "rows": [
                (one, [(action_name(name), count) for name, count in doing.get(one.pk, ())])
                for one in page.orders
            ],
            "actions": [(str(name), f"?action={code}", code == action) for code, name in _kinds()],
            "action": action,
            "older": f"?{urlencode({**asked, 'after': page.after})}" if page.after else "",
            "newer": f"?{urlencode(asked)}" if after else "",
            "now": at,
        },
    )


@allow(Permit.CARRY_OUT_ORDERS)
def carry_out_ticked(request: HttpRequest) -> HttpResponse:
    """Have every waiting row of the ticked orders done; one that is not possible stops no other."""
    if request.method != "POST":
        return redirect("desk:processing")
    count = 0
    for reference in dict.fromkeys(request.POST.getlist("order")[:MOST_TICKED]):
        found = order_of(reference)
        if found is None:
            continue
        try:
            count += actions.approve(order=found, lines=None, by=signed_in(request), at=clock.now())
        except Refused as refused:
            messages.warning(request, f"{reference}: {refused.sentence}")
    _tell(request, count)
    return redirect(onward(request, "desk:processing"))


@allow(Permit.CARRY_OUT_ORDERS)
def order(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the rows of an order; do, refuse or ask about those that are ticked, or about all."""
    found = order_of(reference)
    if found is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            _tell(request, _decide(request, found))
            return redirect("desk:order", reference)
        except Refused as refused:
            problem = str(refused.sentence)
    state, after = request.GET.get("state", ""), request.GET.get("after", "")
    page, asked = lines_of(found, state=state, after=after), {"state": state} if state else {}
    progress = progress_of(found)
    answer = render(
        request,
        "backoffice/order.html",
        {
            "order": found,
            "case": found.case,
            "progress": progress,
            "waiting": progress.counts.get(LineState.WAITING, 0),
            "lines": [
                (one, sentence_in(one.reason, one.detail, language()) if one.reason else "")
                for one in page.lines
            ],
            "state": state,
            "problem": problem,
            "typed": request.POST.get("text", ""),
            "older": f"?{urlencode({**asked, 'after': page.after})}" if page.after else "",
            "newer": f"?{urlencode(asked)}" if after else "",
            "now": clock.now(),
        },
        status=422 if problem else 200,
    )
    if progress.counts.get(LineState.QUEUED) and not problem:
        answer["Refresh"] = "4"
    return answer


def _decide(request: HttpRequest, found: Order) -> int:
    ticked = [int(one) for one in request.POST.getlist("line") if one.isdecimal()]
    act, text = request.POST.get("act", ""), request.POST.get("text", "")
    told: dict[str, Any] = {
        "order": found,
        "lines": None if request.POST.get("whole") else ticked,
        "by": signed_in(request),
        "at": clock.now(),
    }
    if act == "refuse":
        return actions.refuse(reason=text, **told)
    if act == "ask":
        return actions.ask(question=text, **told)
    return actions.approve(**told)


def _tell(request: HttpRequest, count: int) -> None:
    if count:
        told = ngettext("%(n)s row is on its way.", "%(n)s rows are on their way.", count)
        messages.success(request, told % {"n": count})
    else:
        messages.info(request, _("Tick the rows first."))


def _kinds() -> list[tuple[str, object]]:
    return [("", _("All")), *((str(code), name) for code, name in ACTIONS.items())]
