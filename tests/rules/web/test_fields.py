"""What people type into forms, and the sentence that they get when it cannot be meant."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.utils import translation

from kabinet.kit.money import Money
from kabinet.web.forms import (
    CodeField,
    DateParts,
    DayField,
    EmailField,
    Form,
    LongField,
    MoneyField,
    PhoneField,
    Radios,
    as_typed,
    today,
)


def errors(field, typed) -> list[str]:
    with pytest.raises(forms.ValidationError) as caught:
        field.clean(typed)
    return [str(message) for message in caught.value.messages]


@pytest.mark.parametrize(
    ("typed", "kopecks"),
    [
        ("450", 45000),
        ("450,50", 45050),
        ("450.5", 45050),
        ("1 234.5", 123450),
        ("1\u00a0234,05", 123405),
        ("1\u202f234", 123400),
        (" 450 ₽ ", 45000),
        ("0,01", 1),
    ],
)
def test_a_sum_is_understood_as_people_write_it(typed, kopecks):
    assert MoneyField().clean(typed) == Money(kopecks)


@pytest.mark.parametrize(
    "typed",
    ["сто", "45o", "1,2,3", "1,234.50", "450,505", "1e3", "٤٥٠", "450 руб", "--5", "9" * 13],
)
def test_a_sum_with_letters_is_refused_in_one_sentence(typed):
    with translation.override("en"):
        assert errors(MoneyField(), typed) == [
            "Write the sum in digits, for example 450 or 450,50."
        ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", "The sum must be at least 0.01."),
        ("-5", "The sum must be at least 0.01."),
        ("1000,01", "The sum must be at most 1000."),
    ],
)
def test_a_sum_outside_its_bounds_is_refused(typed, sentence):
    with translation.override("en"):
        assert errors(MoneyField(most=100_000), typed) == [sentence]


def test_a_missing_sum_is_asked_for_only_where_needed():
    assert MoneyField(required=False).clean("") is None
    assert len(errors(MoneyField(), "  ")) == 1


@pytest.mark.parametrize(
    ("language", "written"), [("ru", "450,50"), ("fr", "450,50"), ("en", "450.50")]
)
def test_a_sum_comes_back_as_it_would_be_typed(language, written):
    with translation.override(language):
        assert as_typed(Money(45050)) == written
        assert as_typed(Money(45000)) == "450"
        assert as_typed(Money(-5)) == ("-0.05" if language == "en" else "-0,05")


def test_what_was_typed_into_a_form_is_given_back():
    class Claim(Form):
        sum = MoneyField()
        day = DayField()

    form = Claim({"sum": "сто", "day_day": "31", "day_month": "2", "day_year": "2026"})

    assert not form.is_valid()
    assert 'value="сто"' in form.as_p()
    assert 'value="31"' in form.as_p()


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        (["7", "12", "2026"], date(2026, 12, 7)),
        ([" 07 ", "03", "26"], date(2026, 3, 7)),
    ],
)
def test_a_day_is_three_numbers(parts, day):
    assert DayField().clean(parts) == day


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (["", "", ""], "Enter the date: day, month and year."),
        (
            ["7", "", "2026"],
            "Enter the day, the month and the year in digits, for example 7 12 2026.",
        ),
        (
            ["7", "мая", "2026"],
            "Enter the day, the month and the year in digits, for example 7 12 2026.",
        ),
        (
            ["7", "5", "202"],
            "Enter the day, the month and the year in digits, for example 7 12 2026.",
        ),
        (["31", "2", "2026"], "There is no such date. Check the day and the month."),
    ],
)
def test_a_day_that_cannot_be_is_refused(parts, sentence):
    with translation.override("en"):
        assert errors(DayField(), parts) == [sentence]


def test_a_day_to_come_is_refused_where_it_must_have_come():
    now = today("Europe/Moscow")

    assert DayField(past=True).clean([now.day, now.month, now.year]) == now
    assert len(errors(DayField(past=True), ["1", "1", str(now.year + 1)])) == 1


def test_today_is_the_date_where_the_person_is():
    def late() -> datetime:
        return datetime(2026, 11, 24, 20, 30, tzinfo=UTC)

    assert today("Europe/Moscow", late) == date(2026, 11, 24)
    assert today("Asia/Vladivostok", late) == date(2026, 11, 25)


def test_a_day_kept_as_text_fills_the_boxes():
    widget = DateParts()

    assert widget.decompress("2026-12-07") == [7, 12, 2026]
    assert widget.decompress("когда-то") == ["когда-то", "", ""]
    assert widget.decompress(None) == ["", "", ""]


@pytest.mark.parametrize("typed", ["8 914 396-53-54", "+7(914)3965354", "9143965354"])
def test_a_phone_is_understood_as_people_write_it(typed):
    assert PhoneField().clean(typed) == "+79143965354"


def test_what_is_no_phone_or_mailbox_is_refused():
    assert len(errors(PhoneField(), "12")) == 1
    assert len(errors(EmailField(), "maria@")) == 1
    assert PhoneField(required=False).clean("") == ""
    assert EmailField().clean(" maria@example.ru ") == "maria@example.ru"


def test_a_code_forgives_spaces_and_nothing_else():
    assert CodeField().clean("123 456") == "123456"
    assert CodeField().clean("123-456") == "123456"
    with translation.override("en"):
        assert errors(CodeField(), "12345") == [
            "The code is 6 digits. Check the message and type it again."
        ]


def test_a_line_break_counts_as_one_character():
    assert LongField(limit=3).clean("а\r\nб") == "а\nб"
    with translation.override("en"):
        assert errors(LongField(limit=3), "абвг") == [
            "Shorten the text to 3 characters: now there are 4."
        ]


def test_a_choice_may_carry_its_explanation():
    class Ground(Form):
        which = forms.ChoiceField(
            choices=[("a", "A"), ("b", "B")], widget=Radios(hints={"a": "Not asked for"})
        )

    html = str(Ground()["which"])

    assert 'aria-describedby="id_which_0_hint"' in html
    assert html.count("Not asked for") == 1
