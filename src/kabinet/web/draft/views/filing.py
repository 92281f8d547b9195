"""Check the answers, sign, file; then the page with the number and what happens next."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.actions import CodeRefused
from kabinet.claims.actions import filing
from kabinet.claims.actions.preview import preview
from kabinet.claims.errors import UnknownAddress, UnknownDraft
from kabinet.claims.models import Draft
from kabinet.claims.queries.interview import Address, addresses_of, path_of
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.web.deadlines import shown
from kabinet.web.draft import pages
from kabinet.web.draft.opening import own_draft
from kabinet.web.forms import CodeField, Form
from kabinet.web.policy import ANYONE, allow


class CodeForm(Form):
    code: forms.Field = CodeField(label=_("Code from the message"))


@allow(ANYONE)
@require_GET
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Show everything once more, the letter itself, and what a complete claim would also have."""
    draft = own_draft(request, token)
    if draft.filed_id:
        return redirect("draft:done", token)
    return _check_page(request, draft)


@allow(ANYONE)
@require_POST
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Send the one-time code that signs, to an address of the draft."""
    draft = own_draft(request, token)
    address = _address(request, draft)
    if draft.filed_id or address is None or path_of(draft).unanswered:
        return redirect("draft:check", token)
    try:
        filing.send_code(draft=draft, address=address, at=clock.now())
    except Refused as refused:
        return _check_page(request, draft, problem=refused.sentence)
    return _code_page(request, draft, address, CodeForm())


@allow(ANYONE)
@require_POST
def file(request: HttpRequest, token: str) -> HttpResponse:
    """File it: with the code that was sent, or (a subscriber) to be signed on paper."""
    form, to = CodeForm(request.POST), request.POST.get("address", "")
    on_paper = "paper" in request.POST
    if not on_paper and not form.is_valid():
        return _again(request, token, form)
    try:
        filing.sign_and_file(
            token=token,
            by=request.user if request.user.is_authenticated else None,
            to=None if on_paper else to,
            typed=form.data.get("code", ""),
            at=clock.now(),
        )
    except UnknownDraft as unknown:
        raise Http404 from unknown
    except UnknownAddress:
        return redirect("draft:check", token)
    except CodeRefused as refused:
        form.add_error("code", str(refused.sentence))
        return _again(request, token, form)
    except Refused as refused:
        return _check_page(request, own_draft(request, token), problem=refused.sentence)
    return redirect("draft:done", token)


def _again(request: HttpRequest, token: str, form: CodeForm) -> HttpResponse:
    """Ask for the code once more, with what was typed."""
    draft = own_draft(request, token)
    address = _address(request, draft)
    if draft.filed_id or address is None:
        return redirect("draft:done" if draft.filed_id else "draft:check", token)
    return _code_page(request, draft, address, form)


@allow(ANYONE)
@require_GET
def done(request: HttpRequest, token: str) -> HttpResponse:
    """Show the number, the moment, each deadline and how it is counted, and what comes next."""
    draft = own_draft(request, token)
    if draft.filed is None:
        return redirect("draft:overview", token)
    return render(
        request,
        "draft/done.html",
        {
            "draft": draft,
            "case": draft.filed,
            "title": pages.DONE[draft.kind],
            "clocks": shown(draft.filed.clocks.order_by("due_at", "pk")),
            "code": draft.status_code,
            "now": clock.now(),
            "next_steps": pages.NEXT_STEPS[draft.kind],
        },
    )


def _address(request: HttpRequest, draft: Draft) -> Address | None:
    typed = request.POST.get("address")
    return next((one for one in addresses_of(draft) if one.address == typed), None)


def _code_page(
    request: HttpRequest, draft: Draft, address: Address | None, form: CodeForm
) -> HttpResponse:
    return render(
        request,
        "draft/code.html",
        {"draft": draft, "address": address, "form": form},
        status=422 if form.is_bound else 200,
    )


def _check_page(request: HttpRequest, draft: Draft, problem: object = "") -> HttpResponse:
    path = path_of(draft)
    is_ready = draft.kind == "claim" and not path.unanswered
    return render(
        request,
        "draft/check.html",
        {
            "draft": draft,
            "path": path,
            "rows": pages.answer_rows(draft, path),
            "files": pages.attached_names(draft),
            "missing": pages.checks(draft, path),
            "letter": preview(draft=draft, at=clock.now()) if is_ready else "",
            "addresses": addresses_of(draft),
            "problem": problem,
        },
        status=422 if problem else 200,
    )
