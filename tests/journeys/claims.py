"""Writing a claim down and filing it: the steps that several stories share."""

import re
from collections.abc import Mapping

from tests.journeys.catcher import let_an_hour_pass, newest_code, newest_with_code
from tests.journeys.interview import answer_all
from tests.journeys.visitor import Visitor

CODE = "main form[action$='/code/'] button"
FILE = "main form[action$='/file/']:has(input[name=code]) .govuk-button"


def begin_about_debits(
    visitor: Visitor, service: str | re.Pattern[str], *, look: bool = True
) -> None:
    """Tick the debits of a service and go on to the form."""
    rows = visitor.page.locator("main tr", has_text=service)
    boxes = rows.locator("input[type=checkbox]").all()
    assert boxes, visitor.text()
    for box in boxes:
        visitor.tick(box)
    visitor.press("main form[action='/my/dispute/'] button", look=look)
    visitor.press("main form[action='/write/new/claim/'] button", look=look)


def begin(visitor: Visitor, kind: str, *, look: bool = True) -> None:
    visitor.open(f"/write/new/{kind}/", look=look)
    visitor.press("main form button", look=look)


def to_the_check(visitor: Visitor, answers: Mapping[str, str], *, look: bool = True) -> None:
    """Answer everything, attach nothing, and come to the page that shows it once more."""
    answer_all(visitor, answers, look=look)
    visitor.press("main a.govuk-button", look=look)


def sign(visitor: Visitor, *, look: bool = True) -> str:
    """Have a code sent, type it, file; give the register number."""
    ask_for_code(visitor, look=look)
    visitor.press(FILE, look=look)
    return filed(visitor)


def ask_for_code(visitor: Visitor, *, look: bool = True) -> None:
    """Have a code sent, and type it without sending it yet."""
    let_an_hour_pass(visitor)
    seen = newest_with_code(visitor)
    visitor.press(CODE, look=look)
    visitor.fill("input[name=code]", newest_code(visitor, seen))


def filed(visitor: Visitor) -> str:
    assert visitor.path().endswith("/done/"), visitor.text()
    return visitor.text(".kb-done__ref .nb")


def file_about_debits(
    visitor: Visitor,
    who: str,
    service: str | re.Pattern[str],
    answers: Mapping[str, str],
    *,
    look: bool = False,
) -> str:
    """File a whole claim about the debits of a service; give its number."""
    visitor.sign_in(who, "/my/charges/", look=False)
    begin_about_debits(visitor, service, look=look)
    to_the_check(visitor, answers, look=look)
    return sign(visitor, look=look)
