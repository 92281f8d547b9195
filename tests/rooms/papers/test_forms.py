"""Every form, filled and opened again: names in their cases, blanks where nothing is known."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from kabinet.pack.queries import NotInForce, operator_pack
from kabinet.papers.queries.forms import NoForm, form
from kabinet.papers.rules import (
    Agent,
    Change,
    NumberFacts,
    PaperFacts,
    Passport,
    SideFacts,
)
from tests.rules.documents.reading import docx_paragraphs, inked, pdf_text

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
PETROV = Agent(
    name="Петров Пётр Ильич",
    address="г. Москва, ул. Лесная, д. 1",
    attorney_number="17",
    attorney_on=date(2026, 1, 12),
    attorney_until=date(2026, 12, 31),
    passport=Passport(
        series="4509", number="123456", issued_by="ОВД «Тверской»", issued_on=date(2010, 5, 4),
        department="770-001",
    ),
)  # fmt: skip
ROMASHKA = SideFacts(
    kind="company",
    name="ООО «Ромашка»",
    inn="7701234567",
    kpp="770101001",
    ogrn="1027700132195",
    address="101000, г. Москва, ул. Мясницкая, д. 5",
    phone="+7 495 000-00-01",
    email="office@romashka.example",
    bank={"name": "Банк «Пример»", "bic": "044525000", "account": "40702810900000000001"},
    head_post="Генеральный директор",
    head_name="Ковалёва Анна Сергеевна",
    contract="C-000123",
    contract_on=date(2020, 1, 15),
    account="770000123",
    agent=PETROV,
)
MARIA = SideFacts(
    name="Волкова Мария Олеговна",
    sex="female",
    address="г. Москва, ул. Тверская, д. 7",
    phone="+7 916 123-45-67",
    email="maria@example.ru",
)
IVAN = replace(MARIA, name="Сергеев Иван Петрович", sex="male")
FULL = PaperFacts(
    reference="T-2026-00017",
    on=date(2026, 11, 26),
    giver=ROMASHKA,
    receiver=MARIA,
    numbers=(NumberFacts(identifier="+79143965354", tariff="smart", user="Волкова М. О."),),
    services=("Роуминг",),
    changes=(Change(what="Фамилия", old="Ильина", new="Волкова", since=date(2026, 11, 1)),),
    town="г. Москва",
)
KINDS = sorted(
    name for name, editions in operator_pack().paper_kind_editions.items() if editions[-1].form
)
OF_RECEIVERS = {
    "application-receiver-person", "application-receiver-company", "private-tariff", "data-consent",
}  # fmt: skip
BLANK = re.compile("_{5,}")


def side_of(kind: str) -> str:
    return "receiver" if kind in OF_RECEIVERS else "giver"


def word(kind: str, facts: PaperFacts, *, side: str = "", language: str = "ru") -> list[str]:
    file = form(kind, facts, side=side or side_of(kind), ending="docx", at=AT, language=language)
    assert isinstance(file, bytes)
    return docx_paragraphs(file)


def text(kind: str, facts: PaperFacts, **more: str) -> str:
    return "\n".join(word(kind, facts, **more)).replace("\N{NO-BREAK SPACE}", " ")


def test_there_are_all_the_forms():
    assert KINDS == [
        "activation-application", "application-giver", "application-receiver-company",
        "application-receiver-person", "assignment-application", "assignment-letter", "attorney",
        "contract-copy", "corporate-service", "data-change", "data-consent",
        "deactivation-application", "deed", "manager-request", "ported-agreement",
        "private-tariff",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    "facts",
    [
        FULL,
        replace(FULL, giver=IVAN, receiver=ROMASHKA, whole_contract=True),
        PaperFacts(reference="", on=FULL.on, giver=SideFacts()),
        PaperFacts(
            reference="", on=FULL.on, giver=SideFacts(kind="company"),
            receiver=SideFacts(kind="company"),
        ),
    ],
    ids=["a company to a person", "a person to a company", "nothing known", "two companies"],
)  # fmt: skip
@pytest.mark.parametrize("kind", KINDS)
def test_word_and_pdf_say_the_same_and_no_placeholder_is_left(kind, facts, language):
    paragraphs = word(kind, facts, language=language)
    pdf = form(kind, facts, side=side_of(kind), ending="pdf", at=AT, language=language)
    assert isinstance(pdf, bytes)

    said = "\n".join(paragraphs)
    assert not re.search(r"[{}]|None|\(\)|«»|  ,|: ,|№ ,|№ от", said)
    ink = inked(pdf_text(pdf) if language == "ru" else _english(pdf))
    for paragraph in paragraphs:
        assert inked(paragraph) in ink, paragraph


def _english(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_names_are_declined_and_words_follow_the_sex():
    attorney = text("attorney", FULL)

    assert "в лице генерального директора Ковалёвой Анны Сергеевны, действующей" in attorney
    assert "уполномочивает\nПетрова Петра Ильича, паспорт: серия 4509 № 123456" in attorney
    assert "зарегистрированного по адресу: г. Москва, ул. Лесная, д. 1" in attorney
    assert "выдан 04.05.2010 ОВД «Тверской», код подразделения 770-001" in attorney
    assert "сроком по 31.12.2026 включительно" in attorney


def test_the_deed_says_whose_the_past_is():
    deed = text("deed", FULL)

    assert "в лице представителя Петрова Петра Ильича, действующего" in deed
    assert "на основании доверенности № 17 от 12.01.2026" in deed
    assert "Волкова Мария Олеговна" in deed
    assert "именуемая в дальнейшем «Принимающая сторона»" in deed
    assert "Долги и претензии сторон друг к другу, возникшие до момента переоформления" in deed
    assert "остаются между сторонами. Оператор в этих расчётах не участвует" in deed
    assert "ст. 392.3 Гражданского кодекса Российской Федерации" in deed


def test_the_acceptance_of_a_company_names_the_giver():
    accepted = text("application-receiver-company", replace(FULL, giver=IVAN, receiver=ROMASHKA))

    assert "Прежний абонент: Сергеев Иван Петрович" in accepted
    assert "от ООО «Ромашка»" in accepted
    assert "Петров П. И." in accepted


def test_a_private_receiver_speaks_in_his_own_sex():
    assert "ознакомлена с условиями" in text("application-receiver-person", FULL)
    assert "ознакомлен с условиями" in text(
        "application-receiver-person", replace(FULL, receiver=IVAN)
    )
    assert "от Волковой Марии Олеговны" in text("application-receiver-person", FULL)


def test_a_persons_representative_is_named_with_his_notarised_paper():
    deed = text("deed", replace(FULL, receiver=replace(MARIA, agent=PETROV)))

    assert "за которую действует представитель Петров Пётр Ильич" in deed
    assert "на основании нотариальной доверенности № 17" in deed


def test_a_persons_own_power_of_attorney_goes_to_a_notary():
    assert "удостоверяет нотариус" in text("attorney", replace(FULL, giver=IVAN))
    assert "нотариус" not in text("attorney", FULL)


def test_the_programme_is_called_as_the_pack_calls_it():
    assert "по программе «Мои номера»" in text("assignment-application", FULL)
    assert "“Мои номера”" in text("assignment-letter", FULL, language="en")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_known_is_a_line_to_write_on(kind):
    empty = PaperFacts(reference="", on=FULL.on, giver=SideFacts())

    assert len(BLANK.findall(text(kind, empty))) >= 2


@pytest.mark.parametrize("kind", KINDS)
def test_the_copy_says_that_the_russian_text_is_signed(kind):
    assert text(kind, FULL, language="en").startswith("Copy for reading.")


def test_the_same_facts_give_the_same_file():
    first, second = (form("deed", FULL, side="giver", ending="pdf", at=AT) for _ in range(2))

    assert first == second


def test_a_paper_without_a_form_has_none():
    with pytest.raises(NoForm):
        form("identity", FULL, side="giver", ending="pdf", at=AT)
    with pytest.raises(NotInForce):
        form("horoscope", FULL, side="giver", ending="pdf", at=AT)
