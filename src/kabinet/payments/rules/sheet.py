"""Statements as a table in a text file (CSV), with a row of headings. Plain Python."""

import csv
from collections.abc import Iterator

from kabinet.payments.rules.documents import BadStatement, Document, Flaw, Unread, document

# Our name of a column, and how its heading may begin.
_HEADINGS = {
    "received_on": ("дата поступ", "дата зачис", "received"),
    "dated": ("дата", "date"),
    "number": ("номер", "№", "number", "no."),
    "amount": ("сумма", "кредит", "приход", "amount", "credit", "sum"),
    "payer_inn": ("инн", "payer inn", "inn"),
    "payer_account": ("счет", "счёт", "р/с", "account"),
    "payer": ("плательщик", "отправитель", "payer"),
    "purpose": ("назначение", "основание", "purpose", "details"),
}
_NEEDED = {"dated", "number", "amount", "purpose"}
_FEW_ROWS = 15  # a bank may write its name and the period above the table


def documents(text: str) -> list[Document | Unread]:
    """List the rows below the headings. Raises BadStatement when no row has our headings."""
    rows = list(_rows(text))
    for place, row in rows[:_FEW_ROWS]:
        columns = _columns(row)
        if columns.keys() >= _NEEDED:
            return [
                document(_said(one, columns), place=at)
                for at, one in rows
                if at > place and any(cell.strip() for cell in one)
            ]
    raise BadStatement(Flaw.NO_COLUMNS)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    sample = text.lstrip("\ufeff")
    delimiter = max(";\t,", key=sample.partition("\n")[0].count)
    reader = csv.reader(sample.splitlines(), delimiter=delimiter)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error:
        raise BadStatement(Flaw.NO_COLUMNS) from None


def _columns(row: list[str]) -> dict[str, int]:
    """Tell which column is which: the first heading that fits, each column once."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        heading = " ".join(cell.casefold().split())
        name = next((ours for ours, starts in _HEADINGS.items() if heading.startswith(starts)), "")
        if name and name not in found:
            found[name] = place
    return found


def _said(row: list[str], columns: dict[str, int]) -> dict[str, str]:
    return {name: row[place] for name, place in columns.items() if place < len(row)}
