"""Writing a note: its place in the chain, and that nothing can take it back."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from kabinet.journal.actions import note
from kabinet.journal.models import Note
from kabinet.journal.queries import notes_about, readings_of, recent, timeline, verify
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


def test_the_subscriber_reads_public_notes_only():
    note(what="case.registered", about=CASE, at=MONDAY, public=True)
    note(what="case.note", about=CASE, at=MONDAY)

    assert [written.what for written in timeline(CASE)] == ["case.registered"]


def test_a_person_sees_who_looked_the_latest_first(django_user_model):
    clerk = django_user_model.objects.create(email="olga@example.org", is_staff=True)
    person = Thing("parties.party", 5)
    note(what="consent.given", about=person, at=MONDAY)
    for reason in ("claim", "visit"):
        note(
            what="paper.revealed",
            about=person,
            at=MONDAY,
            by=clerk,
            data={"reason": reason},
            is_reading=True,
        )

    assert [reading.data["reason"] for reading in readings_of(person)] == ["visit", "claim"]
    assert list(recent(only_readings=True, by=clerk.pk)) == list(readings_of(person))


def test_the_journal_is_read_page_by_page():
    for _ in range(60):
        note(what="case.note", about=CASE, at=MONDAY)

    first = list(recent())
    second = list(recent(before=first[-1].pk, since=MONDAY))
    assert (len(first), len(second)) == (50, 10)


def test_a_note_is_about_a_row_that_is_written():
    with pytest.raises(ValueError, match="already written"):
        note(what="case.note", about=Note(), at=MONDAY)
