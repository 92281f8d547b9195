"""The library of letters: found by section and words, read, shared, downloaded blank or filled in.

Nothing that is typed here is kept: the letter is made from the form and sent back.
"""

import io
from datetime import date
from typing import Any

import segno
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kabinet.claims.actions.drafting import blank_letter, draft_letter
from kabinet.claims.queries.library import every_question, paper, path_of_paper, sections
from kabinet.documents.queries import render_letter
from kabinet.kit import clock
from kabinet.offices.queries import office_day
from kabinet.pack.formats import Ground, say
from kabinet.web.draft.forms import FIELDS, REQUIRED
from kabinet.web.files import download
from kabinet.web.forms import Form
from kabinet.web.policy import ANYONE, allow
from kabinet.web.templatetags.kabinet import language

FORMS = {"docx": "Word", "pdf": "PDF", "odt": "OpenDocument", "rtf": "RTF"}


class SearchForm(Form):
    words = forms.CharField(label=_("What is it about?"), required=False, max_length=100)


@allow(GET=ANYONE)
def letters(request: HttpRequest) -> HttpResponse:
    """List the papers by section; with words, those that have all of them."""
    words = request.GET.get("words", "")[:100]
    found = sections(office_day(clock.now()), words, language())
    page = {"search": SearchForm(initial={"words": words}), "words": words, "found": found}
    return render(request, "public/letters.html", page)


@allow(ANYONE)
@require_GET
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """Show a paper as it is before anybody fills it in."""
    one = _paper(name)
    blank = render_letter(blank_letter(one, at=clock.now()), "html", written_at=clock.now())
    return render(
        request,
        "public/letter.html",
        {"paper": one, "letter": blank, "forms": FORMS, "here": request.build_absolute_uri()},
    )


@allow(ANYONE)
@require_GET
def blank(_request: HttpRequest, name: str, form: str) -> HttpResponse:
    one = _paper(name)
    if form not in FORMS:
        raise Http404
    at = clock.now()
    return _sent(render_letter(blank_letter(one, at=at), form, written_at=at), one, form)


@allow(ANYONE)
@require_GET
def code(request: HttpRequest, name: str) -> HttpResponse:
    """Draw the address of a paper as a QR code."""
    _paper(name)
    drawn = io.BytesIO()
    address = request.build_absolute_uri().removesuffix("code.svg")
    segno.make(address, micro=False).save(drawn, kind="svg", scale=4, light="#fff", dark="#000")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@allow(ANYONE)
@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, name: str) -> HttpResponse:
    """Fill a paper in; the file comes back at once, and nothing typed is kept."""
    one = _paper(name)
    if request.method == "GET":
        return _fill_page(request, one, _form(one, None))
    form, wanted = _form(one, request.POST), request.POST.get("as", "")
    if not form.is_valid() or wanted not in FORMS:
        return _fill_page(request, one, form)
    answers = {name: _kept(value) for name, value in form.cleaned_data.items()}
    lacking = path_of_paper(one, answers).unanswered
    for question in lacking:
        form.add_error(question.id, REQUIRED)
    if lacking:
        return _fill_page(request, one, form)
    at = clock.now()
    made = render_letter(draft_letter(one, answers, at=at), wanted, written_at=at)
    return _sent(made, one, wanted)


def _fill_page(request: HttpRequest, one: Ground, form: Form) -> HttpResponse:
    page = {"paper": one, "form": form, "forms": FORMS}
    return render(request, "public/fill.html", page, status=422 if form.is_bound else 200)


def _form(one: Ground, data: Any) -> Form:
    """Make one form of all questions; which of them must be answered depends on the others."""
    form = Form(data)
    for question in every_question(one):
        field = FIELDS[question.kind](question)
        field.label, field.required = say(question.label, language()), False
        field.help_text = say(question.help, language()) if question.help else ""
        form.fields[question.id] = field
    return form


def _kept(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def _paper(name: str) -> Ground:
    found = paper(name, office_day(clock.now()))
    if found is None:
        raise Http404
    return found


def _sent(made: str | bytes, one: Ground, form: str) -> HttpResponse:
    body = made if isinstance(made, bytes) else made.encode()
    return download(body, f"{one.id}.{form}", form)
