"""Which characters the fonts of our documents can show, read from the fonts themselves."""

import struct
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from kabinet.documents.visible import turners

FONTS = Path(__file__).resolve().parents[1] / "fonts"
_MAIN, _FALLBACK = "LiberationSerif-*.ttf", "DejaVuSans.ttf"


# Without ink by nature, and hiding nothing. A PDF need not name them; the letter and .docx do.
SILENT = frozenset("\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | frozenset(
    map(chr, range(0xFE00, 0xFE10))
)


def unshown(text: str) -> set[int]:
    """Find the characters that no shipped font shows, or that would show others turned around.

    A letter and the marks on it must all be in one font; else the marks that its font lacks count.
    """
    if _faces()[0].issuperset(text):
        return set()
    missing = turners(text)
    for start, end in _clusters(text):
        missing.update(start + place for place in _missing(text[start:end]))
    return missing


def _missing(cluster: str) -> Iterator[int]:
    main, fallback = _faces()
    shown = {char for char in cluster if char not in SILENT}
    font = next((font for font in (main, fallback) if shown <= font), None)
    font = font or (main if cluster[0] in main else fallback)
    for place, char in enumerate(cluster):
        if char not in SILENT and (char not in font or not _belongs(char, cluster[0])):
            yield place


def _belongs(mark: str, base: str) -> bool:
    """Tell a mark of another script on a letter that runs right to left: readers lose it."""
    if unicodedata.bidirectional(base) not in {"R", "AL"}:
        return True
    return ord(mark) >> 8 == ord(base) >> 8


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    starts = [
        place
        for place, char in enumerate(text)
        if place == 0 or (not unicodedata.category(char).startswith("M") and char not in SILENT)
    ]
    return pairwise([*starts, len(text)])


@lru_cache(maxsize=1)
def _faces() -> tuple[frozenset[str], frozenset[str]]:
    """Give the characters that every style of the main font has, and those of the fallback."""
    main = frozenset.intersection(*(_characters(path) for path in sorted(FONTS.glob(_MAIN))))
    return main, _characters(FONTS / _FALLBACK)


def _characters(path: Path) -> frozenset[str]:
    """Read a TrueType font's `cmap`: its Unicode subtables of formats 4 and 12."""
    font = path.read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * place) for place in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (subtables,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for place in range(subtables):
        platform, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * place)
        if platform in {0, 3}:
            found.update(_subtable(font, start + offset))
    return frozenset(char for char in map(chr, found) if unicodedata.category(char)[0] != "C")


def _subtable(font: bytes, start: int) -> set[int]:
    (shape,) = struct.unpack_from(">H", font, start)
    return _READERS[shape](font, start) if shape in _READERS else set()


def _groups(font: bytes, start: int) -> set[int]:
    (groups,) = struct.unpack_from(">I", font, start + 12)
    spans = (struct.unpack_from(">III", font, start + 16 + 12 * place) for place in range(groups))
    return {code for first, last, _ in spans for code in range(first, last + 1)}


def _segments(font: bytes, start: int) -> set[int]:
    """Read format 4; a code may still stand for no glyph (`.notdef`, 0)."""
    (twice,) = struct.unpack_from(">H", font, start + 6)
    ends, starts = start + 14, start + 16 + twice
    found: set[int] = set()
    for at in range(0, twice, 2):
        (last,) = struct.unpack_from(">H", font, ends + at)
        (first,) = struct.unpack_from(">H", font, starts + at)
        found.update(
            code
            for code in range(first, last + 1)
            if code != 0xFFFF and _glyph(font, starts + twice + at, twice, code, first)  # noqa: PLR2004
        )
    return found


def _glyph(font: bytes, delta_at: int, twice: int, code: int, first: int) -> int:
    (delta,) = struct.unpack_from(">h", font, delta_at)
    range_at = delta_at + twice
    (range_offset,) = struct.unpack_from(">H", font, range_at)
    if not range_offset:
        return int(code + delta) & 0xFFFF
    (glyph,) = struct.unpack_from(">H", font, range_at + range_offset + 2 * (code - first))
    return (int(glyph) + delta) & 0xFFFF if glyph else 0


_READERS: Mapping[int, Callable[[bytes, int], set[int]]] = {4: _segments, 12: _groups}
