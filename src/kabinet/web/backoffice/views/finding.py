"""Finding: one field for everything; and by passport, which is written down."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.cases.queries import search as search_cases
from kabinet.cases.rules import read_reference
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.numbers.queries import find
from kabinet.numbers.rules import normalize
from kabinet.parties.actions import find_by_passport
from kabinet.parties.queries import parties_like
from kabinet.web.backoffice.forms import PassportForm
from kabinet.web.policy import allow, permits_in, signed_in


@allow(Permit.SEARCH)
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Find cases, people and numbers by whatever was typed."""
    typed = request.GET.get("q", "").replace("\0", " ").strip()[:200]
    cases = search_cases(typed) if typed else []
    if len(cases) == 1 and read_reference(typed) == cases[0].reference:
        return redirect("desk:case", cases[0].reference)
    number = find(normalize(typed) or typed) if typed else None
    return render(
        request,
        "backoffice/search.html",
        {
            "typed": typed,
            "cases": cases,
            "people": parties_like(typed)[:25] if typed else [],
            "number": number,
            "passport_form": PassportForm() if _may_by_passport(request) else None,
        },
    )


@allow(POST=Permit.FIND_BY_PASSPORT)
@require_POST
def by_passport(request: HttpRequest) -> HttpResponse:
    """Find a person by an exact passport number; he will read that this was done."""
    form = PassportForm(request.POST)
    found = None
    if form.is_valid():
        try:
            found = find_by_passport(
                typed=form.cleaned_data["passport"],
                reason=form.cleaned_data["reason"],
                by=signed_in(request),
                at=clock.now(),
            )
        except Refused as refused:
            form.add_error("passport", str(refused.sentence))
    if found is not None and not found:
        messages.info(request, _("Nobody is known under this passport. The search is recorded."))
    return render(
        request,
        "backoffice/search.html",
        {"typed": "", "people": found or [], "passport_form": form, "form": form},
        status=422 if found is None else 200,
    )


def _may_by_passport(request: HttpRequest) -> bool:
    return Permit.FIND_BY_PASSPORT in permits_in(request)
