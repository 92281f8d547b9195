"""Plain text and RTF."""

import unicodedata

from kabinet.documents.intake.faults import Fault

_MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<body", "mime-version:")
_RTF_ACTIVE = (b"\\objdata", b"\\objupdate", b"\\objemb", b"\\objautlink", b"\\objocx")
_RTF_REACHES = (b"ddeauto", b"includepicture", b"includetext", b"\\*\\template")
_READABLE_CONTROLS = frozenset("\t\n\r\f")


def read(data: bytes) -> str | None:
    """Read text in UTF-8, UTF-16 with its mark, or Windows-1251; None for what is no text."""
    encodings = ["utf-16"] if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _has_controls(text) else text
    return None


def is_text(data: bytes) -> bool:
    text = read(data)
    return text is not None and not text.lstrip()[:200].lower().startswith(_MARKUP)


def rtf(data: bytes) -> Fault | None:
    small = data.lower()
    if any(mark in small for mark in _RTF_ACTIVE):
        return Fault.ACTIVE
    if any(mark in small for mark in _RTF_REACHES):
        return Fault.REACHES_OUT
    return None if data.rstrip(b"\0\r\n\t ").endswith(b"}") else Fault.BROKEN


def _has_controls(text: str) -> bool:
    return any(
        unicodedata.category(char) == "Cc" and char not in _READABLE_CONTROLS for char in set(text)
    )
