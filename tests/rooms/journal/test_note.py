"""Writing a note: its place in the chain, and that nothing can take it back."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from kabinet.journal.actions import note
from kabinet.journal.models import Note
from kabinet.journal.queries import notes_about, verify
from kabinet.journal.rules import Thing

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CASE = Thing("cases.case", 17)
OTHER = Thing("cases.case", 18)

pytestmark = pytest.mark.django_db


def test_each_thing_has_a_chain_of_its_own():
    for about in (CASE, OTHER, CASE):
        note(what="case.note", about=about, at=MONDAY, actor="test")

    assert [written.seq for written in notes_about(CASE)] == [1, 2]
    assert [written.seq for written in notes_about(OTHER)] == [1]
    first, second = notes_about(CASE)
    assert (first.previous, second.previous) == ("", first.mac)
    assert verify() == []


@pytest.mark.django_db(transaction=True)
def test_the_database_itself_refuses_to_change_a_note():
    written = note(what="case.note", about=CASE, at=MONDAY)

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        Note.objects.filter(pk=written.pk).update(what="case.opened")

    assert Note.objects.get().what == "case.note"
