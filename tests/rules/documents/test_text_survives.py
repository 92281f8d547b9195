"""The paper says what was typed: every character, in every form, and none of it becomes code."""

import io
import re
import unicodedata
import zipfile
from collections import Counter
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from kabinet.documents.letters import fill, tidy
from kabinet.documents.renderers import docx, html, pdf
from kabinet.documents.renderers.coverage import unshown
from kabinet.documents.visible import read_back, write_out
from tests.rules.documents.pdf_reader import written_text
from tests.rules.documents.reading import (
    docx_paragraphs,
    docx_parts,
    inked,
    pdf_text,
)
from tests.rules.documents.samples import one_block

AT = datetime(2026, 11, 24, 5, 5, tzinfo=UTC)
HOSTILE = [
    "&", "<", ">", "&amp;", "<b>", "</w:t>", "<w:instrText>", "<!--", "-->", "]]>", "<![CDATA[",
    "{{ 7*7 }}", "{% load x %}", "{claim.sum}", "{sex:а|б}", "{}", "{", "}", "%s", "${x}", "#{x}",
    "#strong[x]", "$x^2$", "*x*", "_x_", "`x`", "\\", "\\n", "@ref", "<label>", "//", "/*", "= x",
    'INCLUDEPICTURE "http://x"', "=1+1", "\"'", "\t", "\n", "\r\n", "\x00", "\x0b", "\ud800",
    "\ufffe", "Привет", "№", "₽", "«ё»", "e\u0301", "и\u0306", "a\u0323\u0308", "שלום", "سلام",
    "(لا)", "\u202e", "\u2066", "\u200b", "\u00ad", "\u00a0", "\u2028", "漢字", "😀",
    "👨\u200d👩\u200d👧", "⟨U+0041⟩", "⟨U+", "-", "‑", "—", "fi", "ffl", "x" * 200, "ж" * 90,
]  # fmt: skip
EVERYDAY = [text for text in HOSTILE if not set(text) - set(map(chr, range(0x20, 0x460)))]
EVERYDAY.remove("\u00ad")  # PDFium shows it as the hyphen that it would be at a line's end
hostile_texts = st.lists(
    st.sampled_from(HOSTILE) | st.text(max_size=12), min_size=1, max_size=12
).map("".join)
any_texts = st.text(st.characters(), max_size=300)


def runs_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in text)


quietly = settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
KINDS = ["p", "to", "title", "subtitle", "note", "numbered", "attachments", "signature"]


def letter_of(text: str, kind: str = "p"):
    return fill(one_block(kind, "{text}"), {"text": text})


@quietly
@given(any_texts | hostile_texts)
def test_every_character_comes_back_from_the_word_file(text: str):
    file = docx.render(letter_of(text), written_at=AT)

    assert "\n".join(docx_paragraphs(file)) == tidy(text)


@quietly
@given(any_texts | hostile_texts)
def test_every_character_that_leaves_ink_comes_back_from_the_pdf(text: str):
    file = pdf.render(letter_of(text), written_at=AT)

    seen = inked(written_text(file))
    lines = tidy(text).expandtabs(1).split("\n")
    expected = inked("".join(write_out(line, unshown(line)) for line in lines))
    if runs_right_to_left(text):
        assert Counter(seen) == Counter(expected)
    else:
        assert seen == expected
        assert inked(read_back(seen)) == inked(tidy(text))


@quietly
@given(st.lists(st.sampled_from(EVERYDAY)).map("".join))
def test_another_reader_finds_every_everyday_character_in_the_pdf(text: str):
    file = pdf.render(letter_of(text), written_at=AT)

    assert pdf_text(file) == inked(tidy(text))


@quietly
@given(hostile_texts)
def test_every_character_comes_back_from_the_page_and_nothing_becomes_markup(text: str):
    page = html.render(letter_of(text))

    reader = PageReader()
    reader.feed(page)
    assert read_back("\n".join(reader.paragraphs)) == tidy(text)
    assert reader.tags <= {"article", "div", "p"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["& < > {{ 7*7 }} {% x %} ]]> Ёж «ю»", "строка 1\nстрока 2\n\n4"])
def test_every_kind_of_block_keeps_what_was_typed(kind: str, text: str):
    letter = letter_of(text, kind)

    word = "\n".join(docx_paragraphs(docx.render(letter, written_at=AT)))
    paper = pdf_text(pdf.render(letter, written_at=AT))
    assert inked(text) in inked(word)
    assert inked(text) in paper
    assert text.count("\n") <= word.count("\n")


def test_cells_of_a_table_keep_what_was_typed():
    text = "& < > {{ 7*7 }} ]]>\nдвадцать-две-тысячи-рублей-без-пробелов"
    columns = (("Что", "what", "left"), ("Сколько", "sum", "right"))
    template = one_block("table", rows="rows", columns=columns, total="sum")

    letter = fill(template, {"rows": [{"what": text, "sum": "1"}] * 40, "sum": text})

    for seen in (
        "".join(docx_paragraphs(docx.render(letter, written_at=AT))),
        pdf_text(pdf.render(letter, written_at=AT)),
    ):
        assert inked(seen).count(inked(text)) == 41


def test_a_text_of_a_hundred_thousand_characters_survives_whole():
    text = "Слово & <дело>. {{ x }} " * 4000 + "ж" * 4000

    word = docx.render(letter_of(text), written_at=AT)
    paper = pdf.render(letter_of(text), written_at=AT)
    assert docx_paragraphs(word) == [text]
    assert pdf_text(paper) == inked(text)


def test_characters_without_ink_disturb_no_others():
    text = "сло\u00adво a\u200bb\u200dc \ufeffd\u2060e"

    assert pdf_text(pdf.render(letter_of(text), written_at=AT)) == inked(text)


def test_a_letter_with_a_mark_comes_back_once():
    text = "S\u0300 A\u035c l\u0306 а\u0301 и\u0306 е\u0308"

    file = pdf.render(letter_of(text), written_at=AT)

    assert pdf_text(file) == inked(text)


def test_hebrew_comes_back_in_its_own_order():
    text = "שלום עולם"

    assert pdf_text(pdf.render(letter_of(text), written_at=AT)) == inked(text)


def test_what_no_font_can_show_is_written_out_and_can_be_read_back():
    text = "Китайское 漢字, наборное a\u0489\u20dd, знак \u202eнаоборот\u202c и ⟨U+0041⟩"

    seen = pdf_text(pdf.render(letter_of(text), written_at=AT))

    assert "⟨U+6F22⟩⟨U+5B57⟩" in seen
    assert "\u202e" not in seen
    assert inked(read_back(seen)) == inked(text)


def test_nothing_typed_becomes_a_field_a_link_or_a_part_of_the_word_file():
    quiet = docx_parts(docx.render(letter_of("тихо"), written_at=AT))
    loud = docx_parts(docx.render(letter_of("".join(HOSTILE)), written_at=AT))

    assert {name for name in quiet if quiet[name] != loud[name]} == {"word/document.xml"}
    tags = set(re.findall(rb"<(w:\w+)", loud["word/document.xml"]))
    assert not tags & {b"w:instrText", b"w:fldSimple", b"w:hyperlink", b"w:object", b"w:altChunk"}


def test_the_word_file_holds_no_moment_of_its_making():
    file = docx.render(letter_of("Привет"), written_at=AT)

    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("form", [docx, pdf])
def test_the_same_letter_gives_the_same_bytes(form):
    letter = letter_of("Привет, мир & 😀")

    assert form.render(letter, written_at=AT) == form.render(letter, written_at=AT)


def test_tidying_changes_line_ends_and_what_xml_cannot_hold_and_nothing_else():
    assert tidy("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h\ni") == "a\nb\nc\nd\ne\nf\ng\nh\ni"
    assert tidy("\x00\x1f\ud800\udfff\ufffe\uffff") == "\ufffd" * 6
    untouched = "\t\x7f\x80\u200b\u202e\ue000\U0010ffff﻿é"
    assert tidy(untouched) == untouched


class PageReader(HTMLParser):
    """Reads what a browser would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.paragraphs: list[str] = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - asked for by the parser
        self.tags.add(tag)
        if tag == "p":
            self.paragraphs.append("")

    def handle_data(self, data):
        self.paragraphs[-1] += data
