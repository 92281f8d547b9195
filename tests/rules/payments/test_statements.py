"""The bank's file, in either format, row by row."""

from datetime import date

import pytest

from kabinet.kit.money import Money
from kabinet.payments.rules import exchange, sheet
from kabinet.payments.rules.documents import (
    BadStatement,
    Document,
    Flaw,
    Unread,
    read_day,
    read_sum,
)
from tests.rooms.payments.bank import OURS, THEIRS, order, statement


def read(*orders, **more):
    text = statement(*orders, **more).decode("cp1251")
    return exchange.documents(text, our_account=OURS)


def test_an_order_says_who_paid_how_much_and_what_for():
    (got,) = read(order(purpose="Оплата  за связь,  л/с 2770001"))

    assert got == Document(
        place=14,
        number="17",
        dated=date(2026, 11, 23),
        received_on=date(2026, 11, 24),
        amount=Money(500_00),
        payer="ООО Ромашка",
        payer_inn="7707083893",
        payer_account=THEIRS,
        purpose="Оплата за связь, л/с 2770001",
    )


def test_a_purpose_in_pieces_is_put_together():
    pieces = {"НазначениеПлатежа1": "л/с", "НазначениеПлатежа2": "2770001"}

    (got,) = read(order(purpose="", **pieces))

    assert got.purpose == "л/с 2770001"


def test_the_inn_is_taken_out_of_the_payers_name():
    (got,) = read(order(Плательщик1=""))

    assert got.payer == "ООО Ромашка"


def test_what_we_paid_to_others_is_left_out():
    ours = {"ПолучательСчет": THEIRS, "ПлательщикСчет": OURS, "ПлательщикРасчСчет": OURS}

    assert [one.number for one in read(order("1"), order("2", **ours))] == ["1"]


@pytest.mark.parametrize(
    ("more", "flaw"),
    [
        ({"amount": "пятьсот"}, Flaw.NO_SUM),
        ({"amount": "0.00"}, Flaw.NO_SUM),
        ({"amount": "-5.00"}, Flaw.NO_SUM),
        ({"Дата": "31.02.2026"}, Flaw.NO_DATE),
        ({"number": ""}, Flaw.NO_NUMBER),
    ],
)
def test_a_row_that_cannot_be_read_stops_no_other(more, flaw):
    got = read(order("1", **more) if "number" not in more else order(**more), order("2"))

    assert got[0] == Unread(14, flaw)
    assert isinstance(got[1], Document)


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        (statement(order(), end=""), Flaw.CUT_OFF),
        (statement(order()[:-20], end="КонецФайла"), Flaw.CUT_OFF),
        (statement(), Flaw.EMPTY),
        (statement(order(ПолучательСчет=THEIRS)), Flaw.OTHER_ACCOUNT),
    ],
)
def test_a_file_that_is_not_whole_or_not_ours_is_refused(text, flaw):
    with pytest.raises(BadStatement) as refused:
        exchange.documents(text.decode("cp1251"), our_account=OURS)

    assert refused.value.flaw == flaw


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_is_read_by_its_headings(separator):
    rows = [
        ["Дата", "Номер документа", "Сумма по кредиту", "Плательщик", "ИНН", "Назначение платежа"],
        ["23.11.2026", "17", "1 500.00", "ООО Ромашка", "7707083893", "за связь"],
        [],
        ["2026-11-24", "18", "0.50", "Иванов", "", "за +79143965354"],
    ]
    text = "\r\n".join(separator.join(row) for row in rows)

    first, second = (one for one in sheet.documents(text) if isinstance(one, Document))

    assert (first.amount, first.payer_inn, first.purpose) == (1500_00, "7707083893", "за связь")
    assert (second.dated, second.amount, second.place) == (date(2026, 11, 24), 50, 4)


def test_headings_may_stand_below_the_name_of_the_bank():
    text = "Банк;;;\nВыписка за 23.11.2026;;;\nдата;№;сумма;назначение\n23.11.2026;1;5,00;связь\n"

    (got,) = (one for one in sheet.documents(text) if isinstance(one, Document))

    assert got.amount == 500


@pytest.mark.parametrize("text", ["Привет", "дата;номер\n1;2", '"a;b\n', "\n\n"])
def test_a_table_without_our_headings_is_refused(text):
    with pytest.raises(BadStatement):
        sheet.documents(text)


@pytest.mark.parametrize(
    ("typed", "sum_"),
    [("500", 500_00), ("1 500,5", 1500_50), ("1500-07", 1500_07), ("0.01", 1), ("\u00a07", 700)],
)
def test_a_sum_is_read_as_banks_write_it(typed, sum_):
    assert read_sum(typed) == sum_


@pytest.mark.parametrize("typed", ["", "0", "1.234", "1e3", "-1", "1,2,3", "٥"])
def test_what_is_no_sum_is_none(typed):
    assert read_sum(typed) is None


@pytest.mark.parametrize("typed", ["", "31.02.2026", "2026-13-01", "завтра", "1.1.26"])
def test_what_is_no_day_is_none(typed):
    assert read_day(typed) is None


def test_the_same_document_has_one_fingerprint_whatever_its_purpose_and_file():
    (one,) = read(order(purpose="за связь"))
    (other,) = read(order(purpose="за связь, повторно"))
    (third,) = read(order("18"))

    assert one.fingerprint == other.fingerprint != third.fingerprint
