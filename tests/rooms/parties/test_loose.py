"""A passport typed into a form: sealed at once, shown by two digits, read with a record."""

import json

import pytest

from kabinet.access.rules import Role
from kabinet.claims.actions import drafts
from kabinet.claims.models import Draft
from kabinet.claims.queries.interview import answered, path_of
from kabinet.journal.models import Note
from kabinet.journal.queries import notes_about
from kabinet.kit.errors import NotPermitted
from kabinet.parties.actions import (
    BadPassport,
    ReasonNeeded,
    put_away,
    reveal_loose,
    rewrap_keys,
    throw_away,
)
from kabinet.parties.models import LoosePaper
from kabinet.parties.rules import SEALED, masked
from tests.people import MONDAY, person, staff
from tests.rooms.parties.test_erase import whole_database

pytestmark = pytest.mark.django_db
TYPED = "4611 987654"
PLAIN = "4611987654"


@pytest.fixture
def officer():
    return staff(Role.CLAIMS_OFFICER)


@pytest.fixture
def draft() -> Draft:
    return drafts.start(
        kind="question",
        owner=None,
        party=None,
        answers={},
        charges=[],
        language="ru",
        at=MONDAY,
    )


def answer(draft: Draft, typed: str) -> Draft:
    return drafts.save_answers(draft_id=draft.pk, answers={"passport": typed}, at=MONDAY)


def read(mark: str, draft: Draft, by, reason: str = "inquiry") -> dict[str, str]:
    return reveal_loose(mark=mark, about=draft, by=by, at=MONDAY, reason=reason, case="2026-00017")


def test_what_is_typed_lies_nowhere_in_the_database(draft):
    kept = answer(draft, TYPED).answers["passport"]

    assert kept.startswith(SEALED)
    assert masked(kept) == "•• •• ••••54"
    assert PLAIN not in whole_database()
    assert TYPED not in whole_database()


def test_the_check_shows_two_digits(draft):
    path = path_of(answer(draft, TYPED))

    shown = {one.question.id: one.text for one in answered(path)}
    assert shown["passport"] == "•• •• ••••54"


def test_an_officer_reads_it_with_a_record_that_comes_first(draft, officer):
    mark = answer(draft, TYPED).answers["passport"]

    assert read(mark, draft, officer) == {"number": PLAIN}
    (note,) = notes_about(draft)
    assert (note.what, note.by, note.is_reading) == ("paper.revealed", officer, True)
    assert note.data["reason"] == "inquiry"
    assert PLAIN not in json.dumps(note.data)


@pytest.mark.parametrize("role", [Role.CARE_AGENT, Role.REGISTRY, Role.SUPERVISOR])
def test_whoever_may_not_look_sees_nothing(draft, role):
    mark = answer(draft, TYPED).answers["passport"]

    with pytest.raises(NotPermitted):
        read(mark, draft, staff(role))

    assert not Note.objects.filter(what="paper.revealed").exists()


@pytest.mark.parametrize("reason", ["", "own", "because"])
def test_a_reason_is_needed(draft, officer, reason):
    mark = answer(draft, TYPED).answers["passport"]

    with pytest.raises(ReasonNeeded):
        read(mark, draft, officer, reason)


def test_a_new_one_takes_the_place_of_the_old_one(draft):
    first = answer(draft, TYPED).answers["passport"]
    second = answer(draft, "4612 111111").answers["passport"]

    assert first != second
    assert [paper.mark for paper in LoosePaper.objects.all()] == [second]


def test_sent_back_as_it_was_it_stays(draft):
    first = answer(draft, TYPED).answers["passport"]

    assert answer(draft, first).answers["passport"] == first
    assert LoosePaper.objects.count() == 1


def test_taken_back_it_is_gone(draft):
    answer(draft, TYPED)

    assert answer(draft, "").answers["passport"] == ""
    assert not LoosePaper.objects.exists()


def test_a_discarded_draft_takes_it_along(draft):
    answer(draft, TYPED)

    drafts.discard(draft_id=draft.pk, at=MONDAY)

    assert not LoosePaper.objects.exists()


def test_a_mark_that_somebody_made_up_opens_nothing(draft):
    answer(draft, TYPED)

    with pytest.raises(BadPassport):
        answer(draft, f"{SEALED}made-up:00")


def test_only_a_passport_is_put_away():
    with pytest.raises(BadPassport):
        put_away(typed="4611", at=MONDAY)
    throw_away(answers=["4611", None, 7, ["x"]])

    assert not LoosePaper.objects.exists()


def test_a_new_operators_key_opens_it_too(draft, officer, settings):
    mark = answer(draft, TYPED).answers["passport"]
    settings.PAPER_KEYS_BEFORE = [settings.PAPER_KEY]
    settings.PAPER_KEY = "a-new-paper-key-of-the-tests-guards-nothing"

    assert rewrap_keys(at=MONDAY) == 1

    settings.PAPER_KEYS_BEFORE = []
    assert read(mark, draft, officer) == {"number": PLAIN}


def test_an_erased_person_leaves_no_draft_and_no_typed_passport():
    maria = person("Лебедева", "Мария")
    draft = drafts.start(
        kind="question", owner=None, party=maria, answers={}, charges=[], language="ru", at=MONDAY
    )
    answer(draft, TYPED)

    drafts.forget_drafts(party=maria, at=MONDAY)

    assert not Draft.objects.exists()
    assert not LoosePaper.objects.exists()
    assert [note.what for note in notes_about(maria)][-1] == "drafts.forgotten"
