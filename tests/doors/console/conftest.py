"""An installation that was never prepared, and one that is."""

import shutil
from pathlib import Path

import pytest

from tests.doors.console.installation import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "data")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prepare a data folder once; each test works on a copy of it."""
    first = Installation(tmp_path_factory.mktemp("template") / "data")
    done = first.kabinet("migrate")
    assert done.returncode == 0, done.stderr
    return first.data


@pytest.fixture
def prepared(installation: Installation, template: Path) -> Installation:
    shutil.copytree(template, installation.data)
    return installation
