"""A copy of the packs that a test may spoil, and a short way to say what is wrong with it."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kabinet.pack.contents import Pack
from kabinet.pack.queries import load, problems

PACKS = Path(__file__).parents[3] / "packs"


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load(PACKS / "ru-mts")


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKS, tmp_path / "packs"))


@pytest.fixture
def spoil(packs: Path) -> Callable[..., list[str]]:
    """Replace text in one file, once, and list what the check then says."""

    def it(file: str, old: str, new: str, *, on: date | None = None) -> list[str]:
        path = packs / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert not old or re.search(re.escape(old), text), f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
        return [str(problem) for problem in problems(packs / "ru-mts", on=on)]

    return it
