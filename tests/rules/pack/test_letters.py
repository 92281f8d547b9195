"""Every letter of every ground, in every ending, for whoever may write it, reads as a letter."""

import re

import pytest

from kabinet.documents.letters import fill, plain_text
from kabinet.pack.queries import operator_pack
from tests.papers import (
    DAY,
    KINDS,
    answer_data_of,
    answer_letter,
    bare,
    claim_data,
    claim_letter,
    each_choice,
    full,
)

GROUNDS = list(operator_pack().grounds)
WRITERS = [
    (ground.id, kind)
    for ground in operator_pack().grounds.values()
    for kind in KINDS
    if kind in ground.parties
]
BAD = re.compile(r"[{}]|  |[ (]\.|№ \.|, ,| ,|\.\.|: \.|«»|None|: ;")


def faults(text: str) -> list[str]:
    """Find what no letter may have: an empty place, a stray brace, doubled marks."""
    return [text[max(0, one.start() - 40) : one.end() + 20] for one in BAD.finditer(text)]


@pytest.mark.parametrize("answer", [full, bare], ids=["full", "bare"])
@pytest.mark.parametrize(("ground", "kind"), WRITERS)
def test_every_claim_can_be_written_in_whole_sentences(ground: str, kind: str, answer):
    text = plain_text(claim_letter(ground, claim_data(ground, kind, answer)))

    assert faults(text) == []
    assert ("2300-1" in text) is (kind == "person")


@pytest.mark.parametrize(("ground", "kind"), WRITERS)
def test_every_answer_to_every_question_makes_a_letter(ground: str, kind: str):
    for answer in each_choice(operator_pack().grounds[ground]):
        assert faults(plain_text(claim_letter(ground, claim_data(ground, kind, answer)))) == []


@pytest.mark.parametrize("money", [True, False], ids=["money", "no money"])
@pytest.mark.parametrize(("ground", "kind"), WRITERS)
def test_every_ending_has_its_letter(ground: str, kind: str, *, money: bool):
    data = answer_data_of(ground, kind, money=money)

    for outcome in operator_pack().grounds[ground].answers:
        text = plain_text(answer_letter(ground, outcome, data))

        assert faults(text) == [], outcome
        assert data["decision"]["reasons"] in text
        if kind != "person":
            assert "2300-1" not in text, outcome


@pytest.mark.parametrize(("ground", "kind"), WRITERS)
def test_a_claim_has_every_element_of_practice(ground: str, kind: str):
    data = claim_data(ground, kind)
    letter = claim_letter(ground, data)
    text = plain_text(letter)
    kinds = [part.kind for part in letter.parts]

    assert kinds[:5] == ["to", "from", "title", "subtitle", "place_date"]
    assert kinds[-2:] == ["attachments", "signature"]
    assert kinds.count("numbered") == 1
    assert all(line in text for line in data["respondent"]["to"])  # whom, and where he sits
    assert data["claimant"]["name_genitive"] in text
    assert data["claimant"]["address"] in text
    assert data["claimant"]["email"] in text
    assert data["claimant"]["contract"] in text
    assert data["claim"]["essence"] in text
    assert data["claim"]["filed_on"] in text
    assert data["arguments"]
    assert all(argument in text for argument in data["arguments"])
    assert data["demands"]
    assert all(demand in text for demand in data["demands"])
    assert data["reply"]["term"] in text
    assert text.count("Ответ прошу") == 1
    assert data["attachments"][0] in text
    assert data["claimant"]["short_name"] in text


@pytest.mark.parametrize("ground", GROUNDS)
def test_nobody_is_spoken_of_in_two_sexes(ground: str):
    if "person" not in operator_pack().grounds[ground].parties:
        return
    data = claim_data(ground, "person")
    hers = plain_text(claim_letter(ground, data))
    data["claimant"]["sex"] = "male"
    his = plain_text(claim_letter(ground, data))

    assert "буду вынуждена" in hers
    assert re.search(r"буду вынужден\b", his)
    assert not re.search(r"\w\(\w+\)", re.sub(r"\d[\d\s\u00a0]*\([^)]*\)", "", hers + his))


def test_a_company_is_sent_to_the_commercial_court_after_its_thirty_days():
    text = plain_text(claim_letter("bad_service", claim_data("bad_service", "company")))

    assert "арбитражного суда" in text
    assert "ч. 5 ст. 4 Арбитражного процессуального кодекса" in text
    assert "моральн" not in text


@pytest.mark.parametrize("way", ["email", "post", "phone", "sms"])
def test_the_claim_names_the_form_of_the_answer(way: str):
    text = plain_text(claim_letter("own_words", claim_data("own_words", "person", reply_by=way)))

    assert text.count("Ответ прошу") == 1
    assert ("на бумажном носителе" in text) is (way == "post")
    assert "30 календарных дней со дня регистрации" in text


def test_a_refusal_says_why_and_how_to_go_on():
    data = answer_data_of("unjustified_debit", "person")
    text = plain_text(answer_letter("unjustified_debit", "refused", data))

    assert "По записям оператора согласия нет." in text
    assert "применены: ст. 309, 310 Гражданского кодекса" in text
    assert "обратиться в суд" in text
    assert "по месту своего жительства" in text
    assert "Роскомнадзор" in text
    assert "по электронной почте государственные органы не рассматривают" in text


def test_an_upheld_claim_without_account_says_where_the_money_waits():
    data = answer_data_of("own_words", "person", paid=False)

    text = plain_text(answer_letter("own_words", "upheld", data))

    assert "К выплате причитается 450" in text
    assert "На лицевой счёт" not in text


def test_no_letter_threatens_or_accuses_of_crime(pack):
    for template in pack.templates_on(DAY):
        text = " ".join(line for block in template.blocks for line in block.text).lower()
        assert not re.search(r"вымогат|уголовн|произвол|незамедлительно накажите", text), (
            template.id
        )


def test_the_receipt_names_number_moment_and_terms(pack):
    data = {
        **claim_data("own_words", "person"),
        "receipt": {"moment": "24 ноября 2026 г., 10:00", "channel": "личный кабинет"},
        "deadlines": ["Ответ на претензию: 24 декабря 2026 г."],
    }
    data["claim"]["reference"] = "2026-00017"

    text = plain_text(fill(pack.template("receipt.registration", DAY), data))

    assert "2026-00017" in text
    assert "24 ноября 2026 г., 10:00" in text
    assert "1. Ответ на претензию: 24 декабря 2026 г." in text
