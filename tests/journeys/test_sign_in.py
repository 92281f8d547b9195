"""Coming in by hand: a number and its code, or a password and a second factor."""

from tests.journeys.catcher import let_an_hour_pass, newest_code, newest_with_code
from tests.journeys.visitor import DESK, PHONE, Visitor

OF_ANOTHER_NETWORK = "9031234567"


def test_a_subscriber_comes_in_with_his_number(come, house):
    phone = come(size=PHONE)
    phone.sign_in("andrey", "/my/", look=False)
    number = phone.text("main td a[href^='/my/numbers/']")
    phone.press(".kb-who form button")

    phone.press(".kb-who a")
    phone.fill("input[name=number]", number)
    let_an_hour_pass(phone)
    seen = newest_with_code(phone)
    phone.press("main form .govuk-button")
    right = newest_code(phone, seen)
    phone.fill("input[name=code]", f"{(int(right) + 1) % 1_000_000:06d}")
    phone.press("main form .govuk-button")
    assert phone.has(".govuk-error-summary")
    phone.fill("input[name=code]", right)
    phone.press("main form .govuk-button")

    assert phone.path() == "/my/"


def test_a_number_of_another_network_is_told_so(come, house):
    phone = come(size=PHONE)
    phone.open("/sign-in/")
    phone.fill("input[name=number]", OF_ANOTHER_NETWORK)

    phone.press("main form .govuk-button")

    assert phone.has(".govuk-error-summary")
    assert phone.has("main a[href='/start/']")
    assert phone.page.locator("input[name=number]").input_value()


def test_an_officer_comes_in_with_two_factors(come, house):
    desk = come(size=DESK)
    desk.open("/demo/by-hand/")
    password = desk.text("main dl code")
    desk.open("/desk/sign-in/")
    write_down(desk, "elena@mts.example", "not the password")
    assert desk.has(".govuk-error-summary")
    write_down(desk, "elena@mts.example", password)

    desk.fill("main input[name=code]", code_now(desk, "elena@mts.example"))
    desk.press("main form .govuk-button")

    assert desk.path().startswith("/desk/")


def write_down(visitor: Visitor, email: str, password: str) -> None:
    visitor.fill("main input[name=email]", email)
    visitor.fill("main input[name=password]", password)
    visitor.press("main form .govuk-button")


def code_now(visitor: Visitor, email: str) -> str:
    """Read the code of this half minute, in a window of its own."""
    page = visitor.context.new_page()
    page.goto(visitor.at("/demo/by-hand/"))
    code = page.locator("main tr", has_text=email).locator("code").inner_text()
    page.close()
    return str(code)
