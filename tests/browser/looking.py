"""Look at a page as a critic would: accessibility, console, what does not fit."""

from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, ViewportSize

AXE = (Path(__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1366, "height": 900}


def violations(page: Page) -> list[str]:
    """List what axe finds wrong: the rule and the element."""
    # Evaluated, not added as a script: the policy of the pages allows no script but ours.
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]
    ]


def overflow(page: Page) -> int:
    """Tell by how many pixels the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return max(0, width)


def complaints(page: Page) -> list[str]:
    """Collect what the browser will complain of from now on: errors, the content policy."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            heard.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda trouble: heard.append(str(trouble)))
    return heard
