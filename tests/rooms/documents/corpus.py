# ruff: noqa: E501 - a table of files, one a line
"""Good and hostile files, made by script, each with what is to become of it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from kabinet.documents.intake.faults import Fault

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
DOCUMENT = "<w:document><w:body><w:p><w:r><w:t>Текст</w:t></w:r></w:p></w:body></w:document>"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKED = zipfile.ZIP_DEFLATED


class Sample(NamedTuple):
    label: str
    name: str
    data: bytes
    verdict: Fault | str  # a fault, or the media type it is kept as


def archive(entries: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", PACKED) as made:
        for name, body in entries.items():
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body, PACKED)
    return out.getvalue()


def docx(**extra: str | bytes) -> bytes:
    more = {name.replace("__", "/").replace("_dot_", "."): body for name, body in extra.items()}
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": DOCUMENT, **more})


def document(xml: str) -> bytes:
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": xml})


def relation(kind: str, target: str) -> bytes:
    link = (
        f'<Relationship Id="r1" Type="{RELATION}/{kind}" Target="{target}" TargetMode="External"/>'
    )
    return docx(word___rels__document_dot_xml_dot_rels=f"<Relationships>{link}</Relationships>")


def pdf(objects: str = "", tail: bytes = b"") -> bytes:
    body = f"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R {objects}>>endobj\n"
    return body.encode() + tail + b"xref\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def hidden_in_a_stream(objects: bytes) -> bytes:
    packed = zlib.compress(objects)
    head = f"5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {len(packed)}>>stream\n"
    return head.encode() + packed + b"\nendstream endobj\n"


def png(width: int = 10, height: int = 10, *, end: bool = True, extra: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0" * 310))
    return b"\x89PNG\r\n\x1a\n" + head + extra + body + (chunk(b"IEND", b"") if end else b"")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def jpeg(width: int = 10, height: int = 10, comment: bytes = b"", *, end: bool = True) -> bytes:
    note = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" + b"\0" * 9
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + b"\0" * 9 + note + frame + (b"\xff\xd9" if end else b"")
    )


def webp(width: int = 10, height: int = 10) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + size


def heic(width: int = 10, height: int = 10) -> bytes:
    brand = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
    return brand + b"\0\0\0\x14ispe\0\0\0\0" + struct.pack(">II", width, height)


def lying_sizes() -> bytes:
    """Say in the list of entries that a big one is small."""
    made = bytearray(docx(word__media__a_dot_bin=b"\0" * 900_000))
    real = struct.pack("<I", 900_000)
    while (place := made.find(real)) >= 0:
        made[place : place + 4] = struct.pack("<I", 10)
    return bytes(made)


def overlapping() -> bytes:
    """Point two entries at the same bytes."""
    made = bytearray(docx(word__a=b"\0" * 500_000, word__b=b"\1" * 500_000))
    entries = [place for place in range(len(made)) if made[place : place + 4] == b"PK\1\2"]
    first, second = entries[-2] + 42, entries[-1] + 42
    made[second : second + 4] = made[first : first + 4]
    return bytes(made)


def locked() -> bytes:
    made = bytearray(docx())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = made.find(mark)
        made[place + at] |= 1
    return bytes(made)


def linked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        new.writestr(link, "/etc/passwd")
    return out.getvalue()


# fmt: off
def good() -> Iterator[Sample]:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    odt = "application/vnd.oasis.opendocument.text"
    yield Sample("a PDF", "Скан договора.pdf", pdf(), "application/pdf")
    yield Sample("a PDF that opens at a page", "a.pdf", pdf("/OpenAction[3 0 R/Fit]"), "application/pdf")
    yield Sample("a PDF with packed objects", "a.pdf", pdf(tail=hidden_in_a_stream(b"1 0 <<>>")), "application/pdf")
    yield Sample("a photo", "IMG_0001.JPG", jpeg(4000, 3000), "image/jpeg")
    yield Sample("a screenshot", "снимок.png", png(1080, 2400), "image/png")
    yield Sample("a photo of a phone", "IMG.HEIC", heic(4032, 3024), "image/heic")
    yield Sample("a picture of a messenger", "x.webp", webp(800, 600), "image/webp")
    yield Sample("a photo that a phone named wrongly", "photo.png", jpeg(), "image/jpeg")
    yield Sample("a photo without an ending", "photo", jpeg(), "image/jpeg")
    yield Sample("a Word file", "Претензия.docx", docx(), word)
    yield Sample("a Word file with a link to click", "a.docx", relation("hyperlink", "http://x"), word)
    yield Sample("a Word file that says DDE", "a.docx", document("<w:t>DDE INCLUDEPICTURE</w:t>"), word)
    yield Sample("a sheet", "Детализация.xlsx", archive({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<a/>"}), sheet)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", odt)
        made.writestr("content.xml", "<a/>")
    yield Sample("an OpenDocument text", "a.odt", out.getvalue(), odt)
    yield Sample("an RTF", "a.rtf", b"{\\rtf1 text}", "application/rtf")
    yield Sample("a text", "a.txt", "Привет,\r\nмир".encode(), "text/plain")
    yield Sample("a text of an old Windows", "a.txt", "Привет".encode("cp1251"), "text/plain")
    yield Sample("a text in UTF-16", "a.txt", "Привет".encode("utf-16"), "text/plain")
    yield Sample("a recording", "Запись.mp3", b"ID3\x03\0\0\0\0\0\0", "audio/mpeg")
    yield Sample("a recording of a phone", "a.m4a", b"\0\0\0\x18ftypM4A \0\0\0\0", "audio/mp4")
    yield Sample("a voice message", "a.ogg", b"OggS\0", "audio/ogg")
    yield Sample("a wave", "a.wav", b"RIFF\0\0\0\0WAVEfmt ", "audio/wav")


def broken() -> Iterator[Sample]:
    yield Sample("nothing", "a.pdf", b"", Fault.EMPTY)
    yield Sample("a cut PDF", "a.pdf", pdf()[:40], Fault.BROKEN)
    yield Sample("a cut picture", "a.png", png(end=False), Fault.BROKEN)
    yield Sample("a cut photo", "a.jpg", jpeg(end=False), Fault.BROKEN)
    yield Sample("a picture without a size", "a.png", png(0, 0), Fault.BROKEN)
    yield Sample("a photo without a frame", "a.jpg", b"\xff\xd8\xff\xd9", Fault.BROKEN)
    yield Sample("a cut Word file", "a.docx", docx()[:-40], Fault.NOT_WHAT_IT_SAYS)
    yield Sample("a cut RTF", "a.rtf", b"{\\rtf1 text", Fault.BROKEN)
    yield Sample("a locked PDF", "a.pdf", pdf("/Encrypt 5 0 R"), Fault.LOCKED)
    yield Sample("a locked Word file", "a.docx", locked(), Fault.LOCKED)


def disguised() -> Iterator[Sample]:
    html = b"<!doctype html><script>alert(1)</script>"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
    program = b"MZ\x90\0\3\0\0\0" + b"\0" * 500
    yield Sample("a program", "a.exe", program, Fault.NOT_ACCEPTED)
    yield Sample("a program named PDF", "a.pdf", program, Fault.NOT_WHAT_IT_SAYS)
    yield Sample("a program with an ending turned around", "photo\u202egpj.exe", program, Fault.NOT_ACCEPTED)
    yield Sample("a page", "a.html", html, Fault.NOT_ACCEPTED)
    yield Sample("a page named text", "a.txt", html, Fault.NOT_WHAT_IT_SAYS)
    yield Sample("a page named Word", "a.docx", html, Fault.NOT_WHAT_IT_SAYS)
    yield Sample("a page without an ending", "a", html, Fault.NOT_ACCEPTED)
    yield Sample("a mail page named text", "a.txt", b"MIME-Version: 1.0\r\n", Fault.NOT_WHAT_IT_SAYS)
    yield Sample("a drawing", "a.svg", svg, Fault.NOT_ACCEPTED)
    yield Sample("a drawing named picture", "a.png", svg, Fault.NOT_WHAT_IT_SAYS)
    yield Sample("a PDF named picture", "a.png", pdf(), Fault.NOT_WHAT_IT_SAYS)
    yield Sample("a page before a PDF", "a.pdf", html + pdf(), Fault.NOT_WHAT_IT_SAYS)
    yield Sample("an old Word file", "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Fault.NOT_ACCEPTED)
    yield Sample("an old Word file named new", "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Fault.NOT_WHAT_IT_SAYS)
    yield Sample("any archive named Word", "a.docx", archive({"a.txt": "x"}), Fault.NOT_WHAT_IT_SAYS)
    yield Sample("a PDF and an archive", "a.pdf", pdf() + archive({"a.exe": "x"}), Fault.TWO_IN_ONE)
    yield Sample("a picture and an archive", "a.png", png() + archive({"a": "x"}), Fault.TWO_IN_ONE)
    yield Sample("a photo and a page", "a.jpg", jpeg(comment=html), Fault.TWO_IN_ONE)
    yield Sample("a picture and a page", "a.png", png(extra=chunk(b"tEXt", b"a\0" + html)), Fault.TWO_IN_ONE)
    yield Sample("a GIF", "a.gif", b"GIF89a\1\0\1\0", Fault.NOT_ACCEPTED)
    yield Sample("text with NUL", "a.txt", b"abc\0def", Fault.NOT_WHAT_IT_SAYS)


def bombs() -> Iterator[Sample]:
    zeros = b"\0" * (3 * 1024 * 1024)
    yield Sample("a picture of 2,500 megapixels", "a.png", png(50_000, 50_000), Fault.TOO_MANY_PIXELS)
    yield Sample("a photo of 4,000 megapixels", "a.jpg", jpeg(65_000, 65_000), Fault.TOO_MANY_PIXELS)
    yield Sample("a HEIC of 2,500 megapixels", "a.heic", heic(50_000, 50_000), Fault.TOO_MANY_PIXELS)
    yield Sample("a WEBP of 256 megapixels", "a.webp", webp(16_000, 16_000), Fault.TOO_MANY_PIXELS)
    yield Sample("an entry that unpacks 1000 to 1", "a.docx", docx(word__a=zeros), Fault.UNPACKS_TOO_BIG)
    many = {f"word/{number}": b"x" for number in range(2500)}
    yield Sample("2,500 entries", "a.docx", archive({"word/document.xml": DOCUMENT} | many), Fault.UNPACKS_TOO_BIG)
    yield Sample("sizes that lie", "a.docx", lying_sizes(), Fault.BROKEN)
    yield Sample("entries over each other", "a.docx", overlapping(), Fault.UNPACKS_TOO_BIG)
    yield Sample("a PDF that unpacks 1000 to 1", "a.pdf", pdf(tail=hidden_in_a_stream(b"\0" * 60_000_000)), Fault.UNPACKS_TOO_BIG)
    entities = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    yield Sample("entities in entities", "a.docx", document(entities), Fault.BROKEN)


def active() -> Iterator[Sample]:
    script = "/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
    yield Sample("a PDF with a script", "a.pdf", pdf(script), Fault.ACTIVE)
    yield Sample("a PDF with a script spelt otherwise", "a.pdf", pdf("/AA<</S/#4aavaScript>>"), Fault.ACTIVE)
    yield Sample("a PDF with a packed script", "a.pdf", pdf(tail=hidden_in_a_stream(script.encode())), Fault.ACTIVE)
    yield Sample("a PDF that starts a program", "a.pdf", pdf("/AA<</S/Launch/F(cmd)>>"), Fault.ACTIVE)
    yield Sample("a PDF with a file inside", "a.pdf", pdf("/Names<</EmbeddedFiles 4 0 R>>"), Fault.ACTIVE)
    yield Sample("a PDF that opens an address", "a.pdf", pdf("/OpenAction<</S/URI/URI(http://x)>>"), Fault.REACHES_OUT)


def active_office() -> Iterator[Sample]:
    yield Sample("a Word file with macros", "a.docx", docx(word__vbaProject_dot_bin=b"x"), Fault.MACROS)
    macro_types = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    yield Sample("a macro file renamed", "a.docx", archive({"[Content_Types].xml": macro_types, "word/document.xml": DOCUMENT}), Fault.MACROS)
    yield Sample("a sheet with old macros", "a.xlsx", archive({"xl/workbook.xml": "<a/>", "xl/macrosheets/sheet1.xml": "<a/>"}), Fault.MACROS)
    yield Sample("a Word file with an object", "a.docx", docx(word__embeddings__oleObject1_dot_bin=b"x"), Fault.ACTIVE)
    yield Sample("a Word file with a program", "a.docx", docx(word__run_dot_exe=b"x"), Fault.ACTIVE)
    yield Sample("a Word file with a template elsewhere", "a.docx", relation("attachedTemplate", "http://x/t.dotm"), Fault.REACHES_OUT)
    yield Sample("a Word file with a picture elsewhere", "a.docx", relation("image", "http://x/p.png"), Fault.REACHES_OUT)
    for code in ("DDEAUTO c:\\\\cmd.exe", "INCLUDEPICTURE http://x"):
        field = f'<w:instrText xml:space="preserve"> {code}</w:instrText>'
        yield Sample(f"a Word file with {code[:3]}", "a.docx", document(field), Fault.REACHES_OUT)
    yield Sample("an RTF with an object", "a.rtf", b"{\\rtf1{\\object\\objdata 01}}", Fault.ACTIVE)
    yield Sample("an RTF with a template elsewhere", "a.rtf", b"{\\rtf1{\\*\\template http://x}}", Fault.REACHES_OUT)


def straying() -> Iterator[Sample]:
    for name in ("../../etc/passwd", "/etc/passwd", "word\\..\\a", "word/a.txt:stream", "c:/a"):
        yield Sample(f"an entry named {name}", "a.docx", archive({"word/document.xml": DOCUMENT, name: "x"}), Fault.BROKEN)
    yield Sample("names that differ by case", "a.docx", archive({"word/document.xml": DOCUMENT, "word/DOCUMENT.xml": "x"}), Fault.BROKEN)
    yield Sample("an entry that is a link", "a.docx", linked(), Fault.BROKEN)


SAMPLES = [*good(), *broken(), *disguised(), *bombs(), *active(), *active_office(), *straying()]
