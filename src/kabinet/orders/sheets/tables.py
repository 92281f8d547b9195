"""XLSX, XLS and ODS, read by calamine."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from kabinet.orders.sheets.faults import BadSheet, SheetFault

_VBA = "_VBA_PROJECT".encode("utf-16-le")


def rows_of(data: bytes, most: int) -> Iterator[list[str]]:
    """Give the rows of the first sheet that has any, merged cells filled in."""
    from python_calamine import (  # noqa: PLC0415 - heavy, and the child alone needs it
        CalamineError,
        PasswordError,
        load_workbook,
    )

    if _VBA in data:
        raise BadSheet(SheetFault.MACROS)
    try:
        book = load_workbook(io.BytesIO(data))
        names = book.sheet_names
        sheet = next((one for one in map(book.get_sheet_by_name, names) if one.height), None)
    except PasswordError as locked:
        raise BadSheet(SheetFault.LOCKED) from locked
    except (CalamineError, OSError, ValueError) as trouble:
        raise BadSheet(SheetFault.BROKEN) from trouble
    if sheet is None:
        raise BadSheet(SheetFault.EMPTY)
    if sheet.total_height > most:
        raise BadSheet(SheetFault.TOO_MANY_ROWS)
    yield from _filled(sheet)


def _filled(sheet: Any) -> Iterator[list[str]]:
    """Repeat a merged cell's value in each row that it covers: people merge what is the same."""
    covers = {
        (row, column): top_left
        for top_left, last in (sheet.merged_cell_ranges or ())
        if last[1] - top_left[1] < 50 and last[0] - top_left[0] < 100_000  # noqa: PLR2004
        for row in range(top_left[0], last[0] + 1)
        for column in range(top_left[1], last[1] + 1)
    }
    kept: dict[tuple[int, int], str] = {}
    corners = set(covers.values())
    # Rows are counted from the top of the sheet, as the person sees them.
    for nth, row in enumerate(sheet.iter_rows()):
        cells = [_text(cell) for cell in row]
        for column, _ in enumerate(cells):
            if (nth, column) in corners:
                kept[nth, column] = cells[column]
            elif (corner := covers.get((nth, column))) is not None:
                cells[column] = kept.get(corner, "")
        yield cells


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return str(cell)
