"""What can be wrong with a spreadsheet as a whole. Plain Python: the child has no Django."""

from enum import StrEnum


class SheetFault(StrEnum):
    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_MANY_ROWS = "too_many_rows"
    LOCKED = "locked"
    MACROS = "macros"
    BROKEN = "broken"
    NOT_A_SHEET = "not_a_sheet"
    NO_NUMBERS = "no_numbers"  # no column that could be the numbers


class BadSheet(Exception):
    def __init__(self, fault: SheetFault) -> None:
        super().__init__(fault)
        self.fault = fault
