"""A company comes in, lets a colleague in with a part, and takes him out at his next click."""

import re
import time
from urllib.parse import urlsplit

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.journeys.catcher import let_an_hour_pass, letter_box, newest_code, newest_with_code
from tests.journeys.visitor import DESK, PHONE, Visitor

SECRET_WORDS = "a long sentence that nobody guesses"
CHIEF, COLLEAGUE = "chief@sever-put.example", "rita@sever-put.example"
BUTTON = "main form .govuk-button"


def test_a_company_registers_lets_a_colleague_in_and_out(come, house):
    chief, rita = come(size=DESK), come(size=PHONE)
    register(chief, *contract_of(chief))
    join(chief, "Кира Орлова")
    assert chief.path() == "/account/factors/"
    enroll(chief)
    chief.open("/my/company/")

    mine, others = numbers_seen(chief)
    invite(chief, mine)
    rita.open(link_in_letter(rita), look=True)
    code_by_mail(rita, BUTTON)
    join(rita, "Рита Белова")
    enroll(rita)
    rita.open("/my/")
    assert rita.has(f"main a[href='/my/numbers/{mine}/']")
    assert not rita.has(f"main a[href='/my/numbers/{others}/']")
    rita.open(f"/my/numbers/{others}/", look=False)
    assert not rita.has("main table")

    chief.open("/my/company/")
    chief.press(chief.page.locator("main td a", has_text=re.compile("Рита|Rita")).first)
    chief.page.locator("main details summary").last.click()
    chief.press("main .govuk-button--warning")
    rita.open("/my/")

    assert rita.path() == "/account/acting-for/"
    assert rita.has(".kb-note--warn")


def contract_of(visitor: Visitor) -> tuple[str, str]:
    """Read contract and INN where the demonstration tells them."""
    visitor.open("/demo/", look=False)
    told = next(
        one
        for one in visitor.page.locator("main li").all_inner_texts()
        if "office@sever-put.example" in one
    )
    contract, inn = re.findall(r"\d{10,}", told)[:2]
    return contract, inn


def register(visitor: Visitor, contract: str, inn: str) -> None:
    let_an_hour_pass(visitor)
    visitor.open("/sign-in/company/")
    visitor.press("main a[href='/sign-in/company/register/']")
    visitor.fill("input[name=contract]", contract)
    visitor.fill("input[name=inn]", inn)
    code_by_mail(visitor, BUTTON)
    visitor.fill("input[name=name]", "Кира Орлова")
    visitor.fill("input[name=email]", CHIEF)
    visitor.press(BUTTON)
    code_by_mail(visitor, BUTTON)


def code_by_mail(visitor: Visitor, press: str) -> None:
    """Have a code sent, read it in the catcher, type it."""
    seen = newest_with_code(visitor)
    visitor.press(press)
    visitor.fill("input[name=code]", newest_code(visitor, seen))
    visitor.press(BUTTON)


def join(visitor: Visitor, name: str) -> None:
    visitor.fill("input[name=name]", name)
    visitor.fill("input[name=password]", SECRET_WORDS)
    visitor.press(BUTTON)


def enroll(visitor: Visitor) -> None:
    """Add a sign-in app: its secret stands on the page."""
    visitor.open("/account/factors/app/add/")
    secret = re.findall(r"\b[A-Z2-7]{32}\b", visitor.text())[0]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    visitor.fill("input[name=code]", code)
    visitor.press(BUTTON)


def numbers_seen(visitor: Visitor) -> tuple[str, str]:
    """Give two numbers of the company, by their addresses."""
    visitor.open("/my/")
    links = visitor.page.locator("main td a[href^='/my/numbers/']")
    first, second = (links.nth(place).get_attribute("href") or "" for place in (0, 1))
    return first.split("/")[3], second.split("/")[3]


def invite(visitor: Visitor, number: str) -> None:
    visitor.open("/my/company/")
    visitor.press("main a[href='/my/company/invite/']")
    visitor.fill("input[name=name]", "Рита Белова")
    visitor.fill("input[name=email]", COLLEAGUE)
    visitor.tick("input[name=role][value=numbers]")
    visitor.page.locator("main details summary").first.click()
    visitor.fill("textarea[name=numbers]", number)
    visitor.press(BUTTON)
    assert COLLEAGUE in visitor.text()


def link_in_letter(visitor: Visitor) -> str:
    letter = letter_box(visitor, "/join/")[0]
    found = re.findall(r"http\S+/join/\S+", letter)[0]
    return str(urlsplit(found).path)
