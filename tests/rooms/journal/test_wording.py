"""Each code of the journal has its words."""

import ast
from collections.abc import Iterator
from pathlib import Path

from kabinet.journal.models import Note
from kabinet.journal.wording import SENTENCES, say

SOURCE = Path("src/kabinet")
WRITERS = {"note", "_note"}


def codes_in(tree: ast.AST) -> Iterator[str]:
    """Find what is said to `note(what=…)`, both sides of an `if` included."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in WRITERS:
            said = [word.value for word in call.keywords if word.arg == "what"] or call.args[:1]
            for part in (part for place in said for part in ast.walk(place)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def test_every_code_that_is_written_anywhere_has_a_sentence():
    written = {
        code for path in SOURCE.rglob("*.py") for code in codes_in(ast.parse(path.read_text()))
    }

    assert len(written) > 10
    assert written - SENTENCES.keys() == set()


def test_the_data_fills_the_sentence_as_the_door_shows_it():
    note = Note(what="money.refunded", data={"amount": 29900})

    assert say(note, show={"amount": lambda kopecks: f"{kopecks // 100} ₽"}).endswith("299 ₽")


def test_a_telling_value_chooses_the_sentence():
    refused = Note(what="decision.final", data={"outcome": "refused"})
    unknown = Note(what="decision.final", data={"outcome": "postponed"})

    assert say(refused) == str(SENTENCES["decision.final:refused"])
    assert say(unknown) == str(SENTENCES["decision.final"])


def test_an_old_note_that_does_not_say_enough_still_has_words():
    assert say(Note(what="service.stopped", data={})).count("—") == 1


def test_a_code_without_words_stays_a_code():
    assert say(Note(what="moon.risen", data={})) == "moon.risen"
