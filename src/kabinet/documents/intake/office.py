"""Word, Excel and OpenDocument files: archives, measured before anything of them is unpacked."""

import io
import re
import stat
import zipfile
from itertools import pairwise

from kabinet.documents.intake.faults import Fault

ENTRIES = 2000
UNPACKED = 64 * 1024 * 1024  # bytes, all entries together
RATIO = 250  # of an entry over 1 MB; real sheets stay under 100
_BIG = 1024 * 1024
_STEP = 64 * 1024
_TAIL = 1024  # a mark may lie across two steps
_RELATIONS = 1024 * 1024  # bytes of one list of relations

_MACROS = re.compile(r"vbaProject\.bin|vbaData\.xml|/macrosheets/|^Basic/|^Scripts/", re.IGNORECASE)
_PROGRAMS = re.compile(
    r"/activeX/|oleObject\d*\.bin|\.(exe|dll|js|vbs|bat|cmd|scr|hta|ps1)$", re.IGNORECASE
)
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
_MACRO_TYPES = (b"macroEnabled", b"intlmacrosheet")
_FIELD = re.compile(
    rb"(?:<w:instrText[^<>]*>|w:instr=\")\s*(?:DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT)\b"
)
_RELATION = re.compile(rb"<Relationship\b[^<>]*>")


def names_in(data: bytes) -> frozenset[str]:
    """List what an archive says it holds; nothing when it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return frozenset()


def office(data: bytes) -> Fault | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            return _outline(entries) or _names(entries) or _contents(archive, entries)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return Fault.BROKEN


def _outline(entries: list[zipfile.ZipInfo]) -> Fault | None:
    if any(entry.flag_bits & 1 for entry in entries):
        return Fault.LOCKED
    too_much = (
        len(entries) > ENTRIES
        or sum(entry.file_size for entry in entries) > UNPACKED
        or any(_is_relations(entry) and entry.file_size > _RELATIONS for entry in entries)
        or any(
            entry.file_size > _BIG and entry.file_size > RATIO * max(entry.compress_size, 1)
            for entry in entries
        )
    )
    return Fault.UNPACKS_TOO_BIG if too_much or _overlap(entries) else None


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Tell entries that share bytes: how a small archive unpacks without end."""
    spans = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    return any(start + 30 + size > following for (start, size), (following, _) in pairwise(spans))


def _names(entries: list[zipfile.ZipInfo]) -> Fault | None:
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) < len(names) or any(map(_strays, entries)):
        return Fault.BROKEN
    if any(map(_MACROS.search, names)):
        return Fault.MACROS
    return Fault.ACTIVE if any(map(_PROGRAMS.search, names)) else None


def _strays(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return (
        is_link or name.startswith("/") or ".." in name.split("/") or bool(set(name) & set(":\\"))
    )


def _contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Fault | None:
    """Unpack each entry once, a piece at a time, and count: sizes in the list may lie."""
    left = UNPACKED
    for entry in entries:
        with archive.open(entry) as unpacked:
            tail = b""
            while piece := unpacked.read(_STEP):
                left -= len(piece)
                if left < 0:
                    return Fault.UNPACKS_TOO_BIG
                if fault := _marks(tail + piece, entry):
                    return fault
                tail = piece[-_TAIL:]
    return None


def _marks(xml: bytes, entry: zipfile.ZipInfo) -> Fault | None:
    if _is_relations(entry) and _relates_outside(xml):
        return Fault.REACHES_OUT
    if not entry.filename.lower().endswith((".xml", ".rels")):
        return None
    if any(mark in xml for mark in _ENTITIES):
        return Fault.BROKEN
    if any(mark in xml for mark in _MACRO_TYPES):
        return Fault.MACROS
    return Fault.REACHES_OUT if b"instr" in xml and _FIELD.search(xml) else None


def _is_relations(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(".rels")


def _relates_outside(xml: bytes) -> bool:
    """Tell a template, picture or object fetched on opening; a link that one clicks is fine."""
    return b'"External"' in xml and any(
        b'"External"' in relation and b'/hyperlink"' not in relation
        for relation in _RELATION.findall(xml)
    )
