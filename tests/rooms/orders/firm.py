"""ООО «Ромашка» with as many numbers as a test needs, and the people who order and carry out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kabinet.access.models import User
from kabinet.access.rules import CompanyRole, Role
from kabinet.contracts.models import Account
from kabinet.ledger.models import LedgerAccount
from kabinet.numbers.models import Number, NumberStay, UserState
from kabinet.orders.actions import approve, check_file, check_numbers, file_order, work
from kabinet.orders.models import Order, OrderDraft
from kabinet.orders.sheets.writing import as_xlsx
from kabinet.parties.models import Party
from tests.people import MONDAY, company, member, number, staff

INN = "7740000076"
FIRST = "+79140000000"


@dataclass
class Firm:
    party: Party
    account: Account
    pavel: User  # of the company: he orders
    sasha: User  # of the processing centre: he carries out

    def check(self, action: str, *identifiers: str, value: str = "") -> OrderDraft:
        return check_numbers(
            identifiers=identifiers, action=action, value=value, by=self.pavel, at=MONDAY
        )

    def check_rows(self, rows: Sequence[Sequence[object]], name: str = "numbers.xlsx", **wish: str):
        told = {"action": "", "value": "", **wish}
        data = as_xlsx(rows)
        return check_file(data=data, file_name=name, by=self.pavel, at=MONDAY, **told)

    def file(self, draft: OrderDraft, at: datetime = MONDAY, **more: datetime) -> Order:
        return file_order(draft=draft, by=self.pavel, at=at, **more)

    def order(self, action: str, *identifiers: str, value: str = "") -> Order:
        return self.file(self.check(action, *identifiers, value=value))

    def carry_out(self, order: Order, at: datetime = MONDAY) -> Order:
        approve(order=order, lines=None, by=self.sasha, at=at)
        while work(order_id=order.pk, at=at):
            pass
        order.case.refresh_from_db()
        return order


def identifier(nth: int) -> str:
    return f"+{int(FIRST[1:]) + nth}"


def firm(count: int = 3) -> Firm:
    """Make the company, its numbers with all that the gates ask for, and the two people."""
    party = company(inn=INN, email="office@romashka.example")
    first = number(party, identifier(0), user_state=UserState.CONFIRMED, tariff="tariff-business")
    more_numbers(first.account, range(1, count))
    return Firm(
        party,
        first.account,
        member(party, CompanyRole.NUMBERS),
        staff(Role.PROCESSING, name="Александр Лем"),
    )


def more_numbers(account: Account, which: Sequence[int]) -> None:
    """Put many numbers on an account at once, each with its ledger and its stay."""
    ledgers = LedgerAccount.objects.bulk_create(
        LedgerAccount(
            code=f"number:{identifier(nth)}:{account.number}", part_of_id=account.ledger_id
        )
        for nth in which
    )
    numbers = Number.objects.bulk_create(
        Number(
            identifier=identifier(nth),
            account=account,
            ledger=own,
            tariff="tariff-business",
            user_name=f"Работник {nth}",
            user_state=UserState.CONFIRMED,
            cost_centre=f"ЦФО-{nth % 7}",
            since=date(2020, 1, 15),
        )
        for nth, own in zip(which, ledgers, strict=True)
    )
    since = datetime(2020, 1, 15, tzinfo=UTC)
    NumberStay.objects.bulk_create(
        NumberStay(number=one, account=account, ledger_id=one.ledger_id, since_at=since)
        for one in numbers
    )
