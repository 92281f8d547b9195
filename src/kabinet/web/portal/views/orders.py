"""Orders: what to do with which numbers, checked first, filed, followed to their end."""

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.catalog.queries import name_of
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.orders import actions
from kabinet.orders.models import Order, OrderDraft, OrderLine
from kabinet.orders.queries.drafts import (
    MOST_SHOWN,
    Verdict,
    counts_of,
    draft_of,
    sentence_in,
    unpack,
)
from kabinet.orders.queries.lists import lines_of, progress_of, visible_to, with_counts
from kabinet.orders.sheets.writing import WRITERS
from kabinet.orders.states import LineState, action_name, sentence_of
from kabinet.web.deadlines import shown as clocks_shown
from kabinet.web.files import download
from kabinet.web.policy import allow, signed_in as me
from kabinet.web.portal.register.chosen import chosen, forget
from kabinet.web.portal.register.forms import OrderForm
from kabinet.web.portal.register.schedule import ScheduleForm
from kabinet.web.timeline import timeline_items

REFUSED = 422
_REFRESH = "4"  # seconds


@allow(Permit.CHANGE_NUMBERS)
@require_GET
def orders(request: HttpRequest) -> HttpResponse:
    mine = with_counts(visible_to(me(request)))[:100]
    return render(request, "portal/orders.html", {"orders": mine, "now": clock.now()})


@allow(Permit.CHANGE_NUMBERS)
def new(request: HttpRequest) -> HttpResponse:
    """Ask what to do, judge every row of it, and lead to the verdicts."""
    selected = chosen(request)
    begun = {"number": request.GET.get("number", ""), "action": request.GET.get("action", "")}
    form = OrderForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial=begun,
        on=clock.now().date(),
        chosen=selected,
    )
    if request.method != "POST" or not form.is_valid():
        status = REFUSED if request.method == "POST" else 200
        context = {"form": form, "chosen_count": len(selected)}
        return render(request, "portal/order_new.html", context, status=status)
    try:
        draft = _check(request, form)
    except Refused as refused:
        form.add_error("file" if form.cleaned_data["file"] else None, str(refused.sentence))
        context = {"form": form, "chosen_count": len(selected)}
        return render(request, "portal/order_new.html", context, status=REFUSED)
    return redirect("portal:order_check", draft.token)


@allow(Permit.CHANGE_NUMBERS)
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Show the verdicts; file the rows that are right."""
    draft = _own_draft(request, token)
    if draft.order is not None:
        return redirect("portal:order", draft.order.case.reference)
    form = ScheduleForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            order = actions.file_order(
                draft=draft, by=me(request), at=clock.now(), scheduled_for=form.moment()
            )
        except Refused as refused:
            problem = str(refused.sentence)
        else:
            forget(request)
            return redirect("portal:order", order.case.reference)
    _headings, verdicts = unpack(draft)
    language = get_language() or "ru"
    faulty = [one for one in verdicts if one.fault]
    return render(
        request,
        "portal/order_check.html",
        {
            "draft": draft,
            "form": form,
            "problem": problem,
            "kinds": [(sentence_of(fault, "…"), count) for fault, count in counts_of(faulty)],
            "faulty": [
                (one, " · ".join(filter(None, one.cells)), one.sentence(language))
                for one in faulty[:MOST_SHOWN]
            ],
            "good": [one for one in verdicts if not one.fault][:5],
            "most": MOST_SHOWN,
        },
        status=REFUSED if request.method == "POST" else 200,
    )


@allow(Permit.CHANGE_NUMBERS)
@require_GET
def check_rows(request: HttpRequest, token: str, form: str) -> HttpResponse:
    """Give the spreadsheet back with the verdict beside each row."""
    headings, verdicts = unpack(_own_draft(request, token))
    return _sheet(form, _with_verdicts(headings, verdicts), "checked")


@allow(Permit.CHANGE_NUMBERS)
@require_GET
def order(request: HttpRequest, reference: str) -> HttpResponse:
    """Show how far an order has come, each row with its fate."""
    found = _own_order(request, reference)
    state, after = request.GET.get("state", ""), request.GET.get("after", "")
    page, progress = lines_of(found, state=state, after=after), progress_of(found)
    clocks = clocks_shown(found.case.clocks.order_by("due_at", "pk"))
    asked = {"state": state} if state else {}
    answer = render(
        request,
        "portal/order.html",
        {
            "order": found,
            "case": found.case,
            "progress": progress,
            "lines": [(line, reason_of(line)) for line in page.lines],
            "state": state,
            "clocks": clocks,
            "timeline": timeline_items(found.case, clocks),
            "asks": progress.counts.get(LineState.ASKED, 0),
            "may_withdraw": any(progress.counts.get(one) for one in ("waiting", "asked")),
            "older": f"?{urlencode({**asked, 'after': page.after})}" if page.after else "",
            "newer": f"?{urlencode(asked)}" if after else "",
            "now": clock.now(),
        },
    )
    if any(progress.counts.get(one) for one in (LineState.QUEUED, LineState.SENT)):
        answer["Refresh"] = _REFRESH  # the page follows the work without any script
    return answer


@allow(Permit.CHANGE_NUMBERS)
@require_GET
def order_rows(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    found = _own_order(request, reference)
    return _sheet(form, _fates(found.lines.order_by("place", "pk")), reference)


@allow(POST=Permit.CHANGE_NUMBERS)
@require_POST
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    found = _own_order(request, reference)
    try:
        actions.answer(
            order=found, text=request.POST.get("text", ""), by=me(request), at=clock.now()
        )
        messages.success(request, _("The answer is with the processing centre."))
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    return redirect("portal:order", reference)


@allow(POST=Permit.CHANGE_NUMBERS)
@require_POST
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    found = _own_order(request, reference)
    try:
        count = actions.withdraw(order=found, by=me(request), at=clock.now())
        messages.success(request, _("Rows withdrawn: %(n)s.") % {"n": count})
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    return redirect("portal:order", reference)


def reason_of(line: OrderLine) -> str:
    """Say why a row was refused, in the reader's language."""
    return sentence_in(line.reason, line.detail, get_language() or "ru") if line.reason else ""


def _check(request: HttpRequest, form: OrderForm) -> OrderDraft:
    told, at, user = form.cleaned_data, clock.now(), me(request)
    if sent := told["file"]:
        return actions.check_file(
            data=sent.read(),
            file_name=sent.name or "",
            action=told["action"],
            value=told["value"],
            by=user,
            at=at,
        )
    return actions.check_numbers(
        identifiers=told["identifiers"], action=told["action"], value=told["value"], by=user, at=at
    )


def _own_draft(request: HttpRequest, token: str) -> OrderDraft:
    found = draft_of(me(request), token)
    if found is None:
        raise Http404
    return found


def _own_order(request: HttpRequest, reference: str) -> Order:
    mine = visible_to(me(request)).select_related("case__account", "case__party")
    found = mine.filter(case__reference=reference).first()
    if found is None:
        raise Http404
    return found


def _sheet(form: str, rows: Iterable[list[object]], name: str) -> HttpResponse:
    writer = WRITERS.get(form)
    if writer is None:
        raise Http404
    return download(writer(rows), f"{name}.{form}", form)


def _with_verdicts(headings: list[str], verdicts: list[Verdict]) -> Iterator[list[object]]:
    language = get_language() or "ru"
    width = max([len(headings), *(len(one.cells) for one in verdicts)])
    yield [_("Row"), *headings, *[""] * (width - len(headings)), _("What is wrong")]
    for one in verdicts:
        padding = [""] * (width - len(one.cells))
        yield [one.row.place, *one.cells, *padding, one.sentence(language)]


def _fates(lines: Iterable[OrderLine]) -> Iterator[list[object]]:
    language = get_language() or "ru"
    yield [_("Row"), _("Number"), _("What to do"), _("With what"), _("State"), _("Reason")]
    for one in lines:
        yield [
            one.place,
            one.identifier.removeprefix("+"),
            action_name(one.action),
            name_of(one.value, language),
            one.state_name,
            reason_of(one),
        ]
