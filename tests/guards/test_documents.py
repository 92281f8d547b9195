"""What the documents say is so: their links, their commands, their picture, their tests."""

import re
from pathlib import Path

import pytest

from kabinet.project.cli import COMMANDS
from scripts.grounds import page as table_of_grounds
from scripts.picture import picture
from tests.guards.source import ROOT

LONGEST = {"README.md": 120, "README.ru.md": 120, "ARCHITECTURE.md": 200}
PAGES = sorted(
    path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")] if path.is_file()
)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)")
KABINET = re.compile(r"(?:\.venv/bin/|`)kabinet ([a-z]+)")


def named(document: Path) -> str:
    return str(document.relative_to(ROOT))


def code_of(page: Path) -> str:
    """Take what stands between backquotes: prose may speak of making a claim."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", page.read_text(), re.DOTALL))


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize("name", LONGEST)
def test_the_front_pages_stay_short(name: str):
    assert len((ROOT / name).read_text().splitlines()) <= LONGEST[name]


@pytest.mark.parametrize("document", PAGES, ids=named)
def test_every_link_leads_somewhere(document: Path):
    broken = [
        link for link in LINK.findall(document.read_text()) if not (document.parent / link).exists()
    ]

    assert broken == []


@pytest.mark.parametrize("document", PAGES, ids=named)
def test_every_command_exists(document: Path):
    code = code_of(document)

    assert set(MAKE.findall(code)) - targets() == set()
    assert set(KABINET.findall(code)) - COMMANDS.keys() == set()


def test_the_readme_names_the_two_commands():
    for page in ("README.md", "README.ru.md"):
        assert {"demo", "test"} <= set(MAKE.findall(code_of(ROOT / page)))


def test_the_table_of_grounds_is_what_the_pack_says():
    written = (ROOT / "docs" / "grounds.md").read_text(encoding="utf-8")
    assert written == table_of_grounds(), "run: python scripts/grounds.py"


def test_the_picture_of_the_rooms_is_the_linters_list():
    assert picture() in (ROOT / "ARCHITECTURE.md").read_text(), "run: python scripts/picture.py"


@pytest.mark.parametrize("document", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_file_that_is_named_exists(document: str):
    named = set(
        re.findall(r"`((?:tests|scripts|docs|packs|src)/[\w./-]+)`", code_of(ROOT / document))
    )

    assert named
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_every_decision_is_listed_and_says_what_the_other_way_would_have_cost():
    folder = ROOT / "docs" / "adr"
    listed = set(LINK.findall((folder / "README.md").read_text()))
    pages = sorted(folder.glob("0*.md"))

    assert {page.name for page in pages} == listed
    assert [page.name for page in pages if "**The other way.**" not in page.read_text()] == []


def test_every_setting_is_explained():
    settings = (ROOT / "src" / "kabinet" / "project" / "settings.py").read_text()
    names = set(re.findall(r'"(KABINET_[A-Z_]+)"', settings)) - {"KABINET_"}
    guide = (ROOT / "docs" / "operating.md").read_text()

    assert names
    assert sorted(name for name in names if name not in guide) == []
