"""Reading letters back, as somebody else's program would."""

import io
import unicodedata
import zipfile

import pypdfium2
from lxml import etree

from kabinet.documents.renderers.coverage import SILENT

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx_paragraphs(file: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    return ["".join(map(_run, paragraph.iter())) for paragraph in body.iter(f"{_W}p")]


def _run(element) -> str:
    inside = {f"{_W}t": element.text or "", f"{_W}tab": "\t", f"{_W}br": "\n"}
    return inside.get(element.tag, "")


def docx_parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pdf_text(file: bytes) -> str:
    """Give the ink that PDFium reads, of all pages, without the line that counts them."""
    document = pypdfium2.PdfDocument(file)
    pages = [inked(page.get_textpage().get_text_range()) for page in document]
    counts = [f"стр.{number}из{len(pages)}" for number in range(1, len(pages) + 1)]
    assert all(map(str.endswith, pages, counts))
    return "".join(map(str.removesuffix, pages, counts))


def inked(text: str) -> str:
    """Leave out what leaves no ink: a PDF has no spaces and line ends, only places.

    PDFium calls a hyphen at a line's end U+FFFE.
    """
    return "".join(char for char in text.replace("\ufffe", "-") if not _is_without_ink(char))


def _is_without_ink(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) == "Zs" or char in SILENT
