"""Spreadsheets as they come: any kind, any encoding, any trick; and what is refused."""

import io
import time
import zipfile

import pytest

from kabinet.orders.rules.cells import Action
from kabinet.orders.sheets.faults import BadSheet, SheetFault
from kabinet.orders.sheets.reading import Sheet, Wish, read_sheet
from kabinet.orders.sheets.writing import as_csv, as_xlsx

ROWS = [("Номер телефона", "Действие", "Услуга"), ("8 914 000-00-00", "заблокировать", "")]
OURS = "+79140000000"


def read(data: bytes, most: int = 1000, action: str = "") -> Sheet:
    return read_sheet(data, Wish(action), most)


def first(data: bytes, action: str = "") -> tuple[str, str]:
    row = read(data, action=action).lines[0].row
    return row.identifier, row.action


def fault(data: bytes, most: int = 1000) -> SheetFault:
    with pytest.raises(BadSheet) as refused:
        read(data, most)
    return refused.value.fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_text_in_any_encoding_with_any_delimiter(encoding: str, delimiter: str):
    text = "\r\n".join(delimiter.join(row) for row in ROWS)

    assert first(text.encode(encoding)) == (OURS, Action.BLOCK)


def test_a_workbook_is_read_from_its_first_sheet():
    assert first(as_xlsx(ROWS)) == (OURS, Action.BLOCK)


def test_titles_above_the_headings_and_empty_rows_do_not_matter():
    sheet = read(as_xlsx([("Список номеров ООО «Ромашка»",), (), *ROWS, (), ROWS[1]]))

    assert [line.row.place for line in sheet.lines] == [4, 6]


def test_without_headings_the_column_of_numbers_is_found():
    assert first(b"Ivan;89140000000\nMaria;89140000001", action="block") == (OURS, Action.BLOCK)


def test_a_merged_cell_holds_for_every_row_that_it_covers():
    data = as_xlsx([("Номер", "Действие"), ("89140000000", "блокировка"), ("89140000001", "")])
    merged = with_part(
        data, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells>'
    )

    assert [line.row.action for line in read(merged).lines] == [Action.BLOCK] * 2


def test_a_number_that_excel_keeps_as_a_number_is_whole():
    data = with_part(
        as_xlsx([("Номер", "Действие"), ("", "block")]),
        '<c t="inlineStr"><is><t xml:space="preserve"></t></is></c>',
        "<c><v>8.9140000000E10</v></c>",
    )

    assert first(data) == (OURS, Action.BLOCK)


def test_more_rows_than_allowed_are_refused_before_they_are_judged():
    rows = [("number",), *((f"8914{nth:07d}",) for nth in range(1001))]

    assert fault(as_csv(rows)) == fault(as_xlsx(rows)) == SheetFault.TOO_MANY_ROWS


def test_a_million_rows_are_refused_quickly():
    begun = time.monotonic()

    assert fault(b"number\n" + b"89140000000\n" * 1_000_000, 100_000) == SheetFault.TOO_MANY_ROWS
    assert time.monotonic() - begun < 10


def test_macros_are_refused():
    assert fault(with_file(as_xlsx(ROWS), "xl/vbaProject.bin", b"macro")) == SheetFault.MACROS


def test_a_zip_bomb_is_refused():
    bomb = with_file(as_xlsx(ROWS), "xl/worksheets/sheet2.xml", b"0" * 80_000_000)

    assert fault(bomb) == SheetFault.TOO_MANY_ROWS


@pytest.mark.parametrize("data", [b"", b"\n\n\n", "Номер;Действие\n".encode()])
def test_what_has_no_rows_is_refused(data: bytes):
    assert fault(data) == SheetFault.EMPTY


def test_without_a_column_of_numbers_it_is_refused():
    assert fault("Фамилия;Отдел\nЛем;Касса".encode()) == SheetFault.NO_NUMBERS


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 cut off",
        b"\xd0\xcf\x11\xe0 no workbook",
        b"%PDF-1.7\0\0binary",
        bytes(range(256)),
    ],
)
def test_what_is_no_spreadsheet_is_refused(data: bytes):
    assert fault(data) in {SheetFault.BROKEN, SheetFault.NOT_A_SHEET, SheetFault.NO_NUMBERS}


def test_what_is_written_cannot_run():
    evil = ["=1+1", "+79140000000", "-2", "@SUM(A1)", "\t=x", '=HYPERLINK("http://x")', " =1"]

    text = as_csv([[one] for one in evil]).decode("utf-8-sig")
    sheet = zipfile.ZipFile(io.BytesIO(as_xlsx([evil]))).read("xl/worksheets/sheet1.xml").decode()

    assert all(line.lstrip('"').startswith("'") for line in text.split("\r\n") if line)
    assert "<f>" not in sheet
    assert sheet.count('t="inlineStr"') == len(evil)


def with_part(data: bytes, old: str, new: str) -> bytes:
    """Change a piece of the first sheet's text."""
    return _copied(data, lambda name, body: body.replace(old.encode(), new.encode(), 1)
                   if name.endswith("sheet1.xml") else body)  # fmt: skip


def with_file(data: bytes, name: str, body: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, body)
    return out.getvalue()


def _copied(data: bytes, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()
