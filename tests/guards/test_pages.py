"""What pages are made of: light, from nobody else's servers, nothing inline, nothing unknown."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client

from tests.guards.source import ROOT, SOURCE, lines_with

STATIC = SOURCE / "web" / "static"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
SHEET = (STATIC / "kabinet.css").read_text()
SCRIPT = (STATIC / "kabinet.js").read_text()
SPRITE = (STATIC / "icons.svg").read_text()

TEXT_BUDGET = 60 * 1024  # HTML, CSS and JS of one page, compressed
FONT_BUDGET = 85 * 1024
REQUESTS = 12
ADDRESSES = ["/", "/start/", "/offices/", "/about/", "/help/"]

# Classes that name a group, or say something to the script, and look like nothing.
MUTE = {"kb-desk-body", "govuk-checkboxes", "govuk-radios", "govuk-date-input__label"}


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


def served(address: str) -> str:
    return Client().get(address).content.decode()


def own_files(html: str) -> set[str]:
    """List the files that a page asks for: its own, and the fonts that its sheet may want."""
    named = re.findall(r'(?:src|href)="(/static/[^"#]+)', html)
    return {*named, *re.findall(r'url\("(fonts/[^"]+)', SHEET)}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_light(address):
    assert packed(served(address)) + packed(SHEET) + packed(SCRIPT) + packed(SPRITE) <= TEXT_BUDGET


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_asks_for_few_files(address):
    assert 1 + len(own_files(served(address))) <= REQUESTS


def test_the_fonts_are_light_and_free():
    fonts = sorted((STATIC / "fonts").glob("*.woff2"))

    assert sum(path.stat().st_size for path in fonts) <= FONT_BUDGET
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "OFL.txt").read_text()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_comes_from_another_server(address):
    html = served(address)

    assert re.findall(r'(?:src|srcset|action|<link[^>]+href)="(?:https?:)?//[^"]+', html) == []
    assert re.findall(r'url\(["\']?(?:https?:)?//', SHEET) == []
    assert "http" not in SCRIPT.replace("XMLHttpRequest", "")


@pytest.mark.parametrize(
    "pattern",
    [
        r'\sstyle="',  # the policy of the pages refuses it
        r'\son[a-z]+="',
        r"<style\b",
        r"<script\b(?![^>]*\bsrc=)(?![^>]*application/json)",
        r"javascript:",
    ],
)
def test_nothing_is_written_inline(pattern):
    assert [line for path in TEMPLATES for line in lines_with(pattern, path)] == []


def test_every_picture_is_in_the_sprite():
    known = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))
    used = {
        (place(path), name)
        for path in TEMPLATES
        for name in re.findall(r'(?:{% icon |\bicon=)"([a-z-]+)"', path.read_text())
    }

    assert sorted(found for found in used if found[1] not in known) == []


def test_every_class_is_in_the_sheet():
    known = {*re.findall(r"\.((?:kb|govuk)-[a-z0-9_-]+)", SHEET), *MUTE}
    missing = {
        (place(path), name)
        for path in TEMPLATES
        for attribute in re.findall(r'class="((?:[^"{]|{[^"]*?[%}]}|{)*)"', path.read_text())
        for name in re.findall(r"(?<![\w-])(?:kb|govuk)-[a-z0-9_-]*[a-z0-9](?![{\w-])", attribute)
        if name not in known
    }

    assert sorted(missing) == []


def test_every_include_is_used():
    texts = "".join(path.read_text() for path in [*TEMPLATES, *SOURCE.rglob("*.py")])
    parts = [path for path in TEMPLATES if path.parent.name == "parts"]

    assert [path.name for path in parts if f"parts/{path.name}" not in texts] == []


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))
