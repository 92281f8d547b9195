"""Somebody with a browser: walks, and every page he sees is examined."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    ViewportSize,
)

from tests.browser.looking import DESK, PHONE, overflow, violations
from tests.journeys.house import House

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
LOCALES = {"ru": "ru-RU", "en": "en-GB"}
MOST_BYTES = 60 * 1024  # HTML, styles and scripts, as they come over the wire
MOST_REQUESTS = 12
SERVER_BROKE = 500
_LATE = 20_000  # milliseconds to wait for anything at all
_REFUSED = re.compile(r"the server responded with a status of 4\d\d")

_MAKE = """[...document.querySelectorAll("body *")]
    .map((one) => one.tagName + one.className + (one.type || "") + (one.name || "")).join()"""
_GOOD: set[tuple[str, int, str]] = set()

__all__ = ["DESK", "PHONE", "Coming", "Visitor"]


class Visitor:
    """One browser of one person. `script=False` is a browser without JavaScript."""

    def __init__(
        self,
        browser: Browser,
        house: House,
        story: str,
        *,
        size: ViewportSize = PHONE,
        script: bool = True,
    ) -> None:
        self._house, self._story, self._script = house, story, script
        self._width, self._shots = size["width"], 0
        self.context = browser.new_context(
            locale=LOCALES[house.language],
            timezone_id="Europe/Moscow",
            viewport=size,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(_LATE)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self._asked: list[Request] = []
        self._weights: dict[str, int] = {}
        self._listen()

    # --- walking

    def open(self, path: str, *, look: bool = True) -> None:
        """Go to a page, by its path or whole address."""
        self.page.goto(path if path.startswith("http") else self._house.url(path))
        if look:
            self.look()

    def press(self, what: str | Locator, *, look: bool = True) -> None:
        """Press a button or a link that leads to another page."""
        found = self.page.locator(what).first if isinstance(what, str) else what
        with self.page.expect_navigation(wait_until="load"):
            found.click()
        if look:
            self.look()

    def tick(self, what: str | Locator) -> None:
        """Tick a box or a choice: as people do, on its label."""
        found = self.page.locator(what).first if isinstance(what, str) else what
        name = found.get_attribute("id")
        label = self.page.locator(f"label[for={name}]") if name else found
        (label if label.count() else found).first.click()
        assert found.is_checked()

    def fill(self, what: str, text: str) -> None:
        self.page.locator(what).first.fill(text)

    def sees(self, text: str) -> bool:
        return text in self.text()

    def text(self, what: str = "main") -> str:
        """Give what a person reads, without the spaces that keep words together."""
        return " ".join(self.page.locator(what).first.inner_text().split())

    def has(self, what: str) -> bool:
        return self.page.locator(what).count() > 0

    def at(self, path: str) -> str:
        """Give the whole address of a page."""
        return self._house.url(path)

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def download(self, what: str) -> bytes:
        with self.page.expect_download() as waited:
            self.page.locator(what).first.click()
        return Path(waited.value.path()).read_bytes()

    def sign_in(self, who: str, to: str = "", *, look: bool = True) -> None:
        """Come in by the one click of the stories' page."""
        self.page.goto(self._house.url("/demo/"))
        token = self.page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
        answer = self.context.request.post(
            self._house.url("/demo/sign-in/"),
            form={"who": who, "to": to, "csrfmiddlewaretoken": token or ""},
            headers={"Referer": self._house.url("/demo/")},
        )
        assert answer.ok, f"{who} could not come in: {answer.status}"
        self.open(to or urlsplit(answer.url).path, look=look)

    def forgive(self, words: str) -> None:
        """Forget the complaints of the browser about what a test broke on purpose."""
        self.faults = [fault for fault in self.faults if words not in fault]

    # --- examining

    def look(self) -> None:
        """Examine the page that is open, and keep a picture of it."""
        self.page.wait_for_load_state("load")
        self._shots += 1
        name = f"{self._story}-{self._house.language}-{self._shots:02d}.png"
        self.page.screenshot(path=SCREENSHOTS / name, full_page=True, caret="initial")
        where = f"{name} {self.path()}"
        if self._script:
            self._examine(where)
            if wider := overflow(self.page):
                self.faults.append(f"{where}: {wider} pixels wider than the window")
        self._weigh(where)

    def _examine(self, where: str) -> None:
        """Ask axe, unless a page of the very same make was found good in this window before."""
        make = (self._house.language, self._width, str(self.page.evaluate(_MAKE)))
        if make in _GOOD:
            return
        found = violations(self.page)
        self.faults += [f"{where}: {each}" for each in found]
        if not found:
            _GOOD.add(make)

    def _weigh(self, where: str) -> None:
        asked = [one for one in self._asked if not one.redirected_to]
        for one in asked:
            self._weights[one.url] = max(self._weights.get(one.url, 0), _bytes_of(one))
        heavy = [one for one in asked if one.resource_type in {"document", "stylesheet", "script"}]
        total = sum(self._weights[one.url] for one in heavy)
        if total > MOST_BYTES:
            self.faults.append(f"{where}: {total} bytes of HTML, styles and scripts")
        if len(asked) > MOST_REQUESTS:
            self.faults.append(f"{where}: {len(asked)} requests")

    def _listen(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda trouble: self._wrong(f"script: {trouble}"))
        self.page.on("response", self._answered)
        self.page.on("request", self._on_request)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"} or _REFUSED.search(message.text):
            return
        self._wrong(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= SERVER_BROKE:
            self._wrong(f"{response.status} from {response.url}")

    def _on_request(self, request: Request) -> None:
        if request.url.startswith("data:"):
            return
        if not request.url.startswith(self._house.address):
            self._wrong(f"a third party was asked: {request.url}")
        if request.is_navigation_request() and not request.redirected_from:
            self._asked = []
        self._asked.append(request)

    def _wrong(self, what: str) -> None:
        self.faults.append(f"{self.page.url}: {what}")


Coming = Callable[..., Visitor]


def _bytes_of(request: Request) -> int:
    response = request.response()
    if response is None:
        return 0
    try:
        return int(request.sizes()["responseBodySize"])
    except Exception:  # noqa: BLE001 - a page left early has no sizes
        return 0
