"""A letter as a Word file: ordinary paragraphs and tables, nothing in it that can run."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from kabinet.documents.letters import Letter, Part, paragraphs, shares
from kabinet.documents.phrases import phrases, signature_rows
from kabinet.documents.renderers.letterhead import WIDTH, sheet

_ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
_PADDING = 1.9  # mm inside a cell: a grid without lines stands out by it, its text does not
_EPOCH = (1980, 1, 1, 0, 0, 0)  # a zip's first moment: the same letter gives the same bytes


def render(letter: Letter, *, written_at: datetime) -> bytes:
    document = Document(io.BytesIO(sheet(letter.language)))
    _properties(document.core_properties, letter, written_at.astimezone(UTC))
    page = _Page(document, letter)
    page.stamp()
    for part in letter.parts:
        page.add(part)
    page.signed()
    return _archive(document, letter.language)


def _properties(core: Any, letter: Letter, written_at: datetime) -> None:
    core.title, core.language = letter.title[:255], letter.language
    core.author = core.last_modified_by = core.comments = ""
    core.created = core.modified = written_at.replace(tzinfo=None)


def _archive(document: Any, language: str) -> bytes:
    """Write the sheet's parts again, these two anew, without the moment of saving."""
    parts = {**_parts(language)}
    package = document.part.package
    for part in (document.part, package.part_related_by(RT.CORE_PROPERTIES)):
        parts[part.partname.lstrip("/")] = part.blob
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, blob in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), blob, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@lru_cache(maxsize=4)
def _parts(language: str) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(sheet(language))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class _Page:
    """Sets the parts of one letter, one after another."""

    def __init__(self, document: Any, letter: Letter) -> None:
        self._document, self._letter = document, letter
        self._words = phrases(letter.language)
        self._last: Any = None  # the last paragraph, to be kept with a signature

    def add(self, part: Part) -> None:
        setters: Mapping[str, Callable[[Part], None]] = {
            "letterhead": self._letterhead,
            "place_date": self._place_date,
            "numbered": self._list,
            "attachments": self._list,
            "table": self._table,
            "signature": self._signature,
        }
        setters.get(part.kind, self._passage)(part)

    def stamp(self) -> None:
        if self._letter.stamp:
            line = self._words["stamp"].format_map(self._letter.stamp)
            self._paragraphs([line], "Letter Small")

    def signed(self) -> None:
        rows = signature_rows(self._letter.signature, self._words)
        if not rows:
            return
        self._paragraphs([""], "Letter Small")
        cell = self._grid([WIDTH], rows=1, style="Table Grid").rows[0].cells[0]
        _write(cell, [self._words["signed"]], "Letter Small", bold=True)
        for word, value in rows:
            for line in paragraphs(f"{word}: {value}"):
                _styled(cell.add_paragraph(line), "Letter Small")

    def _passage(self, part: Part) -> None:
        self._paragraphs(part.lines, _STYLE_OF.get(part.kind, "Letter Text"))
        if part.kind == "to":
            self._last.paragraph_format.space_after = Pt(8)

    def _letterhead(self, part: Part) -> None:
        name = self._document.add_paragraph()
        _styled(name, "Letter Head").add_run(part.lines[0]).bold = True
        self._last = name
        self._paragraphs(part.lines[1:], "Letter Head")
        _line(self._last._p.get_or_add_pPr(), "w:pBdr", "w:bottom")  # noqa: SLF001 - no other way
        self._last.paragraph_format.space_after = Pt(12)

    def _place_date(self, part: Part) -> None:
        place, date = (*part.lines, "", "")[:2]
        row = self._grid([WIDTH / 2 + _PADDING] * 2, rows=1).rows[0].cells
        _write(row[0], [place], "Letter Line")
        _write(row[1], [date], "Letter Line", align="right")

    def _list(self, part: Part) -> None:
        heading = self._words["attachments"]
        lead = part.lines or ([heading] if part.kind == "attachments" else [])
        self._paragraphs(lead, "Letter Lead")
        for number, item in enumerate(part.items, start=1):
            first, *more = paragraphs(item)
            self._paragraphs([f"{number}.\t{first}"], "Letter Item")
            for line in more:
                self._paragraphs([line], "Letter Item")
                self._last.paragraph_format.first_line_indent = 0

    def _table(self, part: Part) -> None:
        self._paragraphs(part.lines, "Letter Lead")
        parts = shares(part)
        widths = [WIDTH * share / sum(parts) for share in parts]
        table = self._grid(widths, rows=1, style="Table Grid")
        sides = [side for _, side in part.columns]
        _fill(table.rows[0], [heading for heading, _ in part.columns], sides, bold=True)
        _repeats(table.rows[0])
        for row in part.rows:
            _fill(table.add_row(), row, sides)
        if part.total:
            gaps = [""] * (len(sides) - 2)
            _fill(table.add_row(), [self._words["total"], *gaps, part.total], sides, bold=True)
        self._paragraphs([""], "Letter Small")

    def _signature(self, part: Part) -> None:
        post, name = ("", *part.lines) if len(part.lines) == 1 else (*part.lines, "", "")[:2]
        if self._last is not None:
            self._last.paragraph_format.keep_with_next = True
        row = self._grid([75 + _PADDING, 40, 50 + _PADDING], rows=1).rows[0]
        _fill(row, [post, "", name], ["left", "left", "left"], style="Letter Line")
        if not self._letter.signature:
            _line(row.cells[1]._tc.get_or_add_tcPr(), "w:tcBorders", "w:top")  # noqa: SLF001 - no other way
            _write(row.cells[1], [f"({self._words['sign_here']})"], "Letter Small", align="center")

    def _paragraphs(self, texts: Iterable[str], style: str) -> None:
        for text in texts:
            for line in paragraphs(text):
                self._last = _styled(self._document.add_paragraph(line), style)

    def _grid(self, widths: list[float], *, rows: int, style: str | None = None) -> Any:
        table = self._document.add_table(rows, len(widths), style)
        table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
            column.cells[0].width = Mm(width)
        return table


_STYLE_OF = {
    "to": "Letter Party",
    "from": "Letter Party",
    "title": "Heading 1",
    "subtitle": "Letter Subtitle",
    "note": "Letter Small",
}


def _styled(paragraph: Any, style: str) -> Any:
    """Name the style by its id: python-docx would search all styles for each paragraph."""
    paragraph._p.style = style.replace(" ", "")  # noqa: SLF001 - no other way
    return paragraph


def _fill(
    row: Any,
    texts: Iterable[str],
    sides: Iterable[str],
    *,
    bold: bool = False,
    style: str = "Letter Cell",
) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no other way
    for cell, text, side in zip(row.cells, texts, sides, strict=True):
        _write(cell, [text], style, align=side, bold=bold)


def _write(
    cell: Any, texts: Iterable[str], style: str, *, align: str = "left", bold: bool = False
) -> None:
    empty = cell.paragraphs[0]
    for line in (line for text in texts for line in paragraphs(text)):
        paragraph, empty = empty or cell.add_paragraph(), None
        _styled(paragraph, style).alignment = _ALIGNMENTS[align]
        paragraph.add_run(line).bold = bold or None


def _repeats(row: Any) -> None:
    """Show a table's heading again on each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no other way


def _line(properties: Any, borders: str, side: str) -> None:
    """Draw a thin line at one side of a paragraph or a cell."""
    around, line = OxmlElement(borders), OxmlElement(side)
    for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "4")):
        line.set(qn(name), value)
    around.append(line)
    properties.append(around)
