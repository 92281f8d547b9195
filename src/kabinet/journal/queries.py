"""Reading the journal, and proving that it was not touched."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.db import models

from kabinet.journal.models import Note
from kabinet.journal.rules import BEGINNING, Entry, Thing, seal
from kabinet.kit.write_once import unguarded

PAGE = 50


def thing_of(about: models.Model | Thing) -> Thing:
    """Name what a note is about: `cases.case`, 17."""
    if isinstance(about, Thing):
        return about
    if about.pk is None:
        raise ValueError("A note needs a row that is already written")
    return Thing(about._meta.label_lower, about.pk)


def notes_about(about: models.Model | Thing) -> models.QuerySet[Note]:
    """All that was done and read about a thing, oldest first: for the desks."""
    thing = thing_of(about)
    return (
        Note.objects.filter(about_kind=thing.kind, about_id=thing.id)
        .select_related("by")
        .order_by("seq")
    )


def timeline(about: models.Model | Thing) -> models.QuerySet[Note]:
    """Tell what the subscriber reads about his case, oldest first. Names of staff stay inside."""
    return notes_about(about).filter(public=True)


def readings_of(party: models.Model | Thing) -> models.QuerySet[Note]:
    """Who looked into this person's data, newest first."""
    return notes_about(party).filter(is_reading=True).order_by("-seq")


def recent(
    *,
    before: int | None = None,
    by: int | None = None,
    about: models.Model | Thing | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    only_readings: bool = False,
) -> models.QuerySet[Note]:
    """Give a page of the journal, newest first; `before` is the last id of the page above.

    `since` is the first moment of the time asked for, `until` the first after it.
    """
    notes = Note.objects.select_related("by").order_by("-id")
    if before is not None:
        notes = notes.filter(id__lt=before)
    if by is not None:
        notes = notes.filter(by=by)
    if about is not None:
        thing = thing_of(about)
        notes = notes.filter(about_kind=thing.kind, about_id=thing.id)
    if since is not None:
        notes = notes.filter(at__gte=since)
    if until is not None:
        notes = notes.filter(at__lt=until)
    if only_readings:
        notes = notes.filter(is_reading=True)
    return notes[:PAGE]


def verify_chains() -> list[str]:
    """Walk every chain; name each row that was altered, moved, put in or cut out."""
    notes = Note.objects.order_by("about_kind", "about_id", "seq").iterator(chunk_size=2000)
    chains = groupby(notes, key=lambda note: Thing(note.about_kind, note.about_id))
    return [trouble for _, chain in chains for trouble in _broken_links(chain)]


def verify() -> list[str]:
    """Tell what is wrong with the journal; nothing, when all is well."""
    return unguarded(Note._meta.db_table) + verify_chains()


def _broken_links(chain: Iterable[Note]) -> Iterator[str]:
    seq, previous = 0, BEGINNING
    for note in chain:
        seq += 1
        if note.seq != seq:
            yield f"{_name(note)}: the notes {seq} to {note.seq - 1} before it are gone"
            seq = note.seq
        elif note.previous != previous:
            yield f"{_name(note)}: it does not follow the note before it"
        if note.mac != seal(entry_of(note), settings.JOURNAL_KEY):
            yield f"{_name(note)}: it was altered after it was written"
        previous = note.mac


def entry_of(note: Note) -> Entry:
    return Entry(
        about=Thing(note.about_kind, note.about_id),
        seq=note.seq,
        at=note.at,
        by=note.by_id,
        actor=note.actor,
        what=note.what,
        data=note.data,
        public=note.public,
        is_reading=note.is_reading,
        previous=note.previous,
    )


def _name(note: Note) -> str:
    return f"journal row {note.pk} ({note.about_kind} {note.about_id}, note {note.seq})"
