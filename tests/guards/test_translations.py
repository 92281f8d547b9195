"""Every sentence has its Russian and its French. English is what the source says."""

import re
from pathlib import Path

import polib
import pytest

from tests.guards.source import SOURCE

LANGUAGES = ("ru", "fr")
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%[sd]")


def catalog(language: str) -> Path:
    return SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"


def entries(language: str) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(catalog(language))) if not entry.obsolete]


def said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_untranslated_or_doubtful(language: str):
    found = entries(language)

    assert len(found) > 300
    assert [entry.msgid for entry in found if not all(said(entry))] == []
    assert [entry.msgid for entry in found if entry.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_is_the_same_in_every_language(language: str):
    different = [
        entry.msgid
        for entry in entries(language)
        for text in said(entry)
        if not fills_the_same(entry, text)
    ]

    assert different == []


def fills_the_same(entry: polib.POEntry, text: str) -> bool:
    wanted, found = set(PLACE.findall(entry.msgid)), set(PLACE.findall(text))
    if entry.msgid_plural:  # one of the forms may do without the number
        return found <= wanted | set(PLACE.findall(entry.msgid_plural))
    return wanted == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalog_is_the_one_that_people_edit(language: str):
    compiled = polib.mofile(str(catalog(language).with_suffix(".mo")))
    edited = {(entry.msgctxt, entry.msgid): said(entry) for entry in entries(language)}

    assert {(entry.msgctxt, entry.msgid): said(entry) for entry in compiled} == edited


def test_no_russian_sentence_stands_where_english_is_said():
    cyrillic = re.compile(r"[А-Яа-яЁё]")

    assert [entry.msgid for entry in entries("ru") if cyrillic.search(entry.msgid)] == []


@pytest.mark.parametrize(
    ("msgid", "text", "same"),
    [
        ("Filed %(date)s", "Подано %(date)s", True),
        ("Filed %(date)s", "Подано %(day)s", False),
        ("Filed {date}", "Подано", False),
        ("100 %", "100 %", True),
    ],
)
def test_a_lost_place_would_be_seen(msgid: str, text: str, same: bool):  # noqa: FBT001 - a column
    assert fills_the_same(polib.POEntry(msgid=msgid), text) is same
