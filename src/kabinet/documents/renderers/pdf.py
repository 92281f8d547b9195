"""A letter as a PDF/A: set by Typst from one fixed template, with our own fonts."""

import json
import threading
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import typst

from kabinet.documents.letters import Letter, Part, paragraphs, shares
from kabinet.documents.phrases import phrases, signature_rows
from kabinet.documents.renderers.coverage import FONTS, unshown
from kabinet.documents.visible import write_out

_TEMPLATE = Path(__file__).with_name("letter.typ")
_LONG, _LONG_IN_CELL = 30, 14  # characters without a space: more than a line may hold
_turn = threading.Lock()  # one compiler, kept warm, for one thread at a time

Pieces = list[str]
Text = list[Pieces]
Finder = Callable[[str], set[int]]


def render(letter: Letter, *, written_at: datetime) -> bytes:
    """Raise typst.TypstError only for a fault of our own template."""
    try:
        return _compiled(_Setter(unshown).letter(letter, written_at), written_at)
    except typst.TypstError:
        # PDF/A refuses a cluster that no single font shows: write out all but everyday letters.
        return _compiled(_Setter(_uncommon).letter(letter, written_at), written_at)


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    return typst.Compiler(
        _TEMPLATE, root=_TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True
    )


def _compiled(data: Mapping[str, Any], written_at: datetime) -> bytes:
    with _turn:
        made = _compiler().compile(
            format="pdf",
            sys_inputs={"letter": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["a-2b"],
            timestamp=int(written_at.timestamp()),
        )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no single file")
    return made


def _uncommon(text: str) -> set[int]:
    """Find what is neither Latin-1 nor plain Cyrillic: the last resort."""
    return {
        place
        for place, char in enumerate(text)
        if not (" " <= char <= "~" or "\xa0" <= char <= "ÿ" or "Ѐ" <= char <= "џ") or char == "\xad"
    }


class _Setter:
    """Lays a letter out for the template: every text as paragraphs, every paragraph in pieces."""

    def __init__(self, find_unshown: Finder) -> None:
        self._find_unshown = find_unshown

    def letter(self, letter: Letter, written_at: datetime) -> dict[str, Any]:
        words = phrases(letter.language)
        day = written_at.astimezone(UTC)
        stamp = words["stamp"].format_map(letter.stamp) if letter.stamp else ""
        following = chain((part.kind for part in letter.parts[1:]), ["end"])
        return {
            "language": letter.language,
            "title": self._safe(letter.title),
            "date": [day.year, day.month, day.day],
            "words": dict(words),
            "stamp": self._text(stamp) if stamp else [],
            "parts": [
                self._part(part, words, keep=after == "signature")
                for part, after in zip(letter.parts, following, strict=True)
            ],
            "signature": [
                [word, self._text(value)] for word, value in signature_rows(letter.signature, words)
            ],
        }

    def _part(self, part: Part, words: Mapping[str, str], *, keep: bool) -> dict[str, Any]:
        lead = part.lines
        if part.kind == "attachments" and not lead:
            lead = (words["attachments"],)
        more = self._more[part.kind](self, part) if part.kind in self._more else {}
        return {"kind": part.kind, "keep": keep, "lines": self._flat(lead), **more}

    def _cells(self, part: Part) -> dict[str, Any]:
        """Give the two ends of a line, of which a signature may lack the first."""
        texts = part.lines[:2]
        if len(texts) == 1:
            texts = ("", *texts) if part.kind == "signature" else (*texts, "")
        return {"cells": [self._text(text) for text in texts]}

    def _items(self, part: Part) -> dict[str, Any]:
        return {"items": [self._text(item) for item in part.items]}

    def _table(self, part: Part) -> dict[str, Any]:
        return {
            "shares": shares(part),
            "sides": [side for _, side in part.columns],
            "headings": [self._cell(heading) for heading, _ in part.columns],
            "rows": [[self._cell(text) for text in row] for row in part.rows],
            "total": self._cell(part.total) if part.total else [],
        }

    _more: Mapping[str, Callable[["_Setter", Part], dict[str, Any]]] = {
        "place_date": _cells,
        "signature": _cells,
        "numbered": _items,
        "attachments": _items,
        "table": _table,
    }

    def _flat(self, texts: Iterable[str]) -> Text:
        return [pieces for text in texts for pieces in self._text(text)]

    def _cell(self, text: str) -> Text:
        return self._text(text, long=_LONG_IN_CELL)

    def _text(self, text: str, *, long: int = _LONG) -> Text:
        # A line left empty on purpose keeps its height.
        return [_pieces(self._safe(line), long) or ["\xa0"] for line in paragraphs(text)]

    def _safe(self, text: str) -> str:
        spaced = text.replace("\t", "    ")
        return write_out(spaced, self._find_unshown(spaced))


def _pieces(text: str, long: int) -> Pieces:
    """Cut a text where a line may break inside a run too long for it, never inside a cluster."""
    if len(text) <= long or max(map(len, text.split()), default=0) <= long:
        return [text] if text else []
    cuts, since_space, since_cut = [0], 0, 0
    for place, char in enumerate(text):
        since_space = 0 if char.isspace() else since_space + 1
        since_cut += 1
        if since_space > long and since_cut > long // 3 and _starts_cluster(char):
            cuts.append(place)
            since_cut = 0
    return [text[start:end] for start, end in pairwise([*cuts, len(text)]) if end > start]


def _starts_cluster(char: str) -> bool:
    return unicodedata.category(char)[0] not in "MC"
