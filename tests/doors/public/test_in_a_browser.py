"""The public pages as eyes, keys and machines meet them."""

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import Page, expect

from tests.browser.looking import DESK, PHONE, complaints, overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/", "/start/", "/offices/", "/help/", "/about/", "/accessibility/", "/privacy/"]


@pytest.mark.parametrize(("size", "colours"), [(PHONE, "light"), (DESK, "dark")])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_fault(live_server, page: Page, address, size, colours):
    heard = complaints(page)
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=colours)

    page.goto(live_server.url + address)

    assert violations(page) == []
    assert overflow(page) == 0
    assert heard == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_reflows_in_320_pixels(live_server, page: Page, address):
    page.set_viewport_size({"width": 320, "height": 640})

    page.goto(live_server.url + address)

    assert overflow(page) == 0


def test_the_menu_can_be_skipped_with_the_keyboard(live_server, page: Page):
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    expect(page.locator(".govuk-skip-link")).to_be_focused()

    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_the_language_and_the_colours_are_chosen_by_hand(live_server, page: Page):
    page.goto(live_server.url + "/help/")

    page.get_by_role("button", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.locator("button[name=theme][value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")

    assert page.url.endswith("/help/")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


def test_offices_are_found_without_scripts(live_server, browser):
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(live_server.url + "/offices/")
    before = page.locator(".kb-office").count()

    page.locator("select[name=town]").select_option(index=1)
    page.locator(".kb-filters button").click()

    assert 0 < page.locator(".kb-office").count() < before
    plain.close()
