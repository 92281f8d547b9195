"""Writing a note. There is no other action: a note is never changed and never deleted."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef

from kabinet.journal.models import Note
from kabinet.journal.queries import thing_of
from kabinet.journal.rules import BEGINNING, Entry, Thing, plain, seal
from kabinet.kit.rows import insert


@transaction.atomic(savepoint=False)  # a deed whose note fails is not done
def note(
    *,
    what: str,
    about: models.Model | Thing,
    at: datetime,
    by: AbstractBaseUser | None = None,
    actor: str = "",
    data: Mapping[str, Any] | None = None,
    public: bool = False,
    is_reading: bool = False,
    is_first: bool = False,
) -> Note:
    """Write down a deed or a reading, in the transaction of the deed.

    `data` holds ids, codes and whole numbers, never personal data. A reading of a person's
    data is noted about that person (`Party`), so that he can see who looked. `is_first`: the
    thing was made in this very transaction, so there is no chain yet to look for.
    """
    thing = thing_of(about)
    seq, previous = (0, BEGINNING) if is_first else _end_of_chain(thing)
    entry = Entry(
        about=thing,
        seq=seq + 1,
        at=at,
        by=by.pk if by else None,
        actor=actor,
        what=what,
        data=plain(data or {}),
        public=public,
        is_reading=is_reading,
        previous=previous,
    )
    return write(entry)


@transaction.atomic(savepoint=False)
def note_many(
    *,
    what: str,
    about: Sequence[tuple[models.Model, Mapping[str, Any]]],
    at: datetime,
    by: AbstractBaseUser | None = None,
    actor: str = "",
    public: bool = False,
) -> None:
    """Write down one deed about many things of one kind, each with its own data, in few queries."""
    things = {thing_of(one): data for one, data in about}
    ends = _ends_of_chains(things)
    entries = [
        Entry(
            about=thing,
            seq=ends.get(thing.id, (0, BEGINNING))[0] + 1,
            at=at,
            by=by.pk if by else None,
            actor=actor,
            what=what,
            data=plain(data),
            public=public,
            is_reading=False,
            previous=ends.get(thing.id, (0, BEGINNING))[1],
        )
        for thing, data in things.items()
    ]
    Note.objects.bulk_create((Note(**columns_of(entry)) for entry in entries), batch_size=500)


def write(entry: Entry) -> Note:
    """Seal an entry and put it down; for those who count the links of a chain themselves."""
    row = Note(**columns_of(entry))
    insert(row)
    return row


def columns_of(entry: Entry) -> dict[str, Any]:
    """Turn an entry into the columns of its row, sealed (for writing many at once)."""
    return {
        "about_kind": entry.about.kind,
        "about_id": entry.about.id,
        "seq": entry.seq,
        "at": entry.at,
        "by_id": entry.by,
        "actor": entry.actor,
        "what": entry.what,
        "data": entry.data,
        "public": entry.public,
        "is_reading": entry.is_reading,
        "previous": entry.previous,
        "mac": seal(entry, settings.JOURNAL_KEY),
    }


def _end_of_chain(thing: Thing) -> tuple[int, str]:
    """Find the last link, and keep others from adding to it until the transaction ends."""
    _wait_for_turn([thing])
    links = Note.objects.filter(about_kind=thing.kind, about_id=thing.id).order_by("-seq")
    return links.values_list("seq", "mac").first() or (0, BEGINNING)


def _ends_of_chains(things: Collection[Thing]) -> dict[int, tuple[int, str]]:
    """Find the last links of the chains of things of one kind, and hold them all."""
    if not things:
        return {}
    (kind,) = {thing.kind for thing in things}
    _wait_for_turn(things)
    links = Note.objects.filter(about_kind=kind, about_id__in=[thing.id for thing in things])
    later = Note.objects.filter(
        about_kind=kind, about_id=OuterRef("about_id"), seq__gt=OuterRef("seq")
    )
    last = links.filter(~Exists(later)).values_list("about_id", "seq", "mac")
    return {pk: (seq, mac) for pk, seq, mac in last}


def _wait_for_turn(things: Collection[Thing]) -> None:
    """Let one writer at a time add to these things' chains; other chains do not wait.

    SQLite has one writer as it is. The locks go with the transaction; they are taken in the
    order of their names, so that two writers of many cannot wait for each other.
    """
    if connection.vendor == "postgresql":
        names = sorted(f"journal:{thing.kind}:{thing.id}" for thing in things)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(name, 0))"
                " FROM unnest(%s::text[]) WITH ORDINALITY AS wanted (name, place) ORDER BY place",
                [names],
            )
