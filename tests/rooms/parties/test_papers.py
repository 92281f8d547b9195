"""Papers: sealed, found by their exact number, opened through one door that records first."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection

from kabinet.access.rules import Role
from kabinet.journal.models import Note
from kabinet.journal.queries import notes_about
from kabinet.kit.errors import NotPermitted
from kabinet.parties.actions import (
    BadPassport,
    ReasonNeeded,
    find_by_passport,
    reveal,
    rewrap_keys,
    seal_paper,
)
from kabinet.parties.models import IdentityPaper, PersonKey, ReadingReason
from kabinet.parties.queries import readings_of
from kabinet.parties.sealing import BrokenSeal, blind_index
from tests.people import MONDAY, person, staff, subscriber

pytestmark = pytest.mark.django_db
CANARY = "4509123456"


@pytest.fixture
def ivan():
    return person()


@pytest.fixture
def paper(ivan):
    return seal_paper(
        party=ivan,
        series_number="45 09 123456",
        issued_by="ОВД «Канарейка»",
        issued_on=date(2009, 5, 1),
        department="770-001",
        at=MONDAY,
    )


@pytest.fixture
def officer():
    return staff(Role.CLAIMS_OFFICER)


@pytest.fixture
def clerk():
    return staff(Role.REGISTRY, name="Клавдия Иванова")


def test_what_was_sealed_comes_back_whole(paper, officer):
    shown = reveal(paper=paper, by=officer, at=MONDAY, reason="claim", case="2026-00017")

    assert shown == {
        "number": CANARY,
        "issued_by": "ОВД «Канарейка»",
        "issued_on": "2009-05-01",
        "department": "770-001",
    }


def test_the_owner_reads_who_looked_when_and_why(ivan, paper, officer):
    reveal(paper=paper, by=officer, at=MONDAY, reason="claim", case="2026-00017")

    (reading,) = readings_of(ivan)
    assert (reading.who, reading.at, reading.what) == ("Ольга Власова", MONDAY, "paper.revealed")
    assert (reading.reason, reading.case) == ("claim", "2026-00017")
    assert reading.why == str(ReadingReason.CLAIM.label)


@pytest.mark.parametrize("times", [1, 7])
def test_every_reveal_has_its_record(ivan, paper, officer, times):
    shown = [reveal(paper=paper, by=officer, at=MONDAY, reason="claim") for _ in range(times)]

    canaries = json.dumps(shown).count(CANARY)
    assert canaries == times == Note.objects.filter(what="paper.revealed").count()


def test_the_record_stays_when_the_opening_fails(ivan, paper, officer):
    IdentityPaper.objects.filter(pk=paper.pk).update(sealed=b"\x01" + b"0" * 40)
    paper.refresh_from_db()

    with pytest.raises(BrokenSeal):
        reveal(paper=paper, by=officer, at=MONDAY, reason="claim")

    assert len(readings_of(ivan)) == 1


@pytest.mark.parametrize("role", [Role.REGISTRY, Role.CARE_AGENT, Role.SUPERVISOR, Role.AUDITOR])
def test_whoever_may_not_look_sees_nothing_and_leaves_no_record(ivan, paper, role):
    with pytest.raises(NotPermitted):
        reveal(paper=paper, by=staff(role), at=MONDAY, reason="claim")

    assert readings_of(ivan) == []


def test_a_person_opens_his_own_paper_and_that_is_recorded_too(ivan, paper):
    shown = reveal(paper=paper, by=subscriber(ivan), at=MONDAY, reason=ReadingReason.OWN)

    assert shown["number"] == CANARY
    assert [reading.reason for reading in readings_of(ivan)] == ["own"]


def test_a_person_does_not_open_anybody_elses_paper(ivan, paper):
    maria = subscriber(person("Лебедева", "Мария"), "+79110000001")

    for reason in ("own", "claim"):
        with pytest.raises(NotPermitted):
            reveal(paper=paper, by=maria, at=MONDAY, reason=reason)
    assert readings_of(ivan) == []


@pytest.mark.parametrize("reason", ["", "because", "own"])
def test_staff_say_why(ivan, paper, officer, reason):
    with pytest.raises(ReasonNeeded):
        reveal(paper=paper, by=officer, at=MONDAY, reason=reason)

    assert readings_of(ivan) == []


def test_nothing_of_the_paper_lies_open_in_the_database(paper):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM parties_identitypaper")
        row = [
            bytes(value) if isinstance(value, memoryview) else value for value in cursor.fetchone()
        ]
    text = b"".join(value if isinstance(value, bytes) else str(value).encode() for value in row)

    assert CANARY.encode() not in text
    assert "Канарейка".encode() not in text


def test_a_seal_opens_in_its_own_row_only(ivan, paper, officer):
    other = seal_paper(party=ivan, series_number="4510 654321", at=MONDAY)
    IdentityPaper.objects.filter(pk=other.pk).update(sealed=paper.sealed)
    other.refresh_from_db()

    with pytest.raises(BrokenSeal):
        reveal(paper=other, by=officer, at=MONDAY, reason="claim")


def test_a_seal_does_not_open_under_another_persons_name(ivan, paper, officer):
    maria = person("Лебедева", "Мария")
    IdentityPaper.objects.filter(pk=paper.pk).update(party=maria)
    paper.refresh_from_db()

    with pytest.raises(BrokenSeal):
        reveal(paper=paper, by=officer, at=MONDAY, reason="claim")


def test_the_search_finds_the_exact_number_however_typed_and_opens_nothing(ivan, paper, clerk):
    found = find_by_passport(typed="4509 123456", by=clerk, at=MONDAY, reason="identify")

    assert found == [ivan]
    (reading,) = readings_of(ivan)
    assert (reading.what, reading.who) == ("paper.searched", "Клавдия Иванова")
    assert [note.what for note in notes_about(clerk)][-1] == "paper.searched"
    assert Note.objects.filter(what="paper.revealed").count() == 0


def test_a_search_that_finds_nobody_is_recorded_all_the_same(ivan, paper, clerk):
    assert find_by_passport(typed="4509 123457", by=clerk, at=MONDAY, reason="identify") == []

    note = notes_about(clerk).reverse()[0]
    assert note.data == {"reason": "identify", "case": "", "found": []}
    assert readings_of(ivan) == []


def test_neither_record_nor_search_holds_the_number(paper, clerk):
    find_by_passport(typed=CANARY, by=clerk, at=MONDAY, reason="identify")

    assert all(CANARY not in json.dumps(note.data) for note in Note.objects.all())


def test_not_everybody_searches_by_passport(paper, officer):
    before = Note.objects.count()

    with pytest.raises(NotPermitted):
        find_by_passport(typed=CANARY, by=officer, at=MONDAY, reason="identify")

    assert Note.objects.count() == before


@pytest.mark.parametrize("typed", ["", "45", "4509 12345", "иван"])
def test_what_is_no_passport_is_not_searched_for(clerk, typed):
    with pytest.raises(BadPassport):
        find_by_passport(typed=typed, by=clerk, at=MONDAY, reason="identify")


def test_what_is_no_passport_is_not_sealed(ivan):
    with pytest.raises(BadPassport):
        seal_paper(party=ivan, series_number="4509", at=MONDAY)

    assert not IdentityPaper.objects.exists()


def test_the_same_passport_of_two_parties_finds_both(ivan, paper, clerk):
    twin = person("Сергеев", "Иван")
    seal_paper(party=twin, series_number=CANARY, at=MONDAY)

    assert find_by_passport(typed=CANARY, by=clerk, at=MONDAY, reason="identify") == [ivan, twin]


def test_the_blind_index_is_slow_keyed_and_of_its_kind(settings):
    index = blind_index("passport_rf", CANARY)

    assert index == blind_index("passport_rf", CANARY)
    assert index != blind_index("residence_permit", CANARY)
    settings.INDEX_KEY = "another-key-of-the-tests-guards-nothing-"
    assert index != blind_index("passport_rf", CANARY)


def test_a_new_operators_key_wraps_the_persons_keys_anew(ivan, paper, officer, settings):
    before = PersonKey.objects.get(party=ivan).key_id
    settings.PAPER_KEYS_BEFORE = [settings.PAPER_KEY]
    settings.PAPER_KEY = "a-new-paper-key-of-the-tests-guards-nothing"

    assert rewrap_keys(at=MONDAY) == 1
    assert rewrap_keys(at=MONDAY) == 0

    assert PersonKey.objects.get(party=ivan).key_id != before
    settings.PAPER_KEYS_BEFORE = []
    shown = reveal(paper=paper, by=officer, at=MONDAY + timedelta(hours=1), reason="claim")
    assert shown["number"] == CANARY


def test_without_the_key_nothing_opens(paper, officer, settings):
    settings.PAPER_KEY = "a-new-paper-key-of-the-tests-guards-nothing"

    with pytest.raises(BrokenSeal, match="no operator's key"):
        reveal(paper=paper, by=officer, at=MONDAY, reason="claim")
