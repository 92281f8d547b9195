"""CSV and its relatives: any encoding that people have, any delimiter."""

import csv
import io
from collections.abc import Iterator

from kabinet.orders.sheets.faults import BadSheet, SheetFault

_DELIMITERS = ";,\t|"
_SAMPLE = 20  # lines
_LONGEST_CELL = 10_000
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes) -> str:
    """Read text by its mark, by its zeros, as UTF-8, and else as Windows writes Russian."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as(data, encoding)
    head = data[:2000]
    for begin, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = head[begin::2]
        # Latin letters and digits have a high byte of 0 there, Cyrillic ones of 4.
        if high.count(0) and (high.count(0) + high.count(4)) * 10 > len(high) * 9:
            return _as(data, encoding)
    if b"\0" in data:
        raise BadSheet(SheetFault.NOT_A_SHEET)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _as(data, "cp1251")


def rows_of(data: bytes) -> Iterator[list[str]]:
    """Give the rows of a text one by one."""
    text = decode(data)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    except csv.Error as trouble:
        raise BadSheet(SheetFault.BROKEN) from trouble


def delimiter_of(text: str) -> str:
    """Pick the delimiter that stands in most of the first lines; a heading may be a sentence."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:_SAMPLE]
    return max(_DELIMITERS, key=lambda one: sum(one in line for line in lines))


def _as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as trouble:
        raise BadSheet(SheetFault.NOT_A_SHEET) from trouble
