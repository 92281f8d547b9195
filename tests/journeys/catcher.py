"""What came to somebody's phone or mailbox: read on the page of everything that was sent."""

import re
from time import monotonic, sleep

from tests.journeys.visitor import Visitor

SOON = 60  # seconds: the worker sends within one; a loaded machine takes longer
_CODE = re.compile(r"(?<![\d-])\d{6}(?!\d)")


def messages(visitor: Visitor) -> list[str]:
    """Read all messages, newest first, in a window of their own."""
    page = visitor.context.new_page()
    page.goto(visitor.at("/demo/mail/"))
    found = [" ".join(one.split()) for one in page.locator("main article").all_inner_texts()]
    page.close()
    return found


def letter_box(visitor: Visitor, word: str, *, more_than: int = 0) -> list[str]:
    """Wait until more messages than that number hold a word; give them, newest first."""
    until = monotonic() + SOON
    found: list[str] = []
    while monotonic() < until:
        found = [one for one in messages(visitor) if word in one]
        if len(found) > more_than:
            return found
        sleep(0.5)
    raise AssertionError(f"no message with {word!r} came; there are: {messages(visitor)}")


def let_an_hour_pass(visitor: Visitor) -> None:
    """Move everybody's clock: an address gets few codes an hour, and no code lives as long."""
    page = visitor.context.new_page()
    page.goto(visitor.at("/demo/clock/"))
    with page.expect_navigation(wait_until="load"):
        page.locator("button[name=by][value=hour]").click()
    page.close()


def newest_code(visitor: Visitor, seen: str) -> str:
    """Wait for a message with a code other than the one that was newest before."""
    until = monotonic() + SOON
    while monotonic() < until:
        found = newest_with_code(visitor)
        match = _CODE.search(found) if found != seen else None
        if match:
            return match[0]
        sleep(0.5)
    raise AssertionError(f"no code came; the page says: {visitor.text()}")


def newest_with_code(visitor: Visitor) -> str:
    """Read the newest message that carries a one-time code; the page shows it in large type."""
    page = visitor.context.new_page()
    page.goto(visitor.at("/demo/mail/"))
    found = page.locator("main article").filter(has=page.locator(".kb-sum--big"))
    text = " ".join(found.first.inner_text().split()) if found.count() else ""
    page.close()
    return text
