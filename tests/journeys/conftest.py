"""A house for each language, and browsers in it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import Browser

from tests.journeys.house import House, standing
from tests.journeys.visitor import DESK, PHONE, SCREENSHOTS, Coming, Visitor


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("KABINET_TEST_CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome"),
        "args": ["--no-sandbox", "--lang=ru-RU", "--disable-background-networking"],
    }


@pytest.fixture(scope="session", params=["ru", "en"])
def house(request, tmp_path_factory) -> Iterator[House]:
    """Stand up a demonstration; its stories are walked in one language."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    with standing(tmp_path_factory.mktemp(f"house-{request.param}"), request.param) as found:
        yield found


@pytest.fixture
def come(house: House, browser: Browser, request) -> Iterator[Coming]:
    """Let somebody come: `come(size=DESK)`. What was wrong on his way fails the test at its end."""
    story = Path(request.node.path).stem.removeprefix("test_")
    came: list[Visitor] = []

    def another(**how) -> Visitor:
        how.setdefault("story", f"{story}-{request.node.originalname[5:25]}-{len(came) + 1}")
        came.append(Visitor(browser, house, **how))
        return came[-1]

    yield another
    faults = [fault for visitor in came for fault in visitor.faults]
    for visitor in came:
        visitor.context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def phone(come: Coming) -> Visitor:
    return come(size=PHONE)


@pytest.fixture
def desk(come: Coming) -> Visitor:
    return come(size=DESK)
