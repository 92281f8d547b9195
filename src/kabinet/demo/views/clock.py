"""The clock: moved on, so that deadlines and alarms can be seen."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kabinet.demo.actions import move_clock
from kabinet.demo.queries import Coming, coming, leap
from kabinet.demo.views.only import in_demonstration
from kabinet.kit import clock
from kabinet.web.forms import Form
from kabinet.web.policy import ANYONE, allow

LEAPS = {
    "hour": _("One hour"),
    "working_day": _("To the next working day, 9:00"),
    "day": _("One day"),
    "ten_days": _("Ten days"),
}
_MOST = 400  # days


class CustomLeap(Form):
    """So many days and hours."""

    days = forms.IntegerField(
        label=_("Days"),
        min_value=0,
        max_value=_MOST,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Enter the days in digits, for example 30."),
            "min_value": _("The clock only moves forward: enter 0 or more."),
            "max_value": _("Move it by at most 400 days at a time."),
        },
    )
    hours = forms.IntegerField(
        label=_("Hours"),
        min_value=0,
        max_value=_MOST,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Enter the hours in digits, for example 4."),
            "min_value": _("The clock only moves forward: enter 0 or more."),
            "max_value": _("Move it by at most 400 hours at a time."),
        },
    )


@allow(ANYONE)
@in_demonstration
def hands(request: HttpRequest) -> HttpResponse:
    """Show the clock and what each leap would set off; on a press, move it."""
    form = CustomLeap(request.POST if "custom" in request.POST else None)
    at = clock.now()
    chosen = request.POST.get("by", "")
    if chosen in LEAPS or form.is_valid():
        custom = form.cleaned_data if form.is_bound else {}
        by = leap(chosen, at, days=custom.get("days") or 0, hours=custom.get("hours") or 0)
        messages.success(request, sentence(coming(at, at + by)))
        move_clock(by=by, at=at)
        return redirect("demo:clock")
    rows = [(name, words, coming(at, at + leap(name, at))) for name, words in LEAPS.items()]
    context = {"form": form, "leaps": rows}
    return render(request, "demo/clock.html", context, status=422 if form.errors else 200)


def sentence(found: Coming) -> str:
    """Say what the worker does within seconds of the leap."""
    if not (found.alarms or found.passed or found.tasks):
        return str(_("The clock has moved. Nothing falls due by then."))
    said = _(
        "The clock has moved. Within seconds the worker warns of %(alarms)s deadlines; "
        "%(passed)s deadlines have passed; %(tasks)s waiting jobs run."
    )
    return str(said) % vars(found)
