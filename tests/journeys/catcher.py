"""What came to somebody's phone or mailbox: read on the page of everything that was sent."""

import re
from time import monotonic, sleep

from tests.journeys.visitor import Visitor

SOON = 60  # seconds: the worker sends within one; a loaded machine takes longer
_CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


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


def newest_code(visitor: Visitor, seen: int) -> str:
    """Wait for a code that came after `seen` messages with one had come."""
    until = monotonic() + SOON
    while monotonic() < until:
        found = with_codes(visitor)
        if len(found) > seen:
            match = _CODE.search(found[0])
            assert match
            return match[0]
        sleep(0.5)
    raise AssertionError("no code came")


def with_codes(visitor: Visitor) -> list[str]:
    """List the messages that carry a one-time code: the page shows it in large type."""
    page = visitor.context.new_page()
    page.goto(visitor.at("/demo/mail/"))
    found: list[str] = page.locator("article .kb-sum--big").all_inner_texts()
    page.close()
    return found
