"""Six months of debits and top-ups, posted to the ledger as real transfers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kabinet.bills.models import Charge, ChargeKind
from kabinet.demo.world.days import MONTHS, Days, dice
from kabinet.demo.world.goods import Goods
from kabinet.demo.world.past import Books
from kabinet.kit.money import ZERO, Money
from kabinet.ledger.actions import operator_account
from kabinet.numbers.models import ConnectedService, Line, Number, NumberState
from kabinet.parties.models import Kind

_FIFTY_ROUBLES = 50_00
_FIRST_TOP_UP = Money(150_00)
_DEBTORS = 9  # of the accounts every thirteenth: somebody always forgets


@dataclass(frozen=True, kw_only=True)
class Debit:
    """One line of a bill, before it is posted."""

    number: Number
    kind: str
    amount: Money
    at: datetime
    service: str = ""
    connected: ConnectedService | None = None


@dataclass
class Ledger:
    """Collects the debits, pays them as the holders paid, posts everything at once."""

    days: Days
    books: Books = field(default_factory=Books)

    def __post_init__(self) -> None:
        self.cash = operator_account("operator:cash")
        self.revenue = operator_account("operator:revenue")

    def bill(self, debits: list[Debit]) -> None:
        by_number: dict[Number, list[Debit]] = defaultdict(list)
        for debit in debits:
            self._charge(debit)
            by_number[debit.number].append(debit)
        for place, (number, own) in enumerate(by_number.items()):
            self._pay(place, number, own)
        self.books.post()

    def _charge(self, debit: Debit) -> None:
        account = debit.number.account
        moved = self.books.move(
            debit=debit.number.ledger,
            credit=self.revenue,
            amount=debit.amount,
            key=f"charge:before:{len(self.books.charges) + 1:06d}",
            code=f"charge.{debit.kind}",
            at=debit.at,
        )
        self.books.charges.append(
            Charge(
                account=account,
                number=debit.number,
                kind=debit.kind,
                service=debit.service,
                connected=debit.connected,
                amount=debit.amount,
                charged_at=debit.at,
                transfer=moved,
            )
        )

    def _pay(self, place: int, number: Number, own: list[Debit]) -> None:
        """Let a person pay each month ahead, and a company each bill after it."""
        is_company = number.account.contract.holder.kind == Kind.COMPANY
        for back in range(MONTHS, -1, -1):
            first = self.days.month(back)
            used = _sum_of(own, first)
            if is_company:
                self._top_up(number, used, first + timedelta(days=40), back)
            elif place % 13 != _DEBTORS or back:
                spare = _FIRST_TOP_UP if back == MONTHS else ZERO
                self._top_up(number, _round_up(used) + spare, first, back)

    def _top_up(self, number: Number, amount: Money, on: date, nth: int) -> None:
        if amount <= ZERO or on >= self.days.today:
            return
        self.books.move(
            debit=self.cash,
            credit=number.ledger,
            amount=amount,
            key=f"top_up:before:{number.identifier}:{nth}",
            code="top_up",
            at=self.days.at(on, "00:41"),
        )


def everyday_debits(
    numbers: list[Number], services: list[ConnectedService], goods: Goods
) -> list[Debit]:
    """Count what six months cost everybody: fees, usage, roaming, services."""
    found = [debit for one in numbers for debit in _of_number(one, goods)]
    return found + [debit for one in services for debit in of_service(one, goods)]


def of_service(connected: ConnectedService, goods: Goods) -> Iterator[Debit]:
    """Debit a service on its days, while it ran."""
    if not connected.price:
        return
    days, since = goods.days, connected.connected_at
    ended = connected.stopped_at.date() if connected.stopped_at else days.today
    when = {"day": days.daily, "month": days.monthly}.get(connected.period, _once)
    for day in when(since.date(), ended):
        yield Debit(
            number=connected.number,
            kind=ChargeKind.ONE_OFF if connected.period == "once" else ChargeKind.PAID_SERVICE,
            amount=goods.amount(connected.service, day),
            at=since if day == since.date() else days.at(day, "04:10"),
            service=connected.service,
            connected=connected,
        )


def roaming(number: Number, amounts: list[Money], days: Days, back: int) -> list[Debit]:
    """Debit a stay abroad: one line a day, from so many days ago on."""
    return [
        Debit(
            number=number,
            kind=ChargeKind.ROAMING,
            amount=amount,
            at=days.ago(back - nth, f"{9 + nth * 3:02d}:26"),
        )
        for nth, amount in enumerate(amounts)
    ]


def _of_number(number: Number, goods: Goods) -> Iterator[Debit]:
    if number.state != NumberState.ACTIVE:
        return
    yield from _fees(number, goods)
    if number.line == Line.MOBILE:
        yield from _usage(number, goods.days)
        yield from _journeys(number, goods.days)


def _fees(number: Number, goods: Goods) -> Iterator[Debit]:
    begins = number.since.replace(day=dice("fee", number.account.number).randrange(1, 29))
    for day in goods.days.monthly(begins, goods.days.today):
        if amount := goods.amount(number.tariff, day):
            yield Debit(
                number=number,
                kind=ChargeKind.TARIFF,
                amount=amount,
                at=goods.days.at(day, "03:05"),
                service=number.tariff,
            )


def _usage(number: Number, days: Days) -> Iterator[Debit]:
    chance = dice("usage", number.identifier)
    for back in range(MONTHS + 1):
        for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
            day = days.month(back) + timedelta(days=chance.randrange(28))
            amount = Money(chance.randrange(3, 160) * 50)
            clock = f"{chance.randrange(8, 23):02d}:{chance.randrange(60):02d}"
            if day < days.today:
                yield Debit(
                    number=number, kind=ChargeKind.USAGE, amount=amount, at=days.at(day, clock)
                )


def _journeys(number: Number, days: Days) -> Iterator[Debit]:
    chance = dice("journey", number.identifier)
    if chance.randrange(14):
        return
    amounts = [Money(chance.randrange(40, 900) * 100) for _ in range(chance.randrange(2, 5))]
    yield from roaming(number, amounts, days, chance.randrange(20, 150))


def _once(since: date, _until: date) -> list[date]:
    return [since]


def _sum_of(own: list[Debit], first: date) -> Money:
    """Add up what an account was charged in one month, of the registering office's zone."""
    month = (first.year, first.month)
    return sum((one.amount for one in own if (one.at.year, one.at.month) == month), ZERO)


def _round_up(amount: Money) -> Money:
    return Money(-(-int(amount) // _FIFTY_ROUBLES) * _FIFTY_ROUBLES)
