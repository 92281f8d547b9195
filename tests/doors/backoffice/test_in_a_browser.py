"""The desks as eyes, keys and machines meet them."""

from collections.abc import Callable

import pytest
from django.conf import settings

pytest.importorskip("playwright")

from playwright.sync_api import Page, expect

from kabinet.access.models import User
from kabinet.cases.actions import take
from kabinet.cases.models import Case
from tests.browser.looking import DESK, PHONE, complaints, overflow, violations
from tests.doors.backoffice.conftest import TUESDAY, file_one
from tests.doors.backoffice.desk import address, desk_of
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Sit = Callable[[User], Page]


@pytest.fixture
def sit(live_server, page: Page) -> Sit:
    """Sit somebody down in the browser, both factors proved."""

    def down(user: User) -> Page:
        cookie = desk_of(user).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        return page

    return down


def pages(world: World, case: Case) -> list[tuple[User, str]]:
    maria = f"/desk/people/{world.maria.pk}/"
    return [
        (world.anna, "/desk/"),
        (world.anna, "/desk/queue/"),
        (world.anna, address(case)),
        (world.anna, "/desk/search/?q=гороскоп"),
        (world.anna, maria),
        (world.olga, "/desk/register/"),
        (world.olga, "/desk/search/"),
        (world.sergey, "/desk/board/"),
        (world.sergey, address(case)),
        (world.irina, "/desk/journal/"),
        (world.irina, maria),
        (world.oleg, "/desk/users/"),
        (world.oleg, f"/desk/users/{world.anna.pk}/"),
        (world.oleg, "/desk/users/new/"),
        (world.oleg, "/desk/tasks/"),
    ]


@pytest.mark.parametrize(("size", "colours"), [(PHONE, "light"), (DESK, "dark")])
def test_no_desk_has_a_fault(
    live_server, page: Page, world: World, case: Case, sit: Sit, size, colours
):
    take(case=file_one(world).case, by=world.anna, at=TUESDAY)
    heard, found = complaints(page), {}
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=colours)

    for user, place in pages(world, case):
        sit(user).goto(live_server.url + place)
        if faults := [*violations(page), *(["too wide"] if overflow(page) else [])]:
            found[f"{user.name} {place}"] = faults

    assert found == {}
    assert heard == []


def test_rows_are_walked_ticked_and_opened_by_keys(live_server, world: World, sit: Sit):
    first, second = file_one(world).case, file_one(world).case
    page = sit(world.anna)
    page.goto(live_server.url + "/desk/queue/")

    page.keyboard.press("KeyJ")
    page.keyboard.press("KeyJ")
    page.keyboard.press("KeyX")
    expect(page.get_by_label(second.reference, exact=True)).to_be_checked()
    page.keyboard.press("KeyK")
    page.keyboard.press("KeyO")

    page.wait_for_url(f"**{address(first)}")


def test_the_ticked_are_taken_in_one_press(live_server, world: World, sit: Sit):
    cases = [file_one(world).case for _ in range(3)]
    page = sit(world.anna)
    page.goto(live_server.url + "/desk/queue/?desk=claims")

    for case in cases[:2]:
        page.get_by_label(case.reference, exact=True).check()
    page.locator("form[action='/desk/queue/take/'] button").first.click()

    expect(page.locator(".kb-note--good")).to_contain_text(cases[1].reference)
    assert page.url.endswith("/desk/queue/?desk=claims")
    assert Case.objects.filter(assignee=world.anna).count() == 2


def test_a_decision_is_seen_then_sent(live_server, world: World, case: Case, sit: Sit):
    page = sit(world.anna)
    page.goto(live_server.url + address(case))

    page.locator("input[name=outcome][value=upheld]").check(force=True)
    page.locator("input[name=amount]").fill("300")
    page.locator("form[action$='/decide/'] button").click()
    expect(page.locator("article.kb-paper")).to_contain_text("300 (триста)")
    page.locator("button[name=change]").click()
    expect(page.locator("input[name=amount]")).to_have_value("300")
    page.locator("form[action$='/decide/'] button").click()
    page.locator("button[name=send]").click()

    expect(page.locator(".kb-note--good")).to_be_visible()
    assert Case.objects.get(pk=case.pk).state == "answered"


def test_everything_works_without_scripts(live_server, browser, world: World, case: Case):
    plain = browser.new_context(java_script_enabled=False)
    cookie = desk_of(world.anna).cookies[settings.SESSION_COOKIE_NAME].value
    plain.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    page = plain.new_page()

    page.goto(live_server.url + address(case))
    page.locator("form[action$='/take/'] button").click()
    page.locator("textarea[name=text]").fill("Звонила дважды")
    page.locator("form[action$='/note/'] button").click()

    expect(page.locator(".kb-inside")).to_contain_text("Звонила дважды")
    assert Case.objects.get(pk=case.pk).assignee == world.anna
    plain.close()
