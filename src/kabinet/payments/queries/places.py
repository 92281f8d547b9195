"""Where a payment goes: an account, or one number on it."""

from dataclasses import dataclass

from kabinet.contracts.models import Account
from kabinet.ledger.models import LedgerAccount
from kabinet.numbers.models import Number


@dataclass(frozen=True)
class Place:
    account: Account
    number: Number | None = None

    @property
    def name(self) -> str:
        """As people type it: the number, or the personal account."""
        return self.number.identifier if self.number else self.account.number


def ledger_of(place: Place) -> LedgerAccount:
    """Tell where the money of a place stands."""
    return place.account.ledger
