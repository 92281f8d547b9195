"""From the spreadsheet to the end of the order, as a company sees it and as the desk does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kabinet.kit import clock
from kabinet.numbers.actions import add_to_stock
from kabinet.numbers.models import Number
from kabinet.orders.actions import work
from kabinet.orders.models import Order, OrderDraft
from kabinet.orders.sheets.writing import as_xlsx
from tests.doors.portal.test_register import acting_for
from tests.guards.examples import prove
from tests.people import company, member
from tests.rooms.orders.firm import Firm, firm, identifier

pytestmark = pytest.mark.django_db
NEW = reverse("portal:new_order")


@pytest.fixture
def romashka() -> Firm:
    return firm(5)


@pytest.fixture
def pavel(romashka: Firm) -> Client:
    return acting_for(romashka)


@pytest.fixture
def sasha(romashka: Firm) -> Client:
    client = Client()
    client.force_login(romashka.sasha)
    prove(client, romashka.sasha)
    return client


def sheet(*rows: tuple[str, ...], name: str = "номера.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, as_xlsx([("Номер", "Действие"), *rows]))


def upload(client: Client, *rows: tuple[str, ...]):
    return client.post(NEW, {"file": sheet(*rows)})


def test_a_spreadsheet_is_checked_filed_carried_out_and_partly_refused(
    romashka: Firm, pavel: Client, sasha: Client
):
    led = upload(
        pavel,
        (identifier(0), "заблокировать"),
        ("8,91E+10", "заблокировать"),
        (identifier(1), "заблокировать"),
    )
    page = pavel.get(led.headers["Location"]).content.decode()
    assert "8,91E+10" in page

    filed = pavel.post(led.headers["Location"])
    order = Order.objects.get()
    assert filed.headers["Location"] == reverse("portal:order", args=[order.case.reference])
    assert order.case.reference in sasha.get(reverse("desk:processing")).content.decode()

    desk = reverse("desk:order", args=[order.case.reference])
    assert sasha.post(desk, {"act": "do", "whole": "1"}).status_code == 302
    Number.objects.filter(identifier=identifier(1)).update(state="closed")
    assert pavel.get(filed.headers["Location"]).headers["Refresh"]
    work(order_id=order.pk, at=clock.now())

    done = pavel.get(filed.headers["Location"])
    order.case.refresh_from_db()
    assert order.case.state == "partly"
    assert "Refresh" not in done.headers
    rows = pavel.get(reverse("portal:order_rows", args=[order.case.reference, "csv"]))
    assert len(rows.content.decode().strip().split("\r\n")) == 3


def test_the_errors_come_back_beside_the_rows(pavel: Client):
    led = upload(pavel, (identifier(0), "подарить"), ("нет", "block"))
    draft = OrderDraft.objects.get()

    text = pavel.get(reverse("portal:order_check_rows", args=[draft.token, "csv"])).content.decode(
        "utf-8-sig"
    )

    assert led.status_code == 302
    assert text.count("\r\n") == 3
    assert "подарить" in text


def test_a_bad_file_is_a_sentence_and_what_was_chosen_is_kept(pavel: Client):
    bad = SimpleUploadedFile("list.pdf", b"%PDF-1.7\0\0")

    answer = pavel.post(NEW, {"file": bad, "action": "block"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="block" selected' in page
    assert not OrderDraft.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"action": "block"},
        {"action": "tariff", "number": "89140000000"},
        {"action": "block", "number": "нет"},
        {"action": "sim", "number": "89140000000", "sim": "123"},
        {"action": "dance", "number": "89140000000"},
    ],
)
def test_what_is_missing_is_asked_for(pavel: Client, typed):
    assert pavel.post(NEW, typed).status_code == 422
    assert not OrderDraft.objects.exists()


def test_one_number_is_ordered_for_without_a_file(pavel: Client):
    led = pavel.post(
        NEW, {"action": "tariff", "tariff": "tariff-light", "number": "8 914 000-00-00"}
    )
    pavel.post(led.headers["Location"])

    line = Order.objects.get().lines.get()
    assert (line.action, line.value, line.identifier) == ("tariff", "tariff-light", identifier(0))


def test_a_free_number_is_chosen_from_the_stock_and_ordered(romashka: Firm, pavel: Client):
    free = ["+79150000001", "+79150000002"]
    add_to_stock(identifiers=free, region="moscow", at=clock.now())
    page = pavel.get(reverse("portal:free_numbers"), {"q": "0002"})
    assert page.context["numbers"] == free[1:]

    led = pavel.post(NEW, {"action": "activate", "number": free[1]})
    pavel.post(led.headers["Location"])

    romashka.carry_out(Order.objects.get(), at=clock.now())
    assert Number.objects.get(identifier=free[1]).account == romashka.account


def test_the_desk_refuses_with_a_reason_and_asks(romashka: Firm, pavel: Client, sasha: Client):
    order = romashka.order("block", identifier(0), identifier(1))
    desk = reverse("desk:order", args=[order.case.reference])
    first, _second = order.lines.order_by("place")

    bare = sasha.post(desk, {"act": "refuse", "line": first.pk})
    assert bare.status_code == 422
    sasha.post(desk, {"act": "refuse", "line": first.pk, "text": "Номер в споре"})
    sasha.post(desk, {"act": "ask", "whole": "1", "text": "С какого дня?"})

    mine = reverse("portal:order", args=[order.case.reference])
    page = pavel.get(mine).content.decode()
    assert "Номер в споре" in page
    assert "С какого дня?" in page
    pavel.post(reverse("portal:order_answer", args=[order.case.reference]), {"text": "С завтра"})
    assert order.lines.filter(state="waiting").count() == 1
    assert "С завтра" in sasha.get(desk).content.decode()


def test_a_stranger_gets_404_whatever_he_asks(romashka: Firm):
    order = romashka.order("block", identifier(0))
    draft = romashka.check("block", identifier(1))
    other = company("ООО «Другие»")
    stranger = member(other, email="x@other.example")
    client = acting_for(Firm(other, romashka.account, stranger, romashka.sasha))

    assert client.get(reverse("portal:order", args=[order.case.reference])).status_code == 404
    assert client.get(reverse("portal:order_check", args=[draft.token])).status_code == 404
    assert client.post(reverse("portal:order_check", args=[draft.token])).status_code == 404


def test_pages_ask_a_fixed_number_of_queries(
    romashka: Firm, pavel: Client, sasha: Client, django_assert_max_num_queries
):
    for nth in range(5):
        romashka.order("block", identifier(nth))
    reference = Order.objects.latest("pk").case.reference

    with django_assert_max_num_queries(12):
        pavel.get(reverse("portal:orders"))
    with django_assert_max_num_queries(18):
        pavel.get(reverse("portal:order", args=[reference]))
    with django_assert_max_num_queries(12):
        sasha.get(reverse("desk:processing"))
    with django_assert_max_num_queries(14):
        sasha.get(reverse("desk:order", args=[reference]))
