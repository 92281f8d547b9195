"""Where a payment goes: an account, or one number on it."""

from dataclasses import dataclass

from kabinet.contracts.models import Account
from kabinet.kit.money import Money
from kabinet.ledger.models import LedgerAccount
from kabinet.ledger.queries import balance_of, whole_balance
from kabinet.numbers.models import Number
from kabinet.numbers.rules import normalize


@dataclass(frozen=True)
class Place:
    account: Account
    number: Number | None = None

    @property
    def name(self) -> str:
        """As people type it: the number, or the personal account."""
        return self.number.identifier if self.number else self.account.number

    @property
    def ledger(self) -> LedgerAccount:
        """Where the money of this place stands."""
        return self.number.ledger if self.number else self.account.ledger

    @property
    def balance(self) -> Money:
        """Of a number its own; of an account all of it, its numbers included."""
        return balance_of(self.number.ledger) if self.number else whole_balance(self.account.ledger)


def find_place(typed: str) -> Place | None:
    """Find what was typed: a number in any format, an account, or a contract with one account."""
    plain = typed.strip()
    number = (
        Number.objects.filter(identifier=normalize(plain) or plain)
        .select_related("account__contract__holder", "account__ledger", "ledger")
        .first()
    )
    if number is not None:
        return Place(number.account, number)
    accounts = Account.objects.select_related("contract__holder", "ledger")
    account = accounts.filter(number=plain).first()
    if account is None:
        of_contract = list(accounts.filter(contract__number=plain)[:2])
        account = of_contract[0] if len(of_contract) == 1 else None
    return Place(account) if account else None
