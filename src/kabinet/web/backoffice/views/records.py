"""The journal: who did and who read what."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from kabinet.access.queries import staff
from kabinet.access.rules import Permit
from kabinet.journal.models import Note
from kabinet.journal.queries import PAGE, recent
from kabinet.journal.wording import say
from kabinet.kit import clock
from kabinet.web.forms import Form
from kabinet.web.policy import allow
from kabinet.web.timeline import SHOWN


class JournalForm(Form):
    by = forms.TypedChoiceField(label=_("Who"), required=False, coerce=int, empty_value=None)
    days = forms.TypedChoiceField(
        label=_("When"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("At any time")),
            ("1", _("Within a day")),
            ("7", _("Within a week")),
            ("31", _("Within a month")),
        ],
    )
    readings = forms.BooleanField(label=_("Only readings of personal data"), required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        people = [(str(one.pk), one.name) for one in staff()]
        self.fields["by"].choices = [("", _("Everybody")), *people]  # type: ignore[attr-defined]


@allow(Permit.READ_JOURNAL)
@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """Show a page of the journal, the newest first."""
    form = JournalForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    before = request.GET.get("before", "")
    days = asked.get("days")
    notes = list(
        recent(
            before=int(before) if before.isdecimal() else None,
            by=asked.get("by"),
            since=clock.now() - timedelta(days=days) if days else None,
            only_readings=bool(asked.get("readings")),
        )
    )
    kept = {name: str(value) for name, value in request.GET.items() if name != "before" and value}
    return render(
        request,
        "backoffice/journal.html",
        {
            "form": form,
            "rows": [_row(one) for one in notes],
            "older": f"?{urlencode({**kept, 'before': notes[-1].pk})}"
            if len(notes) == PAGE
            else "",
            "newer": f"?{urlencode(kept)}" if before else "",
        },
    )


def _row(one: Note) -> dict[str, object]:
    return {"note": one, "text": say(one, show=SHOWN), "who": one.by.name if one.by else one.actor}
