"""A letter as an OpenDocument text, written by hand: paragraphs, tab stops, tables."""

import io
import zipfile
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from kabinet.documents.letters import Letter
from kabinet.documents.renderers.flat import Row, rows

_MEDIA = "application/vnd.oasis.opendocument.text"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{place}:1.0"'
    for name, place in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
    )
)
_PARAGRAPHS = {
    "head": 'fo:text-align="center"',
    "party": 'fo:margin-left="8.5cm"',
    "title": 'fo:text-align="center" fo:margin-top="0.4cm"',
    "subtitle": 'fo:text-align="center" fo:margin-bottom="0.4cm"',
    "text": 'fo:text-align="justify" fo:text-indent="1.25cm" fo:margin-bottom="0.2cm"',
    "lead": 'fo:margin-bottom="0.1cm" fo:keep-with-next="always"',
    "item": 'fo:text-align="justify" fo:margin-left="1.25cm" fo:text-indent="-0.75cm"',
    "small": "",
    "pair": 'fo:margin-top="0.4cm" fo:margin-bottom="0.4cm"',
    "left": "",
    "right": 'fo:text-align="end"',
}
_STOPS = (
    '<style:tab-stops><style:tab-stop style:position="8.5cm" style:type="center"/>'
    '<style:tab-stop style:position="17cm" style:type="right"/></style:tab-stops>'
)
_BOLD = {"head", "title"}
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    f'manifest:full-path="/" manifest:media-type="{_MEDIA}"/><manifest:file-entry '
    'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def render(letter: Letter) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # The first entry names the kind of file, uncompressed: so says the standard.
        archive.writestr(zipfile.ZipInfo("mimetype", _EPOCH), _MEDIA)
        for name, text in (("content.xml", _content(letter)), ("META-INF/manifest.xml", _MANIFEST)):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _content(letter: Letter) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
        f"{_SPACES}><office:automatic-styles>{_styles()}</office:automatic-styles><office:body>"
        f"<office:text>{''.join(_body(letter))}</office:text></office:body>"
        "</office:document-content>"
    )


def _styles() -> str:
    cell = '<style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/>'
    paragraphs = "".join(_style(name, said) for name, said in _PARAGRAPHS.items())
    return (
        f'{paragraphs}<style:style style:name="cell" style:family="table-cell">{cell}</style:style>'
    )


def _style(name: str, said: str) -> str:
    weight = ' fo:font-weight="bold"' if name in _BOLD else ""
    size = "9pt" if name == "small" else "12pt"
    return (
        f'<style:style style:name={quoteattr(name)} style:family="paragraph">'
        f"<style:paragraph-properties {said}>{_STOPS if name == 'pair' else ''}"
        "</style:paragraph-properties><style:text-properties "
        f'fo:font-family="Times New Roman" fo:font-size="{size}"{weight}/></style:style>'
    )


def _body(letter: Letter) -> Iterator[str]:
    for is_table, some in groupby(rows(letter), lambda row: bool(row.sides)):
        if is_table:
            yield _table(list(some))
        else:
            yield from (_paragraph(row.style, "\t".join(row.texts)) for row in some)


def _table(some: list[Row]) -> str:
    lines = "".join(f"<table:table-row>{_cells(row)}</table:table-row>" for row in some)
    columns = f'<table:table-column table:number-columns-repeated="{len(some[0].sides)}"/>'
    return f"<table:table>{columns}{lines}</table:table>"


def _cells(row: Row) -> str:
    return "".join(
        f'<table:table-cell table:style-name="cell">{_paragraph(side, text)}</table:table-cell>'
        for text, side in zip(row.texts, row.sides, strict=True)
    )


def _paragraph(style: str, text: str) -> str:
    return f"<text:p text:style-name={quoteattr(style)}>{_characters(text)}</text:p>"


def _characters(text: str) -> str:
    """Keep tabs, line ends and every space: the reader would fold them otherwise."""
    said = escape(text).replace("\n", "<text:line-break/>").replace("\t", "<text:tab/>")
    return said.replace("  ", " <text:s/>")
