"""One field finds a case by its reference, its number, or its words; on both engines alike."""

import pytest

from kabinet.cases.actions import close_case
from kabinet.cases.models import Case
from kabinet.cases.queries import search
from kabinet.cases.search import remember_more
from kabinet.kit.ids import token
from tests.people import number, person
from tests.rooms.cases.matters import MARIA, filed, moment, officer

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    return [case.reference for case in search(typed)]


@pytest.mark.parametrize(
    "typed", ["2026-00001", "2026-1", " № 2026 – 00001 ", "2026—1", "202600001"]
)
def test_a_reference_is_found_however_it_is_typed(typed: str):
    case = filed()
    filed()

    assert found(typed)[:1] == [case.reference]


def test_a_cyrillic_letter_in_a_reference_is_read_as_the_latin_one():
    question = filed("question")

    assert found("q-2026-1") == [question.reference]


def test_a_number_finds_its_cases_newest_first():
    ivan = person()
    phone = number(ivan)
    older, newer = filed(party=ivan, number=phone), filed(party=ivan, number=phone)
    filed()

    assert found("8 (914) 396-53-54") == [newer.reference, older.reference]


def test_a_strangers_phone_is_found_among_the_words():
    case = filed()

    assert found("+7 916 123-45-67") == [case.reference]


@pytest.mark.parametrize("typed", ["maria@example.ru", "Лебедева", "лебедева мария"])
def test_a_claimant_is_found_by_name_and_by_address(typed: str):
    case = filed()

    assert found(typed) == [case.reference]


@pytest.mark.parametrize(
    "typed",
    [
        "ГОРОСКОП",
        "гороскопа",
        "подписки",
        "ПОДПИСКОЙ",
        "списали деньги",
        "списала деньгами",
        "(«гороскоп») [подписка]",
        '"гороскоп',
        "гороскоп' OR 1=1 --",
        "гороскоп*",
        "подписка:гороскоп",
    ],
)
def test_words_are_found_in_any_case_form_and_company(typed: str):
    case = filed()
    words = typed.replace("OR 1=1", "")

    assert found(words) == [case.reference]


@pytest.mark.parametrize(("kept", "typed"), [("счёт", "счет"), ("счет", "СЧЁТ"), ("ёлка", "Ёлки")])
def test_yo_is_ye(kept: str, typed: str):
    case = filed(search_text=kept)

    assert found(typed) == [case.reference]


@pytest.mark.parametrize("typed", ["", "   ", "()", '"', "***", "AND", "NOT", "NEAR(", "а" * 5000])
def test_nothing_sensible_finds_nothing_and_breaks_nothing(typed: str):
    filed()

    assert found(typed) == []


def test_all_the_words_must_be_there():
    filed()

    assert found("гороскоп роуминг") == []


def test_the_newest_come_first_and_closed_cases_too():
    old, new = filed(), filed()
    close_case(case=old, state="answered", by=officer(), at=moment(24))

    assert found("гороскоп") == [new.reference, old.reference]


def test_the_words_of_messages_are_found_with_those_of_the_case():
    case = filed()

    remember_more(case, "Вернули на счёт 299 рублей")

    assert found("вернули гороскоп") == [case.reference]
    assert found("299 рублей") == [case.reference]


def test_what_was_said_before_is_still_found_after_two_messages():
    case = filed()

    for text in ("первое письмо", "второе письмо"):
        remember_more(case, text)

    assert found("первое второе гороскоп") == [case.reference]


def test_a_search_takes_two_queries(django_assert_max_num_queries):
    for _ in range(5):
        filed()

    with django_assert_max_num_queries(2):
        assert len([case.assignee for case in search("гороскоп")]) == 5


def test_letters_of_any_alphabet_and_signs_survive():
    strange = f"𝔸 مرحبا {token()} <b>& {{{{x}}}} \0 \N{RIGHT-TO-LEFT OVERRIDE}"
    case = filed(search_text=strange, claimant=MARIA)

    assert found("مرحبا") == [case.reference]
    assert Case.objects.count() == 1
