"""An agent on the phone: number and reference, one look, one sentence to say."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from kabinet.access.rules import Permit
from kabinet.cases.queries.spoken import cases_by_keys, sentence, spoken
from kabinet.kit import clock
from kabinet.web.forms import Form, PhoneField
from kabinet.web.policy import allow, permits_in


class CallForm(Form):
    number = PhoneField(label=_("Number of the matter or of the caller"))
    reference = forms.CharField(
        label=_("Reference"),
        help_text=_("As he says it: 2026 17. Without it the open matters of the number are shown."),
        required=False,
        max_length=30,
    )


@allow(Permit.SEARCH)
@require_GET
def status(request: HttpRequest) -> HttpResponse:
    """Show where a matter stands, and the words to tell it, in each language."""
    form = CallForm(request.GET if "number" in request.GET else None)
    at, said = clock.now(), form.cleaned_data if form.is_valid() else None
    found = cases_by_keys(said["number"], said["reference"]) if said else []
    shown = [
        {
            "case": case,
            "words": [
                (code, name, sentence(spoken(case), code, at)) for code, name in settings.LANGUAGES
            ],
        }
        for case in found
    ]
    return render(
        request,
        "backoffice/status.html",
        {
            "form": form,
            "shown": shown,
            "asked": said,
            "may_open": Permit.SEE_CASE in permits_in(request),
            "now": at,
        },
        status=422 if form.errors else 200,
    )
