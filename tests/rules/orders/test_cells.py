"""Cells as people fill them: numbers, SIM cards, headings, actions."""

import pytest

from kabinet.orders.rules.cells import (
    Action,
    Column,
    Shortened,
    read_action,
    read_column,
    read_number,
    read_sim,
)

OURS = "+79143965354"


@pytest.mark.parametrize(
    "typed",
    [
        "+79143965354", "89143965354", "9143965354", "79143965354", "8 (914) 396-53-54",
        "+7 914 396 53 54", "8-914-396-53-54", "914 3965354", "89143965354.0", "8.9143965354E+10",
        "7,9143965354E+10", "'89143965354", '="89143965354"', " 8\u00a0914\u202f3965354 ",
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(typed: str):
    assert read_number(typed) == OURS


@pytest.mark.parametrize("typed", ["", "нет", "12345", "914396535", "0890", "9" * 40, "=1+1"])
def test_what_is_no_number_is_none(typed: str):
    assert read_number(typed) is None


@pytest.mark.parametrize("typed", ["8.91E+10", "8,91E+10", "8.91439654E+10", "7,9e10"])
def test_digits_that_a_spreadsheet_threw_away_are_not_guessed(typed: str):
    with pytest.raises(Shortened):
        read_number(typed)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("№ телефона", Column.NUMBER), ("Номер телефона:", Column.NUMBER),
        ("АБОНЕНТСКИЙ НОМЕР", Column.NUMBER),
        ("Phone_number", Column.NUMBER), ("MSISDN", Column.NUMBER),
        ("Что сделать?", Column.ACTION),
        ("Услуга", Column.SERVICE), ("Новый тариф", Column.TARIFF), ("Номер SIM-карты", Column.SIM),
        ("ICCID", Column.SIM), ("Фамилия", None), ("", None),
    ],
)  # fmt: skip
def test_headings_are_known_by_sense(heading: str, column: Column | None):
    assert read_column(heading) == column


@pytest.mark.parametrize(
    ("word", "action"),
    [
        ("Заблокировать", Action.BLOCK), ("СНЯТЬ БЛОКИРОВКУ", Action.UNBLOCK),
        ("подключить услугу", Action.SERVICE_ON), ("отключить", Action.DEACTIVATE),
        ("Замена SIM-карты", Action.SIM), ("change tariff", Action.TARIFF),
        ("service_on", Action.SERVICE_ON), ("зарезервировать", Action.RESERVE), ("подарить", None),
    ],
)  # fmt: skip
def test_actions_are_known_by_sense(word: str, action: Action | None):
    assert read_action(word) == action


def test_a_sim_card_has_a_check_digit():
    assert read_sim("8970101234567890123") is not None
    assert read_sim("8970101234567890125") is None
    assert read_sim("897010123456") is None
