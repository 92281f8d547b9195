"""The kinds of file that are taken in, each told by its content and by the end of its name."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from kabinet.documents.intake import names, office, pdfs, pictures, texts
from kabinet.documents.intake.faults import Fault


@dataclass(frozen=True)
class Kind:
    """`endings`: the first is the one that a kept file gets."""

    endings: tuple[str, ...]
    media_type: str
    family: str  # within a family a wrong ending is put right: phones mix them up
    is_it: Callable[[bytes], bool]
    fault: Callable[[bytes], Fault | None] = lambda _: None


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(marks)


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda data: data[:4] == b"RIFF" and data[8:12] == form


def _brand(*brands: bytes) -> Callable[[bytes], bool]:
    return lambda data: data[4:8] == b"ftyp" and data[8:12] in brands


def _holds(name: str) -> Callable[[bytes], bool]:
    return lambda data: data[:2] == b"PK" and name in office.names_in(data)


def _is_odt(data: bytes) -> bool:
    return data[:2] == b"PK" and data[38:77] == b"application/vnd.oasis.opendocument.text"


def _is_mp3(data: bytes) -> bool:
    return data[:3] == b"ID3" or (data[:1] == b"\xff" and data[1:2] in {b"\xfb", b"\xf3", b"\xf2"})


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
KINDS = (
    Kind(("pdf",), "application/pdf", "pdf", _starts(b"%PDF-"), pdfs.pdf),
    Kind(("jpg", "jpeg"), "image/jpeg", "picture", _starts(b"\xff\xd8\xff"), pictures.jpeg),
    Kind(("png",), "image/png", "picture", _starts(b"\x89PNG\r\n\x1a\n"), pictures.png),
    Kind(("webp",), "image/webp", "picture", _riff(b"WEBP"), pictures.webp),
    Kind(
        ("heic", "heif"),
        "image/heic",
        "picture",
        _brand(b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"),
        pictures.heic,
    ),
    Kind(
        ("docx",),
        f"{_OPEN_XML}.wordprocessingml.document",
        "office",
        _holds("word/document.xml"),
        office.office,
    ),
    Kind(
        ("xlsx",),
        f"{_OPEN_XML}.spreadsheetml.sheet",
        "office",
        _holds("xl/workbook.xml"),
        office.office,
    ),
    Kind(("odt",), "application/vnd.oasis.opendocument.text", "office", _is_odt, office.office),
    Kind(("rtf",), "application/rtf", "rtf", _starts(b"{\\rtf"), texts.rtf),
    Kind(("mp3",), "audio/mpeg", "sound", _is_mp3),
    Kind(("wav",), "audio/wav", "sound", _riff(b"WAVE")),
    Kind(("ogg", "oga", "opus"), "audio/ogg", "sound", _starts(b"OggS")),
    Kind(("m4a",), "audio/mp4", "sound", _brand(b"M4A ", b"M4B ", b"mp42", b"isom")),
    Kind(("txt",), "text/plain", "text", texts.is_text),  # the last: text is what is nothing else
)
ENDINGS = frozenset(ending for kind in KINDS for ending in kind.endings)


def judge(name: str, data: bytes) -> Kind | Fault:
    """Tell the kind of a file, or what is wrong with it."""
    if not data:
        return Fault.EMPTY
    ending = names.extension(name)
    if ending and ending not in ENDINGS:
        return Fault.NOT_ACCEPTED
    kind = next((kind for kind in KINDS if kind.is_it(data)), None)
    if kind is None or not _matches(ending, kind):
        return Fault.NOT_WHAT_IT_SAYS if ending else Fault.NOT_ACCEPTED
    if kind.family != "office" and zipfile.is_zipfile(BytesIO(data)):
        return Fault.TWO_IN_ONE
    return kind.fault(data) or kind


def _matches(ending: str, kind: Kind) -> bool:
    if not ending or ending in kind.endings:
        return True
    family = {end for other in KINDS if other.family == kind.family for end in other.endings}
    return kind.family in {"picture", "sound"} and ending in family
