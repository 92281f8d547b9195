"""Where a matter stands, for anyone with its reference and code; no personal data on the page."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kabinet.cases.queries.status import by_status_code
from kabinet.kit import clock
from kabinet.web.deadlines import shown
from kabinet.web.forms import Form
from kabinet.web.limits import is_too_often
from kabinet.web.policy import ANYONE, allow

TRIES = 20  # an hour, from one address: a code has 30 bits and more


class StatusForm(Form):
    reference = forms.CharField(
        label=_("Register number"),
        help_text=_("For example 2026-00017. It stands on the receipt and in our message."),
        max_length=30,
        error_messages={"required": _("Enter the register number.")},
    )
    code = forms.CharField(
        label=_("Status code"),
        help_text=_("Eight letters and digits, given with the number."),
        max_length=20,
        error_messages={"required": _("Enter the status code.")},
    )


@allow(ANYONE)
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Show the state and the deadlines. Wrong code and unknown number get the same sentence."""
    if request.method == "GET":
        return render(request, "public/status.html", {"form": StatusForm()})
    form = StatusForm(request.POST)
    found = None
    if is_too_often(request, "status", TRIES):
        form.add_error(None, _("Too many tries from this address. Try again in an hour."))
    elif form.is_valid():
        found = by_status_code(form.cleaned_data["reference"], form.cleaned_data["code"])
        if found is None:
            form.add_error(None, _("Nothing is registered under this number and code. Check both."))
    if found is None:
        return render(request, "public/status.html", {"form": form}, status=422)
    return render(
        request,
        "public/status.html",
        {"form": form, "found": found, "clocks": shown(found.clocks), "now": clock.now()},
    )
