"""A case's history as the pages show it: what happened, and what comes next."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.html import strip_tags

from kabinet.cases.models import Case
from kabinet.cases.states import Desk
from kabinet.journal.models import Note
from kabinet.journal.queries import notes_about, timeline
from kabinet.journal.wording import say
from kabinet.web.deadlines import Shown
from kabinet.web.templatetags.kabinet import day as day_in_words, latin, money
from kabinet.web.templatetags.words import catalog_name

SHOWN: dict[str, Callable[[Any], str]] = {
    "amount": lambda kopecks: strip_tags(money(int(kopecks))),
    "service": catalog_name,
    "due_on": lambda day: str(day_in_words(date.fromisoformat(day))),
    "desk": lambda desk: str(Desk(desk).label) if desk in Desk.values else str(desk),
}


def timeline_items(case: Case, clocks: list[Shown]) -> list[dict[str, Any]]:
    """List what the subscriber may read, the newest first, under what is still to come."""
    coming = [
        {"title": one.name, "on": one.clock.due_on, "kind": "next"}
        for one in clocks
        if one.clock.state == "running"
    ]
    return [*reversed(coming), *(_item(note) for note in reversed(list(timeline(case))))]


def whole_history(case: Case) -> list[dict[str, Any]]:
    """List everything in the journal about a case, for the desks."""
    notes = notes_about(case).select_related("by")
    return [
        {**_item(note), "text": latin(note.by.name) if note.by else ""}
        for note in reversed(list(notes))
    ]


def _item(note: Note) -> dict[str, Any]:
    return {"title": say(note, show=SHOWN), "at": note.at}
