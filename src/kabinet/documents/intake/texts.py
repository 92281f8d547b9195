"""Plain text and RTF."""

import re
import unicodedata

from kabinet.documents.intake.faults import Fault

_MARKUP = re.compile(
    r"\s*(?:<!doctype|<html|<svg|<\?xml|<script|<body|mime-version:)", re.IGNORECASE
)
_RTF_ACTIVE = re.compile(rb"\\(?:objdata|objupdate|objemb|objautlink|objocx)", re.IGNORECASE)
_RTF_REACHES = re.compile(
    rb"(?:DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT)\s|\\\*\\template", re.IGNORECASE
)
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
    return text is not None and not _MARKUP.match(text)


def rtf(data: bytes) -> Fault | None:
    if _RTF_ACTIVE.search(data):
        return Fault.ACTIVE
    if _RTF_REACHES.search(data):
        return Fault.REACHES_OUT
    return None if data.rstrip(b"\0\r\n\t ").endswith(b"}") else Fault.BROKEN


def _has_controls(text: str) -> bool:
    return any(
        unicodedata.category(char) == "Cc" and char not in _READABLE_CONTROLS for char in set(text)
    )
