"""Ivan never ordered a subscription: he ticks its debits, and the money is back at once."""

from tests.journeys.catcher import letter_box
from tests.journeys.visitor import Visitor

SERVICE = "Музыка недели"


def test_ivan_has_his_money_back_at_once(phone: Visitor, house):
    service = _sees_who_connected_what(phone)
    phone.open("/my/charges/")
    rows = phone.page.locator("main tr", has_text=service).filter(
        has=phone.page.locator("input[type=checkbox]")
    )
    assert rows.count() >= 3
    for row in rows.all()[:3]:
        phone.tick(row.locator("input[type=checkbox]"))
    phone.press("main form[action='/my/dispute/'] button")
    assert phone.has("form[action='/my/dispute/settle/']")

    phone.press("form[action='/my/dispute/settle/'] button")

    reference = phone.path().rstrip("/").rsplit("/", 1)[-1]
    assert phone.has(".kb-paper")
    assert phone.download("a[href$='answer.pdf']").startswith(b"%PDF")
    assert phone.download("a[href$='answer.docx']").startswith(b"PK")
    phone.open("/my/charges/")
    assert phone.page.locator("main tr .kb-tag--good").count() >= 3
    assert any(reference in one for one in letter_box(phone, reference))
    phone.open("/demo/mail/")


def _sees_who_connected_what(phone: Visitor) -> str:
    """Go from the front page to the number; give the name of the service without a consent."""
    phone.sign_in("ivan", "/my/")
    phone.press("main .kb-note--warn a")
    unproven = phone.page.locator("main section.kb-card").filter(
        has=phone.page.locator("dd .kb-tag--warn")
    )
    assert unproven.count() == 1
    return str(unproven.locator("h3").inner_text())
