"""Maria writes a claim that the records do not decide, and much comes in between."""

import re

from tests.journeys import pictures
from tests.journeys.catcher import let_an_hour_pass, newest_code, newest_with_code
from tests.journeys.claims import (
    FILE,
    ask_for_code,
    begin,
    begin_about_debits,
    filed,
    sign,
    to_the_check,
)
from tests.journeys.interview import SEND, answer_all
from tests.journeys.visitor import PHONE, Visitor

SERVICE = re.compile("Клуб игр|Games Club")
ANSWERS = {"ground": "unjustified_debit"}


def test_a_claim_is_written_on_two_devices_and_signed(come, house, tmp_path):
    phone = come(size=PHONE)
    phone.sign_in("maria", "/my/charges/")
    begin_about_debits(phone, SERVICE)
    assert answer_all(phone, ANSWERS, until="essence")
    left_at = phone.path()

    other = come(size=PHONE)
    other.sign_in("maria", "/my/claims/")
    other.press("main .kb-note a")
    other.press("main .kb-row a.govuk-button")
    assert other.path() == left_at
    answer_all(other, ANSWERS)
    attach_a_photo(other, tmp_path)
    other.press("main a.govuk-button")
    assert other.has(".kb-paper")
    reference = sign(other)

    keep_the_papers(other, reference)
    phone.open("/my/")
    assert reference in phone.text()
    phone.open(f"/my/claims/{reference}/")


def test_a_claim_is_written_without_scripts(come, house, tmp_path):
    phone = come(size=PHONE, script=False)
    phone.sign_in("anna", "/my/")
    begin(phone, "claim")
    answer_all(phone, {"ground": "bad_service"})
    phone.page.set_input_files("input[type=file]", pictures.small_photo(tmp_path / "роутер.png"))
    phone.press("main .kb-drop button")
    assert "роутер.png" in phone.text("[data-files]")
    phone.press("main a.govuk-button")
    assert "роутер.png" in phone.text()

    reference = sign(phone)

    assert phone.download("a[href$='letter.pdf']").startswith(b"%PDF")
    phone.open("/my/claims/")
    assert reference in phone.text()


def test_a_double_click_files_one_claim(come, house):
    phone = come(size=PHONE)
    phone.sign_in("maria", "/my/claims/", look=False)
    before = phone.page.locator("main td .kb-ref").count()
    begin(phone, "claim", look=False)
    to_the_check(phone, {"ground": "own_words"}, look=False)
    ask_for_code(phone, look=False)

    with phone.page.expect_navigation(wait_until="load"):
        phone.page.locator(FILE).dblclick()

    reference = filed(phone)
    phone.open("/my/claims/", look=False)
    assert phone.page.locator("main td .kb-ref").count() == before + 1
    assert reference in phone.text()


def test_a_session_that_ends_in_the_middle_loses_nothing(come, house):
    phone = come(size=PHONE)
    phone.sign_in("maria", "/my/", look=False)
    number = phone.text("main td a[href^='/my/numbers/']")
    let_an_hour_pass(phone)  # before, not after: what was typed is kept for less
    begin(phone, "claim", look=False)
    answer_all(phone, {"ground": "own_words"}, until="essence", look=False)
    phone.fill("main textarea", "Написано перед самым концом сеанса")
    phone.context.clear_cookies(name="sessionid")

    phone.press(SEND)
    phone.press("main a.govuk-button")
    sign_in_by_hand(phone, number)

    assert "Написано перед самым концом сеанса" in phone.page.content()
    phone.press("main form .govuk-button")
    phone.page.go_back()
    assert "Написано перед самым концом сеанса" in phone.page.content()


def test_a_wrong_code_and_an_old_one_are_told_apart(come, house):
    phone = come(size=PHONE)
    phone.sign_in("maria", "/my/", look=False)
    begin(phone, "claim", look=False)
    to_the_check(phone, {"ground": "own_words"}, look=False)
    ask_for_code(phone, look=False)
    right = phone.page.locator("input[name=code]").input_value()

    phone.fill("input[name=code]", f"{(int(right) + 1) % 1_000_000:06d}")
    phone.press(FILE)
    wrong = phone.text(".govuk-error-summary")
    phone.fill("input[name=code]", right)
    let_an_hour_pass(phone)
    phone.press(FILE)
    old = phone.text(".govuk-error-summary")

    assert wrong != old
    seen = newest_with_code(phone)
    phone.press("main form[action$='/code/'] button", look=False)
    phone.fill("input[name=code]", newest_code(phone, seen))
    phone.press(FILE, look=False)
    assert filed(phone)


def sign_in_by_hand(visitor: Visitor, number: str) -> None:
    """Type the number, then the code that it receives."""
    seen = newest_with_code(visitor)
    visitor.fill("input[name=number]", number)
    visitor.press("main form .govuk-button")
    visitor.fill("input[name=code]", newest_code(visitor, seen))
    visitor.press("main form .govuk-button")


def attach_a_photo(visitor: Visitor, folder) -> None:
    """Send a photo of more than two megabytes; the browser makes it smaller on its way."""
    large = pictures.large_photo(folder / "Скриншот 1.png")
    assert large.stat().st_size > pictures.TWO_MEGABYTES
    visitor.page.set_input_files("input[type=file]", large)
    attached = visitor.page.locator("[data-files] .kb-files li")
    attached.first.wait_for(timeout=60_000)
    assert "Скриншот 1.jpg" in attached.first.inner_text()
    assert visitor.page.locator("[data-sending] li").count() == 0
    visitor.look()


def keep_the_papers(visitor: Visitor, reference: str) -> None:
    """Look at each deadline, how it is counted, and take the files home."""
    assert visitor.page.locator(".kb-due").count() >= 3
    counted = visitor.page.locator(".kb-due details").first
    counted.locator("summary").click()
    assert counted.locator("ol li").count() >= 1
    visitor.look()
    assert visitor.download("a[href$='letter.pdf']").startswith(b"%PDF")
    assert b"word/document.xml" in visitor.download("a[href$='letter.docx']")
    calendar = visitor.download("a[href$='.ics']").decode()
    assert calendar.count("BEGIN:VEVENT") >= 2
    assert reference in calendar
