"""Both parties come to the showroom: the code, the passport that is not shown, the signature."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.journeys.visitor import DESK, Coming, Visitor


def begin(counter: Visitor, nth: int = 0) -> str:
    """Open a visit of the day by its code, typed, and with Enter alone; give the code."""
    # Tomorrow's: an hour of today may be over by now.
    tomorrow = datetime.now(ZoneInfo("Europe/Moscow")).date() + timedelta(days=1)
    counter.sign_in("irina", f"/desk/visits/?day={tomorrow}")
    address = counter.page.locator("tbody a").nth(nth).get_attribute("href") or ""
    code = address.rstrip("/").rpartition("/")[2]
    counter.open("/desk/visits/")
    assert counter.page.evaluate("document.activeElement.id") == "code"
    counter.page.keyboard.type(code.upper())
    with counter.page.expect_navigation():
        counter.page.keyboard.press("Enter")
    counter.look()
    assert counter.path() == address
    return code


def test_from_the_door_to_the_signature_without_a_mouse(come: Coming):
    counter = come(size=DESK)
    begin(counter)

    counter.page.locator("#id_who").focus()
    with counter.page.expect_navigation():
        counter.page.keyboard.press("Enter")
    counter.look()
    passport = counter.page.locator("input[name=passport]").first
    passport.focus()
    counter.page.keyboard.type("паспорт")
    with counter.page.expect_navigation():
        counter.page.keyboard.press("Enter")
    counter.look()
    counter.forgive("422")
    assert counter.has(".govuk-error-message")


def test_whoever_holds_the_code_moves_the_visit_on_a_phone(come: Coming):
    code = begin(come(size=DESK), nth=-1)
    guest = come()

    guest.open(f"/visit/{code}/")
    assert guest.has(".kb-qr svg")
    calendar = guest.download("a[href$='.ics']")
    assert b"BEGIN:VEVENT" in calendar
    guest.press("a[href$='?move=yes']")
    guest.tick(guest.page.locator("input[name=slot]").last)
    guest.press("form[method=post] button[name=act]")

    assert guest.has(".kb-qr svg")
    assert code not in guest.text()


def test_a_paper_is_refused_with_a_reason(come: Coming):
    judge = come(size=DESK)
    judge.sign_in("gleb", "/desk/papers/")
    waiting = judge.page.locator(".kb-papers > li").count()
    assert waiting

    judge.press("button[value=refuse]")
    judge.forgive("422")
    assert judge.has(".govuk-error-message")
    judge.fill("input[name=reason]", "Нет подписи")
    judge.press("button[value=refuse]")
    assert judge.page.locator(".kb-papers > li").count() == waiting - 1
