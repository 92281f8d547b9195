"""Maria writes a claim that the records do not decide, and does not write it all in one go."""

from tests.journeys import pictures
from tests.journeys.catcher import newest_code, with_codes
from tests.journeys.interview import answer_all
from tests.journeys.visitor import PHONE, Visitor

SERVICE = "Клуб игр"
ANSWERS = {"ground": "unjustified_debit"}
FILE = "main form[action$='/file/']:has(input[name=code])"


def test_a_claim_is_written_on_two_devices_and_signed(come, house, tmp_path):
    phone = come(size=PHONE)
    phone.sign_in("maria", "/my/charges/")
    begin_about_debits(phone)
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
    reference = sign(other)

    assert reference in other.text()
    keep_the_papers(other, reference)
    phone.open("/my/")
    assert reference in phone.text()


def begin_about_debits(visitor: Visitor, service: str = SERVICE) -> None:
    """Tick the debits of a service and go on to the form."""
    rows = visitor.page.locator("main tr", has_text=service)
    boxes = rows.locator("input[type=checkbox]").all()
    assert boxes, visitor.text()
    for box in boxes:
        visitor.tick(box)
    visitor.press("main form[action='/my/dispute/'] button")
    visitor.press("main form[action='/write/new/claim/'] button")


def attach_a_photo(visitor: Visitor, folder) -> None:
    """Send a photo of more than two megabytes; the browser makes it smaller on its way."""
    large = pictures.large_photo(folder / "Скриншот 1.png")
    visitor.page.set_input_files("input[type=file]", large)
    attached = visitor.page.locator("[data-files] .kb-files li")
    attached.first.wait_for(timeout=60_000)
    assert "Скриншот 1.jpg" in attached.first.inner_text()
    assert visitor.page.locator("[data-sending] li").count() == 0
    visitor.look()


def sign(visitor: Visitor) -> str:
    """Read everything once more, have a code sent, type it; give the claim's number."""
    assert visitor.has(".kb-paper")
    seen = len(with_codes(visitor))
    visitor.press("main form[action$='/code/'] button")
    visitor.fill("input[name=code]", newest_code(visitor, seen))
    visitor.press(f"{FILE} .govuk-button")
    assert visitor.path().endswith("/done/"), visitor.text()
    return visitor.text(".kb-done__ref")


def keep_the_papers(visitor: Visitor, reference: str) -> None:
    """Look at each deadline, how it is counted, and take the files home."""
    deadlines = visitor.page.locator(".kb-due")
    assert deadlines.count() >= 3
    counted = visitor.page.locator(".kb-due details").first
    counted.locator("summary").click()
    assert counted.locator("ol li").count() >= 1
    visitor.look()
    assert visitor.download("a[href$='letter.pdf']").startswith(b"%PDF")
    assert b"word/document.xml" in visitor.download("a[href$='letter.docx']")
    calendar = visitor.download("a[href$='.ics']").decode()
    assert calendar.count("BEGIN:VEVENT") >= 2
    assert reference in calendar
