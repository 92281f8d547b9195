"""Letters written: rows that are complete in themselves, rendered when somebody opens them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kabinet.documents.actions import write_letter
from kabinet.documents.letters import BadLetter, fill, fingerprint
from kabinet.documents.models import Letter
from kabinet.documents.queries import letter_of, render
from tests.rules.documents.reading import docx_paragraphs, inked, pdf_text
from tests.rules.documents.samples import CLAIM, FACTS, SIGNATURE, STAMP

AT = datetime(2026, 11, 24, 5, 5, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def written(**more: Any) -> Letter:
    letter = write_letter(template=CLAIM, data=FACTS, language="ru", at=AT, **more)
    return Letter.objects.get(pk=letter.pk)


def all_forms(letter: Letter) -> list[str]:
    page, word, paper = (render(letter, form) for form in ("html", "docx", "pdf"))
    assert isinstance(page, str)
    assert isinstance(word, bytes)
    assert isinstance(paper, bytes)
    return [inked(page), inked("".join(docx_paragraphs(word))), pdf_text(paper)]


def test_a_letter_is_kept_whole():
    letter = written()

    assert (letter.template, letter.edition, letter.language) == (CLAIM.id, "2026-09", "ru")
    assert letter.title == "Претензия о возврате денег за услугу, подключённую без согласия"
    assert (letter.written_at, letter.signed_at, letter.signature) == (AT, None, {})
    assert letter_of(letter) == fill(CLAIM, FACTS)


def test_a_letter_that_lacks_a_fact_is_not_written():
    with pytest.raises(BadLetter, match=r"claim\.city"):
        write_letter(template=CLAIM, data=FACTS | {"claim": {}}, at=AT)

    assert not Letter.objects.exists()


def test_every_form_says_what_the_letter_says():
    for text in all_forms(written()):
        for words in ("ПРЕТЕНЗИЯ", "Вернуть89", "89,70руб.", "Приложения:", "КовалёваМ.С."):
            assert words in text


def test_a_letter_to_be_signed_by_hand_has_a_place_for_it():
    for text in all_forms(written()):
        assert "подпись" in text
        assert "электронной" not in text


def test_an_electronic_signature_is_printed_in_every_form():
    letter = written(signature=SIGNATURE)

    assert letter.signed_at == AT
    assert letter.signature["sha256"] == fingerprint(letter_of(letter))
    for text in all_forms(letter):
        assert "Подписанопростойэлектроннойподписью" in text
        assert inked(SIGNATURE["moment"]) in text
        assert letter.signature["sha256"] in text
        assert "(подпись)" not in text


def test_the_stamp_of_the_register_is_printed_and_leaves_text_and_signature_as_they_are():
    plain, stamped = written(signature=SIGNATURE), written(signature=SIGNATURE, stamp=STAMP)

    assert stamped.signature == plain.signature
    for text in all_forms(stamped):
        assert "Вх.№2026-00017от24.11.2026,08:05(МСК)" in text


def test_what_no_database_can_hold_is_tidied_before_it_gets_there():
    facts = FACTS | {"answers": {"service": "a\x00b\ud800c"}}

    letter = write_letter(template=CLAIM, data=facts, at=AT, stamp={"number": "\x00", "moment": ""})

    assert "«a\ufffdb\ufffdc»" in letter.blocks["parts"][5]["lines"][1]
    assert Letter.objects.get(pk=letter.pk).blocks["stamp"]["number"] == "\ufffd"


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_the_same_row_gives_the_same_bytes(form: Any):
    letter = written(signature=SIGNATURE, stamp=STAMP)

    assert render(letter, form) == render(Letter.objects.get(pk=letter.pk), form)
