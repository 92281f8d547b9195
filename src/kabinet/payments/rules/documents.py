"""A document of a statement, as any bank writes it. Plain Python."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kabinet.kit.money import Money

_SPACES = re.compile(r"\s+")
_SUM = re.compile(r"([0-9]{1,12})(?:[.,-]([0-9]{1,2}))?")  # 1C writes 1500-00 as well
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_PREFIX_OF_NAME = re.compile(r"^ИНН\s*\d{10,12}\s*(?:КПП\s*\d+\s*)?")


class Flaw(StrEnum):
    """Why a file, or one row of it, cannot be read."""

    NO_STATEMENT = "no_statement"
    CUT_OFF = "cut_off"
    NO_COLUMNS = "no_columns"
    OTHER_ACCOUNT = "other_account"
    EMPTY = "empty"
    NO_SUM = "no_sum"
    NO_DATE = "no_date"
    NO_NUMBER = "no_number"


class BadStatement(ValueError):
    """The file as a whole cannot be read. Nothing of it is taken."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


@dataclass(frozen=True, kw_only=True)
class Document:
    """Money that came to our account: who paid, when, how much, and what he wrote."""

    place: int  # the line of the file where it begins
    number: str
    dated: date
    received_on: date
    amount: Money
    payer: str = ""
    payer_inn: str = ""
    payer_account: str = ""
    purpose: str = ""

    @property
    def fingerprint(self) -> str:
        """Name the document by what makes it this one, in whichever file it comes."""
        payer = self.payer_account or self.payer_inn or self.payer.casefold()
        said = (payer, self.number, self.dated.isoformat(), str(int(self.amount)))
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


@dataclass(frozen=True)
class Unread:
    """A row that cannot be read, and why; the others are taken without it."""

    place: int
    flaw: Flaw


def document(said: Mapping[str, str], *, place: int) -> Document | Unread:
    """Make a document of what a row says, by our own names of its fields."""
    amount, dated = read_sum(said.get("amount", "")), read_day(said.get("dated", ""))
    number = said.get("number", "").strip()
    flaws = {Flaw.NO_SUM: amount, Flaw.NO_DATE: dated, Flaw.NO_NUMBER: number}
    if amount is None or dated is None or not number:
        return Unread(place, next(flaw for flaw, value in flaws.items() if not value))
    return Document(
        place=place,
        number=number[:20],
        dated=dated,
        received_on=read_day(said.get("received_on", "")) or dated,
        amount=amount,
        payer=_PREFIX_OF_NAME.sub("", _tidy(said.get("payer", "")))[:200],
        payer_inn=said.get("payer_inn", "").strip()[:12],
        payer_account=said.get("payer_account", "").strip()[:20],
        purpose=_tidy(said.get("purpose", ""))[:300],
    )


def read_sum(typed: str) -> Money | None:
    """Read `1 500,00`, `1500.5` or `1500-00`; none for nothing above zero."""
    found = _SUM.fullmatch(_SPACES.sub("", typed))
    if not found:
        return None
    whole, part = found.groups()
    return Money(int(whole) * 100 + int((part or "0").ljust(2, "0"))) or None


def read_day(typed: str) -> date | None:
    found = _DAY.fullmatch(typed.strip())
    if not found:
        return None
    day, month, year, *iso = (int(part) if part else 0 for part in found.groups())
    try:
        return date(year, month, day) if year else date(iso[0], iso[1], iso[2])
    except ValueError:
        return None


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text.replace("\0", "")).strip()
