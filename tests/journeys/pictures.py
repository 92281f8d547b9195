"""Pictures and other files to attach, made on the spot."""

import os
import struct
import zlib
from pathlib import Path

TWO_MEGABYTES = 2 * 1024 * 1024


def large_photo(place: Path) -> Path:
    """Write a PNG of noise, which no compression makes small."""
    return _png(place, 1100, 900)


def small_photo(place: Path) -> Path:
    return _png(place, 40, 30)


def _png(place: Path, width: int, height: int) -> Path:
    lines = b"".join(b"\0" + os.urandom(3 * width) for _line in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(lines, 1)
    place.write_bytes(
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    )
    return place


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
