"""A letter as data: a pack's template filled with facts, complete in itself.

What a person typed is text here and nothing else: it is inserted once, literally, and never
read again for placeholders. The renderers escape it in their own way.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from kabinet.documents.wording import date_in_digits, date_in_words, money_text
from kabinet.kit.money import Money
from kabinet.pack.formats import Block, LetterTemplate, say

Data = Mapping[str, Any]

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# All that XML 1.0 cannot hold (Char production), lone surrogates among them.
_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Groups: whose sex (nobody named: the claimant's), his word, hers; or the name of a fact.
_PLACEHOLDER = re.compile(
    r"\{(?:(?:([a-z_]+)\.)?sex:([^{}|]*)\|([^{}|]*)|([A-Za-z_][\w.-]*))\}|[{}]"
)
_OPTIONAL_LINES = frozenset({"to", "from"})


class BadLetter(ValueError):
    """A template and its data do not fit: a mistake of the pack or of the caller, not a refusal.

    The message names the template, the placeholder and what is wrong with it.
    """


@dataclass(frozen=True, kw_only=True)
class Part:
    """A filled block. A line end inside a text begins a new paragraph in every form.

    lines: paragraphs; of `place_date` the place and the date; of `signature` the post and the
    name; of `numbered` and `attachments` what stands before the list.
    """

    kind: str
    lines: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()  # heading, "left" | "right"
    rows: tuple[tuple[str, ...], ...] = ()
    total: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A filled letter. `stamp`: number and moment of the register, put on later, not hashed.

    stamp: number, moment. signature (a simple e-signature): name, moment, method, reference,
    sha256. All are texts, printed as they stand.
    """

    template: str
    edition: str
    language: str
    title: str
    parts: tuple[Part, ...]
    stamp: Mapping[str, str] = field(default_factory=dict)
    signature: Mapping[str, str] = field(default_factory=dict)


def tidy(text: str) -> str:
    """Make any text fit for XML, in the one way that `docs/letters.md` promises.

    Every kind of line end becomes one LF; a character that XML 1.0 cannot hold becomes U+FFFD.
    Everything else stays character for character.
    """
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", _LINE_ENDS.sub("\n", text))


def paragraphs(text: str) -> list[str]:
    return text.split("\n")


def shares(part: Part) -> list[int]:
    """Share a table's width by the longest text of each column, within reason."""
    return [
        min(max(map(len, [heading, *(row[place] for row in part.rows)])), 60) + 4
        for place, (heading, _) in enumerate(part.columns)
    ]


def fill(template: LetterTemplate, data: Data) -> Letter:
    """Fill a template. Raises BadLetter when a placeholder has nothing to stand for it."""
    filler = _Filler(template.id, data)
    return Letter(
        template=template.id,
        edition=template.edition,
        language=template.language,
        title=filler.text(say(template.title, template.language)),
        parts=tuple(_letterhead_first(map(filler.part, filter(filler.shows, template.blocks)))),
    )


def _letterhead_first(parts: Iterable[Part]) -> Iterator[Part]:
    """Take a `from` that stands before any `to` for the letterhead of who answers."""
    is_addressed = False
    for part in parts:
        is_addressed = is_addressed or part.kind == "to"
        is_head = part.kind == "from" and not is_addressed
        yield replace(part, kind="letterhead") if is_head else part


def fill_text(text: str, data: Data, *, template: str = "text") -> str:
    """Fill one line of the pack, as the wording of a demand; the result is plain text."""
    return _Filler(template, data).text(text)


def to_json(letter: Letter) -> dict[str, Any]:
    """Lay the letter out as JSON values; its signature has a column of its own."""
    return {
        "language": letter.language,
        "title": letter.title,
        "parts": [
            {name: value for name, value in vars(part).items() if value} for part in letter.parts
        ],
        "stamp": dict(letter.stamp),
    }


def from_json(
    blocks: Mapping[str, Any],
    *,
    template: str,
    edition: str,
    signature: Mapping[str, str] | None = None,
) -> Letter:
    """Read back what `to_json` laid out."""
    return Letter(
        template=template,
        edition=edition,
        language=blocks["language"],
        title=blocks["title"],
        parts=tuple(_part(laid_out) for laid_out in blocks["parts"]),
        stamp=dict(blocks.get("stamp") or {}),
        signature=dict(signature or {}),
    )


def fingerprint(letter: Letter) -> str:
    """Compute SHA-256 of what the letter says: language, title and parts, as canonical JSON."""
    said = {name: value for name, value in to_json(letter).items() if name != "stamp"}
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def plain_text(letter: Letter) -> str:
    """Set the letter as plain text: for a mail body, for search."""
    return "\n\n".join("\n".join(_plain(part)) for part in letter.parts)


def _plain(part: Part) -> Iterator[str]:
    yield from part.lines
    for number, item in enumerate(part.items, start=1):
        yield f"{number}. {item}"
    if part.columns:
        yield "\t".join(heading for heading, _ in part.columns)
    for row in part.rows:
        yield "\t".join(row)
    if part.total:
        yield part.total


def _part(laid_out: Mapping[str, Any]) -> Part:
    return Part(
        kind=laid_out["kind"],
        lines=tuple(laid_out.get("lines", ())),
        items=tuple(laid_out.get("items", ())),
        columns=tuple((heading, align) for heading, align in laid_out.get("columns", ())),
        rows=tuple(tuple(row) for row in laid_out.get("rows", ())),
        total=laid_out.get("total", ""),
    )


class _Filler:
    """Fills the blocks of one template from one set of facts."""

    def __init__(self, template: str, data: Data) -> None:
        self._template, self._data = template, data

    def shows(self, block: Block) -> bool:
        if block.when and not self._find(block.when):
            return False
        return not (block.unless and self._find(block.unless))

    def part(self, block: Block) -> Part:
        lines = tuple(self.text(line) for line in block.text if self._keeps(block, line))
        if block.kind == "table":
            return self._table(block, lines)
        if block.kind in {"p", "to"} and block.rows:
            lines = (*lines, *(_as_text(item) for item in self._rows(block.rows)))
        if block.kind not in {"numbered", "attachments"}:
            return Part(kind=block.kind, lines=lines)
        if not block.rows:
            return Part(kind=block.kind, items=lines)
        items = tuple(_as_text(item) for item in self._rows(block.rows))
        return Part(kind=block.kind, lines=lines, items=items)

    def text(self, line: str) -> str:
        # One pass: what a placeholder brought in is never looked at again.
        return tidy(_PLACEHOLDER.sub(self._value, line))

    def _table(self, block: Block, lines: tuple[str, ...]) -> Part:
        return Part(
            kind="table",
            lines=lines,
            columns=tuple((tidy(heading), align) for heading, _, align in block.columns),
            rows=tuple(
                tuple(self._cell(row, key, block.rows) for _, key, _ in block.columns)
                for row in self._rows(block.rows)
            ),
            total=self._required(block.total) if block.total else "",
        )

    def _cell(self, row: object, key: str, rows: str) -> str:
        if not isinstance(row, Mapping) or row.get(key) is None:
            raise self._bad(f"{rows}[].{key}", "is missing")
        return _as_text(row[key], dates=date_in_digits)

    def _rows(self, path: str) -> Sequence[object]:
        rows = self._find(path)
        if rows is None or isinstance(rows, (str, Mapping)):
            raise self._bad(path, "is no list")
        return list(rows)

    def _value(self, found: re.Match[str]) -> str:
        if found[4]:
            return self._required(found[4])
        if found[2] is None:
            raise self._bad(found.string, f"has a stray {found[0]}")
        return self._by_sex(found[1] or "claimant", found[2], found[3])

    def _by_sex(self, whose: str, his: str, hers: str) -> str:
        sex = self._find(f"{whose}.sex")
        if sex in {"male", "female"}:
            return his if sex == "male" else hers
        return f"{his}({hers.removeprefix(his)})" if hers.startswith(his) else f"{his}/{hers}"

    def _required(self, path: str) -> str:
        value = self._find(path)
        if value is None:
            raise self._bad(path, "is missing")
        try:
            return _as_text(value)
        except TypeError as problem:
            raise self._bad(path, str(problem)) from problem

    def _keeps(self, block: Block, line: str) -> bool:
        """Drop a line of a header when none of its placeholders has anything to say."""
        paths = [found[4] for found in _PLACEHOLDER.finditer(line) if found[4]]
        if block.kind not in _OPTIONAL_LINES or not paths:
            return True
        return any(self._find(path, known=True) not in (None, "") for path in paths)

    def _find(self, path: str, *, known: bool = False) -> Any:
        """Look a fact up; `known` says that the caller must have given it, if only as None."""
        value: Any = self._data
        for name in path.split("."):
            if known and not (isinstance(value, Mapping) and name in value):
                raise self._bad(path, "is missing")
            value = value.get(name) if isinstance(value, Mapping) else None
        return value

    def _bad(self, path: str, problem: str) -> BadLetter:
        return BadLetter(f"Letter {self._template}: {path} {problem}")


def _as_text(value: object, *, dates: Callable[[date], str] = date_in_words) -> str:
    if isinstance(value, Money):
        return money_text(value)
    if isinstance(value, datetime):
        raise TypeError("is a moment: write it as text in a zone first")
    if isinstance(value, date):
        return dates(value)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise TypeError(f"is a {type(value).__name__}, which no letter can show")
    return tidy(str(value))
