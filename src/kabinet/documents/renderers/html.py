"""A letter on a page: semantic, escaped, with classes for the style sheet to dress."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from kabinet.documents.letters import Letter, Part, paragraphs
from kabinet.documents.phrases import phrases, signature_rows
from kabinet.documents.visible import turners, write_out

_NOTHING = mark_safe("")


def render(letter: Letter) -> SafeString:
    words = phrases(letter.language)
    return format_html(
        '<article class="letter" lang="{}">{}{}{}</article>',
        letter.language,
        _stamp(letter.stamp, words),
        _join(_part(part, words, is_signed=bool(letter.signature)) for part in letter.parts),
        _signed(letter.signature, words),
    )


def _part(part: Part, words: Mapping[str, str], *, is_signed: bool) -> SafeString:
    if part.kind == "signature":
        return _signature(part, words, is_signed=is_signed)
    if part.kind == "attachments" and not part.lines:
        return _listed(part, heading=words["attachments"])
    if part.kind == "table":
        return _table(part, words)
    return _SIMPLE.get(part.kind, _passage)(part)


def _passage(part: Part) -> SafeString:
    return format_html(
        '<div class="letter__{}">{}</div>',
        part.kind,
        _join(
            format_html('<p dir="auto">{}</p>', _shown(line))
            for text in part.lines
            for line in paragraphs(text)
        ),
    )


def _party(part: Part) -> SafeString:
    lines = (line for text in part.lines for line in paragraphs(text))
    return format_html('<p class="letter__{}">{}</p>', part.kind, _lines(lines))


def _title(part: Part) -> SafeString:
    return format_html('<h2 class="letter__title">{}</h2>', _texts(part.lines))


def _subtitle(part: Part) -> SafeString:
    return format_html('<p class="letter__subtitle">{}</p>', _texts(part.lines))


def _place_date(part: Part) -> SafeString:
    return format_html(
        '<p class="letter__place-date">{}</p>',
        _join(format_html("<span>{}</span> ", _texts([line])) for line in part.lines),
    )


def _numbered(part: Part) -> SafeString:
    return _listed(part, heading="")


def _listed(part: Part, *, heading: str) -> SafeString:
    before = (*([heading] if heading else []), *part.lines)
    return format_html(
        '<div class="letter__{}">{}<ol>{}</ol></div>',
        part.kind,
        _join(format_html("<p>{}</p>", _texts([line])) for line in before),
        _join(format_html('<li dir="auto">{}</li>', _texts([item])) for item in part.items),
    )


def _table(part: Part, words: Mapping[str, str]) -> SafeString:
    sides = [side for _, side in part.columns]
    return format_html(
        '<table class="letter__table">{}<thead><tr>{}</tr></thead><tbody>{}</tbody>{}</table>',
        format_html("<caption>{}</caption>", _texts(part.lines)) if part.lines else _NOTHING,
        format_html_join(
            "", '<th scope="col" class="letter__{}">{}</th>', ((s, h) for h, s in part.columns)
        ),
        _join(format_html("<tr>{}</tr>", _cells(row, sides)) for row in part.rows),
        _total(part, words) if part.total else _NOTHING,
    )


def _cells(row: tuple[str, ...], sides: list[str]) -> SafeString:
    return _join(
        format_html('<td class="letter__{}" dir="auto">{}</td>', side, _texts([cell]))
        for side, cell in zip(sides, row, strict=True)
    )


def _total(part: Part, words: Mapping[str, str]) -> SafeString:
    return format_html(
        '<tfoot><tr><th scope="row" colspan="{}">{}</th>'
        '<td class="letter__right">{}</td></tr></tfoot>',
        max(len(part.columns) - 1, 1),
        words["total"],
        part.total,
    )


def _signature(part: Part, words: Mapping[str, str], *, is_signed: bool) -> SafeString:
    post, name = ("", *part.lines) if len(part.lines) == 1 else (*part.lines, "", "")[:2]
    place = _NOTHING if is_signed else _sign_here(words)
    return format_html(
        '<p class="letter__signature"><span>{}</span> {} <span>{}</span></p>',
        _texts([post]),
        place,
        _texts([name]),
    )


def _sign_here(words: Mapping[str, str]) -> SafeString:
    return format_html('<span class="letter__sign-here">{}</span>', words["sign_here"])


def _stamp(stamp: Mapping[str, str], words: Mapping[str, str]) -> SafeString:
    if not stamp:
        return _NOTHING
    return format_html('<p class="letter__stamp">{}</p>', _shown(words["stamp"].format_map(stamp)))


def _signed(signature: Mapping[str, str], words: Mapping[str, str]) -> SafeString:
    if not signature:
        return _NOTHING
    return format_html(
        '<section class="letter__signed"><h3>{}</h3><dl>{}</dl></section>',
        words["signed"],
        format_html_join(
            "",
            "<div><dt>{}</dt><dd>{}</dd></div>",
            ((word, _shown(value)) for word, value in signature_rows(signature, words)),
        ),
    )


def _texts(texts: Iterable[str]) -> SafeString:
    return _lines(line for text in texts for line in paragraphs(text))


def _lines(lines: Iterable[str]) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((_shown(line),) for line in lines))


def _shown(text: str) -> str:
    return write_out(text, turners(text))


def _join(pieces: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))


_SIMPLE: Mapping[str, Callable[[Part], SafeString]] = {
    "letterhead": _party,
    "to": _party,
    "from": _party,
    "title": _title,
    "subtitle": _subtitle,
    "place_date": _place_date,
    "numbered": _numbered,
    "attachments": _numbered,
}
