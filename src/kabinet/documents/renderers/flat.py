"""A letter as plain rows, for the forms that know paragraphs, tab stops and tables only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kabinet.documents.letters import Letter, Part, paragraphs
from kabinet.documents.phrases import phrases, signature_rows

SIGN_HERE = "____________________"


@dataclass(frozen=True)
class Row:
    """style: head, party, title, subtitle, text, lead, item, small, pair, cells, heads.

    A pair has two or three texts on one line; cells and heads are a row of a table.
    """

    style: str
    texts: tuple[str, ...]
    sides: tuple[str, ...] = ()


def rows(letter: Letter) -> Iterator[Row]:
    words = phrases(letter.language)
    if letter.stamp:
        yield Row("small", (words["stamp"].format_map(letter.stamp),))
    for part in letter.parts:
        yield from _part(part, words, is_signed=bool(letter.signature))
    signed = signature_rows(letter.signature, words)
    if signed:
        yield Row("small", (words["signed"],))
    for word, value in signed:
        yield from _lines("small", (f"{word}: {value}",))


def _part(part: Part, words: Mapping[str, str], *, is_signed: bool) -> Iterator[Row]:
    if part.kind in {"numbered", "attachments"}:
        yield from _lines("lead", part.lines or _heading(part, words))
        for number, item in enumerate(part.items, start=1):
            first, *more = paragraphs(item)
            yield Row("item", (f"{number}. {first}",))
            yield from (Row("item", (line,)) for line in more)
    elif part.kind == "place_date":
        yield Row("pair", (*part.lines, "")[:2])
    elif part.kind == "signature":
        post, name = ("", *part.lines) if len(part.lines) == 1 else (*part.lines, "", "")[:2]
        yield Row("pair", (post, name) if is_signed else (post, SIGN_HERE, name))
    elif part.kind == "table":
        yield from _table(part, words)
    else:
        yield from _lines(_STYLES.get(part.kind, "text"), part.lines)


_STYLES = {
    "letterhead": "head",
    "to": "party",
    "from": "party",
    "title": "title",
    "subtitle": "subtitle",
    "note": "small",
}


def _heading(part: Part, words: Mapping[str, str]) -> tuple[str, ...]:
    return (words["attachments"],) if part.kind == "attachments" else ()


def _table(part: Part, words: Mapping[str, str]) -> Iterator[Row]:
    yield from _lines("lead", part.lines)
    sides = tuple(side for _, side in part.columns)
    yield Row("heads", tuple(heading for heading, _ in part.columns), sides)
    yield from (Row("cells", row, sides) for row in part.rows)
    if part.total:
        gaps = ("",) * (len(sides) - 2)
        yield Row("cells", (words["total"], *gaps, part.total), sides)


def _lines(style: str, texts: tuple[str, ...]) -> Iterator[Row]:
    yield from (Row(style, (line,)) for text in texts for line in paragraphs(text))
