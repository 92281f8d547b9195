"""The process that opens a stranger's file: little memory, little time, nothing else to lose.

    python -m kabinet.orders.sheets.child MOST_ROWS < file > rows

It writes one JSON list for each row that is not empty, its place in the sheet first; or one
object that names the fault. It knows no Django and no secrets.
"""

import json
import resource
import sys

from kabinet.orders.sheets import tables, texts
from kabinet.orders.sheets.faults import BadSheet, SheetFault

MEMORY = 640 * 1024 * 1024  # bytes of addresses; what is really used stays far below
SECONDS = 40
_MOST_COLUMNS = 60
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    most, data = int(sys.argv[1]), sys.stdin.buffer.read()
    try:
        _write(data, most)
    except BadSheet as bad:
        _tell(bad.fault)
    except MemoryError:
        _tell(SheetFault.TOO_BIG)
    return 0


def _write(data: bytes, most: int) -> None:
    is_book = data.startswith(_SPREADSHEETS)
    rows = tables.rows_of(data, most + 100) if is_book else texts.rows_of(data)
    count = 0
    for place, cells in enumerate(rows, start=1):
        kept = [cell.strip()[:300] for cell in cells[:_MOST_COLUMNS]]
        if not any(kept):
            continue
        count += 1
        if count > most + 20:  # headings and titles are no rows yet
            raise BadSheet(SheetFault.TOO_MANY_ROWS)
        sys.stdout.write(json.dumps([place, *kept], ensure_ascii=True) + "\n")
    if not count:
        raise BadSheet(SheetFault.EMPTY)


def _tell(fault: SheetFault) -> None:
    sys.stdout.write(json.dumps({"fault": fault}) + "\n")


if __name__ == "__main__":
    sys.exit(main())
