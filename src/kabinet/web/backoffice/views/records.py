"""The journal: who did and who read what."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from kabinet.access.queries import staff
from kabinet.access.rules import Permit
from kabinet.claims.queries.people import party_of, things_called
from kabinet.journal.models import Note
from kabinet.journal.queries import PAGE, recent
from kabinet.journal.rules import Thing
from kabinet.journal.wording import say
from kabinet.web.backoffice.forms import JournalForm
from kabinet.web.policy import allow
from kabinet.web.timeline import SHOWN

HERE = ZoneInfo(settings.TIME_ZONE)
CASE, PARTY = "cases.case", "parties.party"
KINDS: dict[str, Promise] = {
    CASE: _("case"),
    PARTY: _("person or company"),
    "access.user": _("login"),
    "bills.charge": _("charge"),
    "contracts.account": _("account"),
    "contracts.contract": _("contract"),
    "ledger.hold": _("frozen sum"),
    "mailroom.message": _("message"),
    "numbers.number": _("number"),
    "tasks.task": _("job"),
}
ACTORS: dict[str, Promise] = {
    "calendar": _("calendar"),
    "clock": _("clock"),
    "console": _("console"),
    "demo": _("demonstration"),
    "erasure": _("erasure"),
    "ledger": _("the books"),
    "mailroom": _("outgoing mail"),
    "network": _("network"),
    "portal": _("in the account"),
    "public": _("on the public page"),
    "rule": _("a rule of the operator"),
    "subscriber": _("the subscriber"),
    "tasks": _("jobs"),
}


@allow(Permit.READ_JOURNAL)
@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """Show a page of the journal, the newest first: by whom, about whom, when."""
    form = JournalForm(request.GET, staff=staff())
    asked = form.cleaned_data if form.is_valid() else {}
    before = request.GET.get("before", "")
    person = asked.get("person")
    notes = list(
        recent(
            before=int(before) if before.isdecimal() else None,
            by=asked.get("by"),
            about=Thing(PARTY, person) if person else None,
            since=_midnight(asked.get("since")),
            until=_midnight(asked.get("until"), days=1),
            only_readings=bool(asked.get("readings")),
        )
    )
    kept = {name: str(value) for name, value in request.GET.items() if name != "before" and value}
    older = {**kept, "before": str(notes[-1].pk)} if len(notes) == PAGE else {}
    return render(
        request,
        "backoffice/journal.html",
        {
            "form": form,
            "rows": _rows(notes),
            "person": party_of(person) if person else None,
            "older": f"?{urlencode(older)}" if older else "",
            "newer": f"?{urlencode(kept)}" if before else "",
        },
        status=422 if form.errors else 200,
    )


def _rows(notes: Sequence[Note]) -> list[dict[str, Any]]:
    """Put notes in words; what they are about is named in two queries for the whole page."""
    things = [Thing(one.about_kind, one.about_id) for one in notes]
    called = things_called(things)
    return [
        {
            "note": one,
            "text": say(one, show=SHOWN),
            "who": one.by.name if one.by else str(ACTORS.get(one.actor, one.actor)),
            "about": called.get(thing, ""),
            "kind": KINDS.get(thing.kind, thing.kind),
            "url": _address(thing, called.get(thing, "")),
        }
        for one, thing in zip(notes, things, strict=True)
    ]


def _address(thing: Thing, name: str) -> str:
    if thing.kind == CASE and name:
        return reverse("desk:case", args=[name])
    return reverse("desk:person", args=[thing.id]) if thing.kind == PARTY else ""


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    """Give the first moment of a day where the house is, or so many days later."""
    return datetime.combine(day + timedelta(days), time.min, HERE) if day else None
