"""PDF: looked through for what runs or hides; nothing in it is rendered."""

import re
import zlib
from collections.abc import Iterator

from kabinet.documents.intake.faults import Fault

UNPACKED = 50 * 1024 * 1024  # bytes of object streams, all together
# A script is always an action of the kind /JavaScript: /JS alone would also be found by chance.
_ACTIVE = (
    b"/JavaScript",
    b"/Launch",
    b"/EmbeddedFile",
    b"/RichMedia",
    b"/SubmitForm",
    b"/ImportData",
)
_LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_OPENS_ADDRESS = re.compile(rb"/OpenAction\s*<<\s*(?:/Type\s*/Action\s*)?/S\s*/URI")
_LETTERS = sorted(set(b"".join(_ACTIVE) + b"OpenActionURI") - set(b"/"))


def pdf(data: bytes) -> Fault | None:
    if b"startxref" not in data or b"%%EOF" not in data:
        return Fault.BROKEN
    if _LOCKED.search(data):
        return Fault.LOCKED
    try:
        return next(filter(None, map(_within, (data, *_object_streams(data)))), None)
    except OverflowError:
        return Fault.UNPACKS_TOO_BIG
    except zlib.error:
        return Fault.BROKEN


def _within(objects: bytes) -> Fault | None:
    plain = _spelt_out(objects)
    if any(mark in plain for mark in _ACTIVE):
        return Fault.ACTIVE
    return Fault.REACHES_OUT if _OPENS_ADDRESS.search(plain) else None


def _spelt_out(objects: bytes) -> bytes:
    """Undo #4A for J and its like, by which a name can hide; letter by letter, in linear time."""
    if b"#" not in objects:
        return objects
    for letter in _LETTERS:
        for code in {b"#%02X" % letter, b"#%02x" % letter}:
            objects = objects.replace(code, bytes([letter]))
    return objects


def _object_streams(data: bytes) -> Iterator[bytes]:
    """Unpack the streams that hold objects. Raises OverflowError past the limit."""
    left = UNPACKED
    place = data.find(b"/ObjStm")
    while place >= 0:
        if (keyword := data.find(b"stream", place)) < 0:
            return
        start = keyword + len(b"stream")
        end = data.find(b"endstream", start)
        packed = data[start : end if end >= 0 else len(data)].lstrip(b"\r\n")
        objects = zlib.decompressobj().decompress(packed, left)
        left -= len(objects)
        if left <= 0:
            raise OverflowError
        yield objects
        place = data.find(b"/ObjStm", max(end, start))
