"""The keys of the desks: by their place on the keyboard, and off for those who want them off."""

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import Page, expect

from kabinet.access.models import User
from kabinet.claims.actions import filing
from kabinet.claims.queries.interview import Address
from tests import world as worlds
from tests.doors.backoffice.desk import desk_of
from tests.rooms.claims.conftest import finished
from tests.world import MONDAY, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(db: None) -> World:
    return worlds.build()


@pytest.fixture
def queue(live_server, page: Page, world: World) -> Page:
    """Open the queue, one claim on it, as an officer."""
    draft = finished(world)
    address = Address("sms", "+79161234567")
    filing.file_draft(draft_id=draft.pk, by=draft.owner, address=address, at=MONDAY)
    cookies = desk_of(world.anna).cookies
    page.context.add_cookies(
        [
            {"name": name, "value": one.value, "url": live_server.url}
            for name, one in cookies.items()
        ]
    )
    page.goto(live_server.url + "/desk/queue/")
    return page


def test_rows_are_walked_ticked_and_opened_without_a_mouse(queue: Page):
    queue.keyboard.press("KeyJ")
    row = queue.locator("tr.is-at")
    expect(row.locator("a").first).to_be_focused()

    queue.keyboard.press("KeyX")
    expect(row.locator("input[type=checkbox]")).to_be_checked()
    queue.keyboard.press("KeyO")

    queue.wait_for_url("**/desk/cases/**")


def test_a_russian_layout_changes_nothing(queue: Page):
    queue.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', "
        "{key: 'о', code: 'KeyJ', bubbles: true}))"
    )

    expect(queue.locator("tr.is-at")).to_have_count(1)


def test_letters_typed_into_a_field_are_letters(queue: Page):
    queue.keyboard.press("Slash")
    expect(queue.locator("[data-find]")).to_be_focused()

    queue.keyboard.type("jx")

    expect(queue.locator("[data-find]")).to_have_value("jx")
    expect(queue.locator("tr.is-at")).to_have_count(0)


def test_the_sheet_opens_and_closes(queue: Page):
    queue.keyboard.press("Shift+Slash")
    expect(queue.locator("dialog")).to_be_visible()

    queue.keyboard.press("Escape")

    expect(queue.locator("dialog")).to_be_hidden()


def test_who_switches_them_off_has_none(queue: Page, world: World):
    queue.get_by_role("button", name="Switch shortcuts off").click()
    expect(queue.get_by_role("button", name="Switch shortcuts on")).to_be_visible()

    queue.keyboard.press("KeyJ")

    expect(queue.locator("tr.is-at")).to_have_count(0)
    assert not User.objects.get(pk=world.anna.pk).shortcuts
