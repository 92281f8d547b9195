"""Every letter of the packs, filled for a person, a trader and a company, reads as a letter."""

import re
from datetime import date
from typing import Any

import pytest

from kabinet.claims.rules.interview import is_open
from kabinet.documents.letters import fill, fill_text, plain_text
from kabinet.kit.money import Money

DAY = date(2026, 11, 24)
GROUNDS = ["unconsented_service", "unjustified_debit", "bad_service", "own_words"]


def facts(pack, ground: str, kind: str, *, empty: bool = False) -> dict[str, Any]:
    """Give what the program gives a letter; `empty` leaves out all that may be left out."""
    found = pack.ground(ground, DAY)
    is_free = empty and not any(q.id == "amount" and q.required for q in found.questions)
    norms = (*found.norms, *(found.norms_of_consumers if kind == "person" else ()))
    data: dict[str, Any] = {
        "claimant": claimant(kind, empty=empty),
        "operator": operator(pack),
        "claim": {
            "reference": "П-2026-00017",
            "filed_on": "24 ноября 2026 г.",
            "city": "г. Чита",
            "subject": found.name["ru"],
            "essence": "Я заметила списания, которых не заказывала.",
            "sum": Money(0) if is_free else Money(45000),
            "sum_words": "" if is_free else "450 (четыреста пятьдесят) рублей 00 копеек",
        },
        "answers": {
            question.id: "" if empty and not question.required else f"ответ {question.id}"
            for question in found.questions
            if question.id != "charges"
        },
        "charges": []
        if empty
        else [{"date": "01.11.2026", "service": "Гороскоп дня", "amount": Money(45000)}],
        "attachments": [] if empty else ["Договор: договор.pdf"],
        "reply": {"by_email": not empty, "by_post": False, "by_phone": empty},
        "norms": {name: pack.norm(name, DAY).citation for name in norms},
        "letter": {"number": "2026-00001", "date": "24 ноября 2026 г."},
        "decision": {
            "outcome": "partly",
            "sum": Money(45000),
            "sum_words": "" if empty else "450 (четыреста пятьдесят) рублей 00 копеек",
            "rest_words": "" if empty else "100 (сто) рублей 00 копеек",
            "reasons": "Записи о согласии нет.",
            "norms": "",
            "is_paid_to_account": not empty,
        },
        "officer": {"name": "Орлова А. С.", "post": "Специалист по претензиям"},
        "next_steps": found.next_steps["ru"],
        "receipt": {"moment": "24 ноября 2026 г., 10:00", "channel": "личный кабинет"},
        "deadlines": ["Ответ на претензию: 24 декабря 2026 г."],
    }  # fmt: skip
    data["demands"] = [
        fill_text(demand.wording, data)
        for demand in found.demands
        if is_open(demand.when, data["answers"])
    ]
    return data


def claimant(kind: str, *, empty: bool) -> dict[str, Any]:
    return {
        "name": "Кузнецова Мария Ивановна",
        "name_genitive": "Кузнецовой Марии Ивановны",
        "name_dative": "Кузнецовой Марии Ивановне",
        "short_name": "Кузнецова М. И.",
        "address": "672000, г. Чита, ул. Ленина, д. 1",
        "phone": "+79143965354",
        "email": "" if empty else "maria@example.org",
        "number": "" if empty else "+79143965354",
        "account": "" if empty else "277300000001",
        "contract": "" if empty else "Д-1",
        "sex": "" if kind == "company" else "female",
        "is_consumer": kind == "person",
    }


def operator(pack) -> dict[str, Any]:
    return {
        "legal_name": pack.operator.legal_name,
        "legal_name_genitive": pack.operator.legal_name_genitive,
        "director_dative": pack.operator.director_post["dative"],
        "address": pack.operator.address,
        "city": pack.operator.city,
        "inn": pack.operator.inn,
        "ogrn": pack.operator.ogrn,
    }


def letter(pack, template: str, data: dict[str, Any]) -> str:
    return plain_text(fill(pack.template(template, DAY), data))


@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("kind", ["person", "sole_trader", "company"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_letter_of_a_ground_can_be_written(pack, ground: str, kind: str, *, empty: bool):
    found = pack.ground(ground, DAY)
    data = facts(pack, ground, kind, empty=empty)

    for template in (found.claim_letter, *found.answers.values()):
        text = letter(pack, template, data)

        assert "{" not in text, template
        assert "  " not in text, template
        assert not re.search(r"[ (]\.|№ \.|, ,| ,", text), (template, text)
        if kind != "person":
            assert "2300-1" not in text, template
    assert ("2300-1" in letter(pack, found.claim_letter, data)) is (kind == "person")


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_claim_has_its_blocks_in_the_order_of_practice(pack, ground: str):
    template = pack.template(pack.ground(ground, DAY).claim_letter, DAY)

    kinds = [block.kind for block in template.blocks]

    assert kinds[:5] == ["to", "from", "title", "subtitle", "place_date"]
    assert kinds[-2:] == ["attachments", "signature"]
    assert kinds.count("numbered") == 1


def test_the_verbs_follow_the_claimant(pack):
    data = facts(pack, "unconsented_service", "person")

    assert "буду вынуждена на основании" in letter(pack, "claim.unconsented_service", data)
    data["claimant"]["sex"] = "male"
    assert "буду вынужден на основании" in letter(pack, "claim.unconsented_service", data)


def test_a_company_is_sent_to_the_commercial_court_after_its_thirty_days(pack):
    text = letter(pack, "claim.bad_service", facts(pack, "bad_service", "company"))

    assert "арбитражного суда" in text
    assert "ч. 5 ст. 4 Арбитражного процессуального кодекса" in text
    assert "моральн" not in text


@pytest.mark.parametrize("way", ["by_email", "by_post", "by_phone"])
def test_the_claim_names_the_form_of_the_answer(pack, way: str):
    data = facts(pack, "own_words", "person")
    data["reply"] = {"by_email": False, "by_post": False, "by_phone": False, way: True}

    text = letter(pack, "claim.own_words", data)

    assert text.count("Ответ прошу") == 1
    assert ("на бумажном носителе" in text) is (way == "by_post")


def test_a_refusal_says_why_and_how_to_go_on(pack):
    text = letter(pack, "answer.refused", facts(pack, "unjustified_debit", "person"))

    assert "Записи о согласии нет." in text
    assert "обратиться в суд" in text
    assert "по месту своего жительства" in text
    assert "Роскомнадзор" in text
    assert "по электронной почте государственные органы не рассматривают" in text


def test_an_upheld_claim_without_account_says_where_the_money_waits(pack):
    data = facts(pack, "own_words", "person")
    data["decision"]["is_paid_to_account"] = False

    text = letter(pack, "answer.upheld", data)

    assert "К выплате причитается 450" in text
    assert "На лицевой счёт" not in text


def test_no_letter_threatens_or_accuses_of_crime(pack):
    for template in pack.templates_on(DAY):
        text = " ".join(line for block in template.blocks for line in block.text).lower()
        assert not re.search(r"вымогат|мошенни|прокуратур|уголовн|произвол", text), template.id


def test_the_receipt_names_number_moment_and_terms(pack):
    text = letter(pack, "receipt.registration", facts(pack, "own_words", "person"))

    assert "П-2026-00017" in text
    assert "24 ноября 2026 г., 10:00" in text
    assert "1. Ответ на претензию: 24 декабря 2026 г." in text
