"""The lines outside the database, and what they bring to light."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from kabinet.journal.actions import note
from kabinet.journal.checkpoints import checkpoint, place, verify_checkpoints
from kabinet.journal.models import Note
from kabinet.journal.queries import verify_chains
from kabinet.journal.rules import Thing
from tests.flush.management.commands.flush import guards_lifted

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CASE = Thing("cases.case", 17)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_file(tmp_path: Path, settings) -> None:
    settings.CHECKPOINTS = str(tmp_path / "elsewhere.jsonl")


@pytest.fixture
def unguarded(db: None) -> Iterator[None]:
    with guards_lifted(connection):
        yield


def write(count: int) -> list[Note]:
    return [note(what="case.note", about=CASE, at=MONDAY) for _ in range(count)]


def test_a_line_tells_what_was_written_since_the_last_one():
    write(3)
    first = checkpoint(at=MONDAY)
    write(2)
    second = checkpoint(at=MONDAY)

    assert first is not None
    assert second is not None
    assert (first.count, second.count, second.after) == (3, 2, first.upto)
    assert checkpoint(at=MONDAY) is None
    assert verify_checkpoints() == []


def test_the_end_of_a_chain_cut_off_shows_only_outside(unguarded):
    notes = write(3)
    checkpoint(at=MONDAY)

    Note.objects.filter(pk=notes[-1].pk).delete()

    assert verify_chains() == []
    (trouble,) = verify_checkpoints()
    assert trouble.startswith(f"journal rows 1 to {notes[-1].pk}: 2 are there, 3 were")


def test_a_line_that_was_altered_is_named():
    write(1)
    checkpoint(at=MONDAY)
    place().write_text(place().read_text().replace("2026-11-23", "2026-11-22"))

    (trouble,) = verify_checkpoints()
    assert trouble.endswith("the line was altered or cut")


def test_a_line_taken_out_is_noticed():
    for _ in range(3):
        write(1)
        checkpoint(at=MONDAY)
    first, _, third = place().read_text().splitlines(keepends=True)
    place().write_text(first + third)

    assert any("altered or cut" in trouble for trouble in verify_checkpoints())


def test_a_line_cut_off_by_a_crash_is_written_again():
    write(1)
    checkpoint(at=MONDAY)
    with place().open("a") as file:
        file.write('{"after":')
    write(1)
    checkpoint(at=MONDAY)

    assert place().read_text().count("\n") == 2
    assert verify_checkpoints() == []


def test_a_file_of_something_else_is_said_to_be_unreadable():
    place().write_text("hello\n")

    (trouble,) = verify_checkpoints()
    assert trouble.endswith("the file cannot be read")
