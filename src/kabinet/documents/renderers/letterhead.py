"""The empty Word sheet on which letters are set: styles, margins, page numbers."""

import io
from functools import lru_cache
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kabinet.documents.phrases import phrases

FONT = "Times New Roman"  # on every desk; Liberation Serif of the PDF has its metrics
WIDTH = 165  # mm of text on A4 between margins of 30 and 15
PARTY_INDENT = 80

_BLACK = RGBColor(0, 0, 0)
_LOCALES = {"ru": "ru-RU", "en": "en-US", "fr": "fr-FR"}
_CENTER, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_KEPT = {"DefaultParagraphFont", "TableNormal", "TableGrid", "NoList"}
_UNUSED = {"stylesWithEffects", "thumbnail", "customXml"}
# name: size, bold, alignment, left indent, first line, before, after (pt, mm, pt)
_STYLES: dict[str, tuple[float, bool, Any, float, float, float, float]] = {
    "Letter Text": (12, False, _JUSTIFY, 0, 12.5, 0, 6),
    "Letter Party": (12, False, None, PARTY_INDENT, 0, 0, 0),
    "Letter Head": (11, False, _CENTER, 0, 0, 0, 0),
    "Letter Subtitle": (12, False, _CENTER, 0, 0, 0, 12),
    "Letter Line": (12, False, None, 0, 0, 6, 12),
    "Letter Item": (12, False, _JUSTIFY, 12.5, -7.5, 0, 4),
    "Letter Lead": (12, False, None, 0, 0, 6, 4),
    "Letter Cell": (11, False, None, 0, 0, 2, 2),
    "Letter Small": (9, False, None, 0, 0, 1, 1),
}


@lru_cache(maxsize=4)
def sheet(language: str) -> bytes:
    """Build the empty sheet once for each language of the fixed words."""
    document = Document()
    _page(document.sections[0])
    _defaults(document, language)
    for name in _STYLES:
        _style(document, name)
    _title(document.styles["Heading 1"])
    _footer(document, phrases(language)["page"])
    _prune(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _prune(document: Any) -> None:
    """Leave out of the library's own sheet what no letter uses: nine tenths of its size."""
    styles = document.styles.element
    for unused in [styles.find(qn("w:latentStyles")), *styles.findall(qn("w:style"))]:
        if unused.get(qn("w:type")) != "paragraph" and unused.get(qn("w:styleId")) not in _KEPT:
            styles.remove(unused)
    for dangling in [*styles.iter(qn("w:link"))]:
        dangling.getparent().remove(dangling)
    for holder in (document.part, document.part.package):
        for key, relation in [*holder.rels.items()]:
            if relation.reltype.rpartition("/")[2] in _UNUSED:
                del holder.rels[key]


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.footer_distance = Mm(10)


def _defaults(document: Any, language: str) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(12)
    normal.paragraph_format.widow_control = True
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:cs", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), _LOCALES.get(language, "ru-RU"))


def _style(document: Any, name: str) -> None:
    size, bold, alignment, left, first, before, after = _STYLES[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size, style.font.bold = Pt(size), bold
    shape = style.paragraph_format
    shape.alignment = alignment
    shape.left_indent, shape.first_line_indent = Mm(left), Mm(first)
    shape.space_before, shape.space_after = Pt(before), Pt(after)


def _title(style: Any) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(13), True
    style.font.color.rgb = _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    shape = style.paragraph_format
    shape.alignment = _CENTER
    shape.space_before, shape.space_after = Pt(18), Pt(2)


def _footer(document: Any, pattern: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles["Letter Small"]
    paragraph.alignment = _CENTER
    before, _, rest = pattern.partition("{page}")
    between, _, after = rest.partition("{pages}")
    paragraph.add_run(before)
    _field(paragraph, "PAGE")
    paragraph.add_run(between)
    _field(paragraph, "NUMPAGES")
    paragraph.add_run(after)


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    shown = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    shown.append(text)
    field.append(shown)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields
