"""A company orders by spreadsheet and the processing centre carries it out, in a browser."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

pytest.importorskip("playwright")

from playwright.sync_api import Page, ViewportSize

from kabinet.kit import clock
from kabinet.numbers.models import Number
from kabinet.orders.actions import work
from kabinet.orders.models import Order
from kabinet.orders.sheets.writing import as_xlsx
from tests.browser.looking import DESK, complaints, overflow, violations
from tests.doors.portal.test_register import acting_for
from tests.guards.examples import prove
from tests.people import service
from tests.rooms.orders.firm import Firm, firm, identifier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENSHOTS = Path(os.environ.get("KABINET_TEST_SCREENSHOTS", "build/screenshots"))
SMALL: ViewportSize = {"width": 360, "height": 780}

Sit = Callable[[Client], Page]


@pytest.fixture(params=["ru", "en"])
def sit(request, live_server, page: Page) -> Sit:
    def down(client: Client) -> Page:
        page.context.clear_cookies()
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        kept = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: request.param}
        page.context.add_cookies(
            [{"name": one, "value": kept[one], "url": live_server.url} for one in kept]
        )
        return page

    return down


def looks_well(page: Page, name: str) -> None:
    """See that a page fits and is accessible, on a desk and on a small phone; keep its picture."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for size, word in ((DESK, "desk"), (SMALL, "phone")):
        page.set_viewport_size(size)
        assert overflow(page) == 0, name
        assert violations(page) == [], name
        language = page.evaluate("document.documentElement.lang")
        page.screenshot(path=SCREENSHOTS / f"orders-{name}-{language}-{word}.png", full_page=True)
    page.set_viewport_size(DESK)


def clerk_of(romashka: Firm) -> Client:
    client = Client()
    client.force_login(romashka.sasha)
    prove(client, romashka.sasha)
    return client


def spreadsheet(folder: Path) -> Path:
    rows = [
        ("Номер телефона", "Действие", "Услуга", "SIM"),
        *((identifier(nth), "заблокировать", "", "") for nth in range(6)),
        ("8,91E+10", "заблокировать", "", ""),
        ("89161112233", "заблокировать", "", ""),
        (identifier(6), "подарить", "", ""),
        (identifier(7), "замена sim", "", "8970101234567890125"),
        (identifier(8), "подключить услугу", "Роуминг-пакет", ""),
    ]
    path = folder / "numbers.xlsx"
    path.write_bytes(as_xlsx(rows))
    return path


def test_a_spreadsheet_from_the_upload_to_its_partial_success(live_server, sit: Sit, tmp_path):
    romashka = firm(60)
    service(Number.objects.get(identifier=identifier(1)), "antivirus")
    pavel = acting_for(romashka)
    page = sit(pavel)
    heard = complaints(page)

    for path, name in (("numbers/", "register"), ("orders/", "none"), ("orders/new/", "new")):
        page.goto(f"{live_server.url}/my/{path}")
        looks_well(page, name)
    page.set_input_files("input[type=file]", spreadsheet(tmp_path))
    page.click("form[enctype] .govuk-button")
    assert "8,91E+10" in page.inner_text("main")
    looks_well(page, "check")
    page.click("form[method=post] .govuk-button >> nth=-1")

    order = Order.objects.get()
    assert order.case.reference in page.inner_text("main")
    carry_out(sit(clerk_of(romashka)), live_server.url, order)

    page = sit(pavel)
    page.goto(f"{live_server.url}/my/orders/{order.case.reference}/")
    looks_well(page, "done")
    order.case.refresh_from_db()
    assert order.case.state == "partly"
    page.goto(f"{live_server.url}/my/orders/")
    looks_well(page, "list")
    assert heard == []


def carry_out(page: Page, site: str, order: Order) -> None:
    """Have every row done at the desk; one number was closed meanwhile."""
    page.goto(f"{site}/desk/processing/")
    looks_well(page, "desk")
    page.click(f"text={order.case.reference}")
    looks_well(page, "desk-order")
    page.check("#whole", force=True)
    page.click("button[value=do]")
    Number.objects.filter(identifier=identifier(0)).update(state="closed")
    work(order_id=order.pk, at=clock.now())
