"""A template and facts make a letter; what a person typed stays text."""

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from kabinet.documents.letters import (
    BadLetter,
    Letter,
    fill,
    fill_text,
    fingerprint,
    from_json,
    plain_text,
    to_json,
)
from kabinet.kit.money import Money
from kabinet.pack.formats import Block
from tests.rules.documents.samples import CLAIM, FACTS, SIGNATURE, STAMP, one_block


def lines(letter: Letter, kind: str) -> list[str]:
    return [line for part in letter.parts if part.kind == kind for line in part.lines]


def claim(**changes: object) -> Letter:
    return fill(CLAIM, FACTS | changes)


def with_sex(sex: str) -> dict[str, object]:
    return {"claimant": {**FACTS["claimant"], "sex": sex}}


def test_a_claim_has_its_parts_in_order():
    kinds = [part.kind for part in claim().parts]

    assert kinds == [
        "to", "from", "title", "subtitle", "place_date", "p", "table", "p", "p", "numbered", "p",
        "attachments", "signature",
    ]  # fmt: skip


def test_facts_stand_where_their_placeholders_stood():
    letter = claim()

    assert lines(letter, "to")[0] == "Генеральному директору"
    assert lines(letter, "place_date") == ["г. Чита", "24\xa0ноября 2026\xa0г."]
    table = next(part for part in letter.parts if part.kind == "table")
    assert table.rows[0] == ("18.11.2026", "Гороскоп на каждый день", "29,90\xa0руб.")
    assert table.total == "89,70\xa0руб."


@pytest.mark.parametrize(
    ("sex", "words"), [("female", "вынуждена"), ("male", "вынужден"), ("", "вынужден(а)")]
)
def test_words_follow_the_sex_of_the_claimant(sex: str, words: str):
    assert f"буду {words} обратиться" in lines(claim(**with_sex(sex)), "p")[-1]


def test_forms_that_do_not_begin_alike_are_both_shown_when_the_sex_is_unknown():
    assert fill_text("{sex:сам|сама}, {sex:он|она}, {sex:шёл|шла}", {}) == "сам(а), он(а), шёл/шла"


def test_what_was_typed_is_never_filled_again():
    typed = "Гороскоп {claim.city} {sex:а|б} {{x}} {"

    letter = claim(answers={"service": typed})

    assert f"«{typed}»" in lines(letter, "p")[1]


@pytest.mark.parametrize("path", ["claim.city", "operator.legal_name", "answers.service"])
def test_a_missing_fact_is_named(path: str):
    room, name = path.split(".")
    facts = FACTS | {room: {key: value for key, value in FACTS[room].items() if key != name}}

    with pytest.raises(BadLetter, match=rf"claim_paid_service: {path} is missing"):
        fill(CLAIM, facts)


def test_a_fact_of_nothing_is_missing_in_a_sentence():
    with pytest.raises(BadLetter, match=r"claim\.city is missing"):
        claim(claim={**FACTS["claim"], "city": None})


def test_a_line_of_a_header_with_nothing_to_say_is_left_out():
    letter = claim()

    assert not [line for line in lines(letter, "from") if "эл. почта" in line]
    assert len(lines(letter, "from")) == 6


def test_a_line_of_a_header_must_still_be_known():
    with pytest.raises(BadLetter, match=r"claimant\.emial is missing"):
        fill(one_block("from", "{claimant.emial}"), FACTS)


@pytest.mark.parametrize("stray", ["{", "}", "{}", "{a b}", "{sex:он}", "{1}", "{{a}}"])
def test_a_template_with_a_stray_bracket_is_refused(stray: str):
    with pytest.raises(BadLetter, match="stray"):
        fill(one_block("p", f"текст {stray}"), {"a": "b"})


@pytest.mark.parametrize("value", [True, 1.5, [], {}, datetime(2026, 11, 24)])  # noqa: DTZ001
def test_a_value_that_no_letter_can_show_is_refused(value: object):
    with pytest.raises(BadLetter, match="a "):
        fill(one_block("p", "{a}"), {"a": value})


def test_a_list_that_is_none_is_refused():
    with pytest.raises(BadLetter, match="demands is no list"):
        fill(one_block("numbered", rows="demands"), {"demands": "всё"})


def test_a_row_without_its_cell_is_refused():
    template = one_block("table", rows="rows", columns=(("Дата", "date", "left"),))

    with pytest.raises(BadLetter, match=r"rows\[\]\.date is missing"):
        fill(template, {"rows": [{"day": date(2026, 11, 24)}]})


def test_blocks_are_shown_and_hidden_by_facts():
    shown = Block(kind="p", text=("да",), when="a.b")
    hidden = Block(kind="p", text=("нет",), unless="a.b")
    template = replace(one_block("p"), blocks=(shown, hidden))

    assert lines(fill(template, {"a": {"b": 1}}), "p") == ["да"]
    assert lines(fill(template, {"a": {}}), "p") == ["нет"]
    assert lines(fill(template, {}), "p") == ["нет"]


def test_items_without_rows_are_the_lines_of_the_template():
    letter = fill(one_block("numbered", "вернуть {a}", "ответить"), {"a": Money(5_00)})

    assert letter.parts[0].items == ("вернуть 5,00\xa0руб.", "ответить")


def test_items_and_cells_are_tidied_like_all_text():
    items = fill(one_block("numbered", rows="a"), {"a": ["б\x00\r\nв"]})
    table = one_block("table", rows="a", columns=(("Что", "b", "left"),), total="c")
    cells = fill(table, {"a": [{"b": "\ud800"}], "c": "\x01"})

    assert items.parts[0].items == ("б\ufffd\nв",)
    assert cells.parts[0].rows == (("\ufffd",),)
    assert cells.parts[0].total == "\ufffd"


def test_a_sender_before_any_addressee_is_the_letterhead():
    from_first = replace(one_block("p"), blocks=(Block(kind="from", text=("ПАО",)), *CLAIM.blocks))

    kinds = [part.kind for part in fill(from_first, FACTS).parts]

    assert kinds[:3] == ["letterhead", "to", "from"]


def test_a_letter_survives_json():
    letter = claim()

    laid_out = json.loads(json.dumps(to_json(letter)))

    assert from_json(laid_out, template=letter.template, edition=letter.edition) == letter


def test_the_fingerprint_is_of_what_the_letter_says_and_nothing_else():
    letter = claim()

    assert fingerprint(replace(letter, stamp=STAMP, signature=SIGNATURE)) == fingerprint(letter)
    assert fingerprint(claim(attachments=["другое"])) != fingerprint(letter)
    assert len(fingerprint(letter)) == 64


def test_the_plain_text_says_everything():
    text = plain_text(claim())

    for words in ("ПРЕТЕНЗИЯ", "2. Вернуть 89", "29,90\xa0руб.", "89,70\xa0руб.", "Ковалёва М. С."):
        assert words in text


def test_words_may_follow_the_sex_of_somebody_else():
    template = one_block("p", "{receiver.sex:именуемый|именуемая}, {sex:вынужден|вынуждена}")
    letter = fill(template, {"receiver": {"sex": "female"}, "claimant": {"sex": "male"}})

    assert lines(letter, "p") == ["именуемая, вынужден"]
