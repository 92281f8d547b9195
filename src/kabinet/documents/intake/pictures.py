"""Pictures: their size read from their headers, without decoding a pixel."""

import re
import struct

from kabinet.documents.intake.faults import Fault

PIXELS = 100_000_000
SIDE = 30_000
_MARKUP = (b"<script", b"<html", b"<svg", b"<iframe", b"<?php")
# A JPEG frame header: C0 to CF but the three that hold tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

Size = tuple[int, int]


def jpeg(data: bytes) -> Fault | None:
    size = _jpeg_size(data)
    return _judged(data, size if b"\xff\xd9" in data[2:] else None)


def png(data: bytes) -> Fault | None:
    is_whole = data[12:16] == b"IHDR" and b"IEND\xaeB`\x82" in data
    return _judged(data, struct.unpack(">II", data[16:24]) if is_whole else None)


def webp(data: bytes) -> Fault | None:
    return _judged(data, _webp_size(data[12:16], data[20:30]) if len(data) >= 30 else None)  # noqa: PLR2004 - its header


def heic(data: bytes) -> Fault | None:
    """Take the largest of the sizes (`ispe`) that the header names."""
    sizes = [
        struct.unpack(">II", data[found.end() + 4 : found.end() + 12])
        for found in re.finditer(b"ispe", data[:65536])
        if found.end() + 12 <= len(data)
    ]
    return _judged(data, max(sizes, default=None, key=lambda size: size[0] * size[1]))


def _judged(data: bytes, size: Size | None) -> Fault | None:
    if size is None or not all(size):
        return Fault.BROKEN
    if size[0] * size[1] > PIXELS or max(size) > SIDE:
        return Fault.TOO_MANY_PIXELS
    small = data.lower()
    return Fault.TWO_IN_ONE if any(mark in small for mark in _MARKUP) else None


def _jpeg_size(data: bytes) -> Size | None:
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 - a marker's first byte
        marker, (length,) = data[place + 1], struct.unpack_from(">H", data, place + 2)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return int(width), int(height)
        place += 2 + length
    return None


def _webp_size(chunk: bytes, head: bytes) -> Size | None:
    if chunk == b"VP8X":
        return 1 + int.from_bytes(head[4:7], "little"), 1 + int.from_bytes(head[7:10], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 ":
        width, height = struct.unpack("<HH", head[6:10])
        return width & 0x3FFF, height & 0x3FFF
    return None
