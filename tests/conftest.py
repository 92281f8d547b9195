"""What every test may ask for."""

import os
import shutil

import pytest
from django.db import connection


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two writers at once exist on PostgreSQL only: leave those tests out elsewhere, by name."""
    if connection.vendor != "postgresql":
        items[:] = [item for item in items if "postgres" not in item.keywords]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the machine's own Chromium, as `.ci/run` installs it."""
    # Playwright runs a loop in this thread; Django must not take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    return {**browser_type_launch_args, "executable_path": path, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def base_url() -> str:
    """Stand in for the plugin's own, which pytest warns of; addresses here are whole."""
    return ""
