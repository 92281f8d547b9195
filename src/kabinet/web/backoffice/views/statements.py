"""The bank's statements: loaded and tried, posted, and matched by hand where nobody was named."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kabinet.access.rules import Permit
from kabinet.documents.queries import read_file
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.payments import actions
from kabinet.payments.models import LineState, Statement, StatementLine, StatementState
from kabinet.payments.queries import lists
from kabinet.payments.queries.judging import Verdict, judge, rows_of
from kabinet.payments.queries.places import find_place
from kabinet.web.backoffice.money import FLAWS, WHY, AsideForm, PlaceForm, StatementForm
from kabinet.web.policy import allow, signed_in

SHOWN = 50  # rows of a trial on one page


@allow(Permit.LOAD_STATEMENTS)
@require_http_methods(["GET", "POST"])
def statements(request: HttpRequest) -> HttpResponse:
    """List the latest files; take another one for trial."""
    form = (
        StatementForm(request.POST, request.FILES) if request.method == "POST" else StatementForm()
    )
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            kept = actions.keep_statement(
                data=upload.read(settings.UPLOAD_LIMIT + 1),
                name=upload.name,
                by=signed_in(request),
                at=clock.now(),
            )
        except Refused as refused:
            form.add_error("file", str(refused.sentence))
        else:
            return redirect("desk:statement", kept.token)
    page = {"form": form, "statements": lists.statements(), "waiting": lists.waiting().lines}
    return render(request, "backoffice/statements.html", page, status=422 if form.errors else 200)


@allow(Permit.LOAD_STATEMENTS)
@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest, token: str) -> HttpResponse:
    """Show what will become of each row; after the press, what became of it."""
    found = lists.statement_of(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.begin_posting(statement=found, by=signed_in(request), at=clock.now())
        return redirect("desk:statement", token)
    shown = _trial(request, found) if found.state == StatementState.READ else _done(request, found)
    return render(request, "backoffice/statement.html", {"statement": found, **shown})


@allow(Permit.LOAD_STATEMENTS)
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """List what nobody was credited with, whatever file it came in."""
    after = request.GET.get("after", "")
    page = lists.waiting(after)
    return render(
        request,
        "backoffice/waiting.html",
        {
            "lines": [_line(one) for one in page.lines],
            "older": f"?{urlencode({'after': page.after})}" if page.after else "",
            "newer": request.path if after else "",
        },
    )


@allow(Permit.LOAD_STATEMENTS)
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, line_id: int) -> HttpResponse:
    """Show one payment; find whose it is, then credit him, or put it aside with a reason."""
    found = lists.line_of(line_id)
    if found is None:
        raise Http404
    place_form, aside = PlaceForm(request.GET if "to" in request.GET else None), AsideForm()
    place = find_place(place_form.cleaned_data["to"]) if place_form.is_valid() else None
    if place_form.is_bound and place is None and not place_form.errors:
        place_form.add_error("to", _("Nothing of ours is called so. Check the number."))
    if request.method == "POST":
        aside = AsideForm(request.POST)
        if told := _judge(request, found, aside):
            messages.success(request, told)
            return redirect("desk:waiting")
    return render(
        request,
        "backoffice/line.html",
        {"row": _line(found), "form": place_form, "place": place, "aside": aside},
        status=422 if aside.errors or place_form.errors else 200,
    )


def _judge(request: HttpRequest, line: StatementLine, form: AsideForm) -> str:
    """Do what was pressed; tell what was done, or leave the refusal in the form."""
    by, at = signed_in(request), clock.now()
    try:
        if "to" in request.POST:
            place = find_place(request.POST["to"])
            if place is None:
                raise Http404
            actions.match_line(line=line, place=place, by=by, at=at)
            return _("Credited: %(place)s.") % {"place": place.name}
        if form.is_valid():
            actions.put_aside(line=line, remark=form.cleaned_data["remark"], by=by, at=at)
            return _("Put aside.")
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
    return ""


def _trial(request: HttpRequest, found: Statement) -> dict[str, Any]:
    verdicts = judge(rows_of(read_file(found.file)))
    trouble = [one for one in verdicts if one.place is None and not one.is_known]
    only = request.GET.get("only") == "trouble"
    shown = trouble if only else verdicts
    begin = int(request.GET["from"]) if request.GET.get("from", "").isdecimal() else 0
    kept: dict[str, str | int] = {"only": "trouble"} if only else {}
    more, less = begin + SHOWN, max(0, begin - SHOWN)
    return {
        "verdicts": [_verdict(one) for one in shown[begin:more]],
        "to_post": sum(1 for one in verdicts if one.place),
        "known": sum(1 for one in verdicts if one.is_known),
        "to_match": sum(1 for one in trouble if one.document),
        "unread": sum(1 for one in trouble if not one.document),
        "only": only,
        "older": f"?{urlencode({**kept, 'from': more})}" if len(shown) > more else "",
        "newer": f"?{urlencode({**kept, 'from': less})}" if begin else "",
    }


def _done(request: HttpRequest, found: Statement) -> dict[str, Any]:
    after = request.GET.get("after", "")
    page = lists.lines_of(found, after)
    return {
        "lines": [_line(one) for one in page.lines],
        "older": f"?{urlencode({'after': page.after})}" if page.after else "",
        "newer": request.path if after else "",
    }


def _verdict(one: Verdict) -> dict[str, Any]:
    flaw = getattr(one.row, "flaw", None)
    why = FLAWS.get(flaw) if flaw else WHY.get(one.why) if one.why else ""
    return {"row": one.row, "document": one.document, "place": one.place, "why": why,
            "is_known": one.is_known}  # fmt: skip


def _line(one: StatementLine) -> dict[str, Any]:
    return {
        "line": one,
        "why": WHY.get(one.reason, "") if one.state == LineState.UNMATCHED else one.remark,
    }
