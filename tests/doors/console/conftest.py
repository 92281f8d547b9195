"""An installation that was never prepared, and one that is."""

from pathlib import Path

import pytest

from tests.doors.console.installation import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "data")


@pytest.fixture
def prepared(installation: Installation) -> Installation:
    done = installation.kabinet("migrate")
    assert done.returncode == 0, done.stderr
    return installation
