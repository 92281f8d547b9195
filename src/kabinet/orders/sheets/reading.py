"""A spreadsheet as rows of an order: opened by the child, understood here."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import kabinet
from kabinet.documents.intake.faults import Fault as FileFault
from kabinet.documents.intake.office import office
from kabinet.orders.rules.cells import (
    NEEDS,
    Action,
    Column,
    Shortened,
    read_action,
    read_column,
    read_number,
    read_sim,
)
from kabinet.orders.rules.judging import Fault, Row
from kabinet.orders.sheets.faults import BadSheet, SheetFault

LARGEST = 24 * 1024 * 1024  # bytes
_SECONDS = 60
_LOOKED_AT = 20  # rows among which the headings are looked for
_OF_ARCHIVES = {
    FileFault.MACROS: SheetFault.MACROS,
    FileFault.LOCKED: SheetFault.LOCKED,
    FileFault.UNPACKS_TOO_BIG: SheetFault.TOO_MANY_ROWS,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is understood, beside the cells as they were typed."""

    row: Row
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    headings: tuple[str, ...]
    lines: list[Line]


@dataclass(frozen=True)
class Wish:
    """What holds for every row that says nothing else, and what the catalog calls its items."""

    action: str = ""
    value: str = ""
    items: Mapping[str, str] | None = None  # a name or code in its plainest form -> the code


def read_sheet(data: bytes, wish: Wish, most: int) -> Sheet:
    """Read a file into rows. Raises BadSheet when it is no spreadsheet that can be carried out."""
    typed = _cells_of(data, most)
    head, columns = _headings(typed)
    start = head + 1
    if len(typed) - start > most:
        raise BadSheet(SheetFault.TOO_MANY_ROWS)
    if len(typed) <= start:
        raise BadSheet(SheetFault.EMPTY)
    headings = tuple(typed[head][1]) if head >= 0 else ()
    return Sheet(headings, list(_lines(typed[start:], columns, wish)))


def understand(place: int, cells: Mapping[Column, str], wish: Wish) -> Row:
    """Read one row; what cannot be read is its fault."""
    try:
        identifier = read_number(cells.get(Column.NUMBER, ""))
    except Shortened:
        return Row(place, "", "", fault=Fault.SHORTENED)
    if identifier is None:
        return Row(place, "", "", fault=Fault.UNREADABLE)
    said = cells.get(Column.ACTION, "")
    action = read_action(said) if said else (Action(wish.action) if wish.action else None)
    if action is None:
        return Row(place, identifier, "", fault=Fault.NO_ACTION)
    value, fault = _value(action, cells, wish)
    return Row(place, identifier, action, value, fault)


def _value(action: Action, cells: Mapping[Column, str], wish: Wish) -> tuple[str, str]:
    column = NEEDS.get(action)
    if column is None:
        return _items(wish).get(_plain(cells.get(Column.TARIFF, "")), ""), ""
    typed = cells.get(column, "")
    if not typed:
        same = wish.value if action == wish.action else ""
        return same, "" if same else Fault.NO_VALUE
    if column == Column.SIM:
        return _sim(typed)
    code = _items(wish).get(_plain(typed), "")
    return code, "" if code else Fault.NOT_SOLD


def _sim(typed: str) -> tuple[str, str]:
    try:
        found = read_sim(typed)
    except Shortened:
        return "", Fault.SHORTENED
    return found or "", "" if found else Fault.BAD_SIM


def _items(wish: Wish) -> Mapping[str, str]:
    return wish.items or {}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _lines(
    typed: list[tuple[int, list[str]]], columns: Mapping[Column, int], wish: Wish
) -> Iterator[Line]:
    for place, cells in typed:
        named = {column: cells[at] for column, at in columns.items() if at < len(cells)}
        yield Line(understand(place, named, wish), tuple(cells))


def _headings(typed: list[tuple[int, list[str]]]) -> tuple[int, dict[Column, int]]:
    """Find the row of headings, and which column is which; -1 where a sheet has none."""
    for nth, (_, cells) in enumerate(typed[:_LOOKED_AT]):
        named = {read_column(cell): at for at, cell in reversed(list(enumerate(cells)))}
        if Column.NUMBER in named:
            return nth, {column: at for column, at in named.items() if column}
    first = _column_of_numbers(cells for _, cells in typed[:_LOOKED_AT])
    if first is None:
        raise BadSheet(SheetFault.NO_NUMBERS)
    return -1, {Column.NUMBER: first}


def _column_of_numbers(rows: Iterable[list[str]]) -> int | None:
    for cells in rows:
        for at, cell in enumerate(cells):
            try:
                if read_number(cell):
                    return at
            except Shortened:
                return at
    return None


def _cells_of(data: bytes, most: int) -> list[tuple[int, list[str]]]:
    if not data:
        raise BadSheet(SheetFault.EMPTY)
    if len(data) > LARGEST:
        raise BadSheet(SheetFault.TOO_BIG)
    if data.startswith(b"PK\x03\x04") and (fault := office(data)):
        raise BadSheet(_OF_ARCHIVES.get(fault, SheetFault.BROKEN))
    found = []
    for line in _read_aside(data, most):
        said = json.loads(line)
        if isinstance(said, dict):
            raise BadSheet(SheetFault(said["fault"]))
        found.append((said[0], said[1:]))
    return found


def _read_aside(data: bytes, most: int) -> list[bytes]:
    """Let the child open it, with no environment and no more than its share of the machine."""
    command = [sys.executable, "-P", "-m", "kabinet.orders.sheets.child", str(most)]
    place = str(Path(kabinet.__file__).parent.parent)
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the file goes in by its input
            command,
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={"PYTHONPATH": place, "PATH": os.environ.get("PATH", "")},
        )
    except subprocess.TimeoutExpired as slow:
        raise BadSheet(SheetFault.TOO_BIG) from slow
    except subprocess.CalledProcessError as died:
        raise BadSheet(SheetFault.BROKEN) from died
    return done.stdout.splitlines()
