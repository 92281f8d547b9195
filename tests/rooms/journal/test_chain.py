"""Any change of the past shows: each field of each row, a row cut out, put in, or moved."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from kabinet.journal.actions import note, write
from kabinet.journal.models import Note
from kabinet.journal.queries import entry_of, notes_about, verify, verify_chains
from kabinet.journal.rules import Entry, Thing, plain, seal
from tests.flush.management.commands.flush import guards_lifted

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CASE = Thing("cases.case", 17)
MUTATIONS: dict[str, Any] = {
    "about_kind": "cases.other",
    "about_id": 18,
    "at": MONDAY + timedelta(microseconds=1),
    "by": None,
    "actor": "somebody else",
    "what": "case.opened",
    "data": {"amount": 2},
    "public": True,
    "is_reading": True,
    "previous": "0" * 64,
    "mac": "0" * 64,
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def unguarded(db: None) -> Iterator[None]:
    """Let the test do what only the owner of the database could."""
    with guards_lifted(connection):
        yield


@pytest.fixture
def clerk(django_user_model):
    return django_user_model.objects.create(email="olga@example.org", is_staff=True)


@pytest.fixture
def chain(unguarded: None, clerk) -> list[Note]:
    return [
        note(what="case.note", about=CASE, at=MONDAY, by=clerk, data={"amount": n})
        for n in (1, 3, 5)
    ]


@pytest.mark.parametrize("field", MUTATIONS)
@pytest.mark.parametrize("link", [0, 1, 2])
def test_an_altered_field_is_found_and_its_row_is_named(chain, field, link):
    broken = chain[link]
    Note.objects.filter(pk=broken.pk).update(**{field: MUTATIONS[field]})

    assert any(f"journal row {broken.pk} " in trouble for trouble in verify_chains())


def test_every_field_of_a_note_has_been_tried():
    assert {field.name for field in Note._meta.fields} - MUTATIONS.keys() == {"id", "seq"}


@pytest.mark.parametrize("link", [0, 1])
def test_a_row_cut_out_is_found_at_the_row_after_it(chain, link):
    Note.objects.filter(pk=chain[link].pk).delete()

    (trouble,) = verify_chains()
    assert trouble.startswith(f"journal row {chain[link + 1].pk} (cases.case 17, note {link + 2}):")
    assert trouble.endswith(f"the notes {link + 1} to {link + 1} before it are gone")


def test_two_rows_that_changed_places_are_found(chain):
    first, second, _ = chain
    Note.objects.filter(pk=first.pk).update(seq=99)
    Note.objects.filter(pk=second.pk).update(seq=1)
    Note.objects.filter(pk=first.pk).update(seq=2)

    troubles = "".join(verify_chains())
    assert f"row {first.pk} " in troubles
    assert f"row {second.pk} " in troubles


def test_a_chain_rebuilt_without_the_key_is_found_row_by_row(chain):
    previous = ""
    for row in chain:
        entry = entry_of(row)
        forged = Entry(**{**vars(entry), "what": "case.opened", "previous": previous})
        previous = seal(forged, "not the key, but also of thirty-two characters")
        Note.objects.filter(pk=row.pk).update(
            what=forged.what, previous=forged.previous, mac=previous
        )

    assert len(verify_chains()) == 3


def test_a_row_put_in_the_middle_is_found(chain):
    middle = entry_of(chain[1])
    Note.objects.filter(pk=chain[2].pk).update(seq=4)
    write(Entry(**{**vars(middle), "seq": 3, "previous": chain[1].mac}))

    assert any(f"row {chain[2].pk} " in trouble for trouble in verify_chains())


def test_a_guard_that_was_taken_away_is_missed(chain):
    assert verify() == ["journal_note: the guard against changes is missing"]


def test_both_databases_give_back_what_was_sealed():
    said = {"имя": "Ё", "codes": ["a", "b"], "sum": 10**17, "none": None, "yes": True, "n": {}}
    note(what="case.note", about=CASE, at=MONDAY.astimezone(), data=said)

    assert verify() == []
    assert notes_about(CASE).get().data == said


@pytest.mark.parametrize("value", [0.1, MONDAY, {1, 2}, b"x"])
def test_what_would_not_come_back_the_same_is_refused(value):
    with pytest.raises(TypeError):
        plain({"a": [value]})


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_make_one_chain():
    def write_ten(writer: int) -> None:
        try:
            for _ in range(10):
                note(what="case.note", about=CASE, at=MONDAY, data={"writer": writer})
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=16) as writers:
        list(writers.map(write_ten, range(16)))

    assert [row.seq for row in notes_about(CASE)] == list(range(1, 161))
    assert verify() == []
