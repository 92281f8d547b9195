"""The complaints book at the desk: its register, a page of the paper book, an answer."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kabinet.access.rules import Permit
from kabinet.book import queries
from kabinet.book.actions import Written, answer_entry, write_entry
from kabinet.cases.actions import Claimant
from kabinet.copies.queries import copy_of
from kabinet.documents.actions import store_file
from kabinet.documents.models import StoredFile
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.offices.queries import named_offices
from kabinet.web.deadlines import shown
from kabinet.web.files import file_answer
from kabinet.web.forms import EmailField, Form, LongField, PhoneField
from kabinet.web.policy import allow, signed_in
from kabinet.web.templatetags.kabinet import language


class PaperForm(Form):
    office = forms.ChoiceField(label=_("Office"))
    page = forms.CharField(
        label=_("Page of the book"),
        max_length=20,
        error_messages={"required": _("Enter the number of the page.")},
    )
    text = LongField(
        label=_("What is written there"),
        limit=4000,
        error_messages={"required": _("Copy what is written there.")},
    )
    name = forms.CharField(
        label=_("Who wrote it"),
        max_length=200,
        error_messages={"required": _("Enter who wrote it, as he signed.")},
    )
    email = EmailField(label=_("E-mail for the answer"), required=False)
    phone = PhoneField(label=_("Phone for an SMS"), required=False)
    scan = forms.FileField(label=_("Scan of the page"), required=False)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["office"].choices = named_offices(language())  # type: ignore[attr-defined]


class AnswerForm(Form):
    text = LongField(
        label=_("Answer"),
        help_text=_("It goes to the writer and stays in the book."),
        error_messages={"required": _("Write the answer first.")},
    )


@allow(Permit.COMPLAINTS_BOOK)
@require_GET
def book(request: HttpRequest) -> HttpResponse:
    """Show the register: every entry, or those that wait for an answer."""
    is_open, after = request.GET.get("only") == "open", request.GET.get("after", "")
    page = queries.register(is_open=is_open, after=after)
    kept = {"only": "open"} if is_open else {}
    return render(
        request,
        "backoffice/book.html",
        {
            "entries": page.entries,
            "is_open": is_open,
            "offices": dict(named_offices(language())),
            "older": f"?{urlencode({**kept, 'after': page.after})}" if page.after else "",
            "newer": f"?{urlencode(kept)}" if after else "",
            "now": clock.now(),
        },
    )


@allow(Permit.COMPLAINTS_BOOK)
@require_http_methods(["GET", "POST"])
def page_of_paper(request: HttpRequest) -> HttpResponse:
    """Put a page of the paper book into the register, with its scan."""
    by, at = signed_in(request), clock.now()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperForm(*sent, initial={"office": by.office})
    about = request.POST.get("about", request.GET.get("about", ""))
    if form.is_valid():
        said = form.cleaned_data
        copy = copy_of(about)
        try:
            upload = said["scan"]
            scan = store_file(upload=upload, name=upload.name, by=by, at=at) if upload else None
            entry, _code = write_entry(
                _written(said, scan, copy.case if copy else None), by=by, at=at
            )
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            return redirect("desk:entry", entry.case.reference)
    shown_form = {"form": form, "about": about}
    status = 422 if form.errors else 200
    return render(request, "backoffice/page_of_paper.html", shown_form, status=status)


@allow(Permit.COMPLAINTS_BOOK)
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an entry, and answer it."""
    found = queries.entry_of(reference)
    if found is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        text, by = form.cleaned_data["text"], signed_in(request)
        try:
            answer_entry(entry=found, text=text, by=by, at=clock.now())
            messages.success(request, _("Answered; the writer is told."))
            return redirect("desk:entry", reference)
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
    return render(
        request,
        "backoffice/entry.html",
        {
            "entry": found,
            "form": form,
            "office": dict(named_offices(language())).get(found.office, ""),
            "clocks": shown(found.case.clocks.all()),
        },
        status=422 if form.errors else 200,
    )


@allow(Permit.COMPLAINTS_BOOK)
@require_GET
def scan(_request: HttpRequest, reference: str) -> HttpResponse:
    found = queries.entry_of(reference)
    if found is None or found.scan is None:
        raise Http404
    return file_answer(found.scan)


def _written(said: dict[str, Any], scan: StoredFile | None, about: Any) -> Written:
    return Written(
        claimant=Claimant(name=said["name"], email=said["email"], phone=said["phone"] or ""),
        text=said["text"],
        language="ru",
        office=said["office"],
        page=said["page"],
        reply_by="email" if said["email"] else "sms",
        scan=scan,
        about=about,
    )
