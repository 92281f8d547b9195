"""Besides the operator: who a letter may go to, what a breach costs, which court hears of it."""

from dataclasses import dataclass, field
from datetime import date

from kabinet.pack.formats import Dated, Text


@dataclass(frozen=True, kw_only=True)
class Respondent(Dated):
    """Somebody else that a letter goes to. `to`: the lines of the letter's head, declined.

    how: in which ways it takes papers; told to the writer.
    """

    id: str
    name: Text
    to: tuple[str, ...]
    how: Text = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Rate:
    """The key rate from a day on, in hundredths of per cent a year."""

    valid_from: date
    hundredths: int
    source: str
    checked_on: date


@dataclass(frozen=True, kw_only=True)
class PenaltyRule(Dated):
    """A consumer's penalty: `hundredths` of per cent of the price a day; capped by the price."""

    id: str
    hundredths: int
    is_capped: bool
    norm: str


@dataclass(frozen=True, kw_only=True)
class FineRule(Dated):
    """The fine: `hundredths` of per cent of what is awarded. exceptions: `calc.excuse.…`."""

    id: str
    hundredths: int
    norm: str
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Court(Dated):
    """A court: whose suits it hears, up to which price (kopecks; 0: any), and what duty is due."""

    id: str
    parties: tuple[str, ...]
    name: Text
    to: tuple[str, ...]
    duty: Text
    up_to: int = 0
    without_money: bool = False  # a suit that asks for no money comes here too
