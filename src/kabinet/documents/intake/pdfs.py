"""PDF: looked through for what runs or hides; nothing in it is rendered."""

import re
import zlib
from collections.abc import Iterator

from kabinet.documents.intake.faults import Fault

UNPACKED = 50 * 1024 * 1024  # bytes of object streams, all together
_END = rb"(?![A-Za-z0-9])"
# A script is always an action of the kind /JavaScript: /JS alone would also be found by chance.
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData)" + _END
)
_LOCKED = re.compile(rb"/Encrypt" + _END)
_OPENS_ADDRESS = re.compile(rb"/OpenAction\s*<<[^>]{0,500}/URI" + _END)
_HIDDEN_LETTER = re.compile(rb"#([0-9A-Fa-f]{2})")


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
    plain = _HIDDEN_LETTER.sub(lambda found: bytes([int(found[1], 16)]), objects)
    if _ACTIVE.search(plain):
        return Fault.ACTIVE
    return Fault.REACHES_OUT if _OPENS_ADDRESS.search(plain) else None


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
