"""The till of a showroom, and the bank's statements at the billing desk."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kabinet.access.rules import Role
from kabinet.ledger import queries as ledger
from kabinet.payments import actions
from kabinet.payments.models import LineState, Payment, Statement, StatementLine
from tests import people
from tests.doors.backoffice.conftest import TUESDAY
from tests.doors.backoffice.desk import text_of
from tests.rooms.payments.bank import order, statement

TILL, STATEMENTS = "/desk/till/", "/desk/statements/"


@pytest.fixture
def inna(world, desk):
    return desk(people.staff(Role.SHOWROOM, name="Инна Орлова"))


@pytest.fixture
def nina(world, desk):
    return desk(people.staff(Role.BILLING, name="Нина Рогова"))


@pytest.fixture
def load(nina):
    """Load a statement; give the answer."""

    def one(*orders, data=b"", name="kl_to_1c.txt"):
        file = SimpleUploadedFile(name, data or statement(*orders))
        return nina.post(STATEMENTS, {"file": file}, follow=True)

    return one


def sheet_of(page):
    """Read the hidden name of the till's sheet out of a page."""
    found = re.search(r'name="form" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def post_all():
    kept = Statement.objects.latest("pk")
    assert actions.post_lines(statement_id=kept.pk, at=TUESDAY)


def test_money_is_taken_and_the_receipt_handed_out(world, inna):
    before = ledger.whole_balance(world.ivans_number.account.ledger)
    page = inna.get(TILL, {"to": "8 (914) 396-53-54"})
    assert "Сергеев" in text_of(page) or "Sergeev" in text_of(page)

    said = {"to": "+79143965354", "form": sheet_of(page), "amount": "450", "payer": "Пётр"}
    done = inna.post(TILL, said, follow=True)

    assert "The money is on the account" in text_of(done)
    assert ledger.whole_balance(world.ivans_number.account.ledger) == before + 450_00
    payment = Payment.objects.get()
    pdf = inna.get(f"/desk/till/{payment.token}/receipt.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert inna.post(TILL, said).status_code == 302
    assert Payment.objects.count() == 1


def test_a_debt_is_proposed_to_be_paid(world, inna):
    owed = -ledger.whole_balance(world.ivans_number.account.ledger)

    page = inna.get(TILL, {"to": world.ivans_number.account.number}).content.decode()

    assert owed > 0
    assert f'value="{owed // 100}"' in page


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"amount": ""}, "Enter the sum"),
        ({"amount": "много"}, "Write the sum in digits"),
        ({"amount": "100000,01"}, "more than the till may take"),
    ],
)
def test_a_sum_that_cannot_be_taken_is_told_and_kept(world, inna, said, told):
    page = inna.post(TILL, {"to": "+79143965354", "form": "x", "payer": "Пётр"} | said)

    assert page.status_code == 422
    assert told in text_of(page)
    assert "Пётр" in page.content.decode()
    assert Payment.objects.count() == 0


@pytest.mark.parametrize("typed", ["+79990001122", "чепуха", "\0"])
def test_an_unknown_number_is_told(inna, typed):
    page = inna.get(TILL, {"to": typed})

    assert page.status_code == 422


def test_an_empty_till_says_what_to_do(inna):
    assert "You have taken no payment yet." in text_of(inna.get(TILL))


def test_a_statement_is_tried_posted_and_matched(world, nina, load):
    page = load(
        order("1", purpose="за +79143965354"), order("2", "7.00"), order("3", "x"), order("4", "5")
    )
    told = text_of(page)
    assert "will be posted1" in told
    assert "for a person to match2" in told
    assert "cannot be read1" in told
    assert Payment.objects.count() == 0
    assert "за +79143965354" not in text_of(
        nina.get(page.request["PATH_INFO"], {"only": "trouble"})
    )

    nina.post(page.request["PATH_INFO"])
    post_all()
    assert Payment.objects.count() == 1
    assert "Posted" in text_of(nina.get(page.request["PATH_INFO"]))

    line = StatementLine.objects.get(number="2")
    address = f"/desk/statements/lines/{line.pk}/"
    assert "№ 2" in text_of(nina.get("/desk/statements/waiting/"))
    assert "Credit him" in text_of(nina.get(address, {"to": "89161234567"}))
    done = nina.post(address, {"to": "89161234567"}, follow=True)
    assert "Credited: +79161234567." in text_of(done)
    assert Payment.objects.get(external_id=line.document).number == world.marias_number


def test_a_line_is_put_aside_with_a_reason(nina, load):
    page = load(order("2"))
    nina.post(page.request["PATH_INFO"])
    post_all()
    address = f"/desk/statements/lines/{StatementLine.objects.get().pk}/"

    assert nina.post(address, {"remark": ""}).status_code == 422
    nina.post(address, {"remark": "Возврат аванса"})

    assert StatementLine.objects.get().state == LineState.PUT_ASIDE
    again = nina.post(address, {"remark": "ещё"})
    assert "before you" in text_of(again)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "This is no statement"),
        (statement(order(), end=""), "The file is cut off"),
        ("дата;сумма\n1;2".encode(), "no row of headings"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(load, data, told):
    page = load(data=data)

    assert page.status_code == 422
    assert told in text_of(page)


def test_a_table_is_taken_too(world, load):
    table = "Дата;Номер;Сумма;Плательщик;Назначение\n23.11.2026;9;5,00;Иванов;л/с +79143965354\n"

    assert "will be posted1" in text_of(load(data=table.encode("cp1251"), name="bank.csv"))


def test_no_file_and_an_empty_desk_say_what_to_do(nina):
    assert "Choose the file first." in text_of(nina.post(STATEMENTS))
    assert "No statement was loaded yet." in text_of(nina.get(STATEMENTS))


def test_the_list_of_statements_costs_the_same_for_many(nina, load, django_assert_max_num_queries):
    for number in range(5):
        load(order(str(number)))

    with django_assert_max_num_queries(12):
        nina.get(STATEMENTS)
