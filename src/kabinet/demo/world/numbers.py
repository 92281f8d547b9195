"""Contracts, accounts, numbers, and the services on them with who connected each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kabinet.contracts.actions import open_account, sign_contract
from kabinet.contracts.models import Account, Contract
from kabinet.demo.world.days import Days, dice
from kabinet.demo.world.goods import Goods
from kabinet.demo.world.past import Past
from kabinet.demo.world.people import Resident, mark_of
from kabinet.kit.money import Money
from kabinet.ledger.models import LedgerAccount
from kabinet.numbers.models import (
    ConnectedService,
    Line,
    Number,
    NumberState,
    NumberStay,
    PortedNumber,
    ServiceConsent,
    UserState,
)
from kabinet.pack.formats import CatalogItem, Region
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Kind

PORTED_OUT = "+79143965354"  # lies in our range and belongs to another network
_SECOND_NUMBER_EVERY = 3  # persons
_HOME_INTERNET_EVERY = 5
_TV_EVERY = 10
_CENTRES = ("Дирекция", "Продажи", "Склад", "Доставка", "Сервис")
_LONGEST_DAILY = 25  # days of a service that is paid by the day

# How people ask for services, and what is kept as proof of it.
CONSENTS = {
    "sms": "SMS «ДА» с номера абонента, входящее № {mark}",
    "ussd": "USSD-запрос с номера абонента, подтверждение № {mark}",
    "portal": "Подтверждение кодом из SMS в личном кабинете, операция № {mark}",
    "salon": "Подписанное заявление № {mark}",
    "call": "Запись разговора с контактным центром № {mark}",
}


@dataclass(frozen=True)
class Signed:
    """A contract, and where and when it was signed."""

    contract: Contract
    region: Region
    at: datetime


@dataclass
class Wish:
    """A service that somebody had or has: since when, until when, by whose doing."""

    number: Number
    item: CatalogItem
    at: datetime
    channel: str
    by: str = "subscriber"
    proof: str = ""  # nothing: there is no consent record
    until: datetime | None = None


def give_out(residents: list[Resident], goods: Goods) -> list[Number]:
    """Sign the contracts, open the accounts, give the numbers out."""
    given = [one for place, who in enumerate(residents) for one in _numbers_of(place, who, goods)]
    _open_ledgers(given)
    Number.objects.bulk_create(given)
    NumberStay.objects.bulk_create(_stays(given))
    PortedNumber.objects.create(
        identifier=PORTED_OUT, operator=_another_operator(), ported_from=date(2024, 6, 14)
    )
    return given


def _open_ledgers(given: list[Number]) -> None:
    for one in given:
        one.ledger = LedgerAccount(
            code=f"number:{one.identifier}:{one.account.number}", part_of=one.account.ledger
        )
    LedgerAccount.objects.bulk_create([one.ledger for one in given])
    for one in given:
        one.ledger_id = one.ledger.pk


def _stays(given: list[Number]) -> list[NumberStay]:
    return [
        NumberStay(
            number=one,
            account=one.account,
            ledger=one.ledger,
            since_at=datetime.combine(one.since, time.min, tzinfo=UTC),
        )
        for one in given
    ]


def connect(wishes: list[Wish], past: Past, goods: Goods) -> list[ConnectedService]:
    """Put services on numbers as they were once asked for, and note it as it was noted."""
    consents = [
        ServiceConsent(
            number=wish.number,
            service=wish.item.code,
            given_at=wish.at,
            channel=wish.channel,
            evidence=wish.proof,
        )
        for wish in wishes
        if wish.proof
    ]
    ServiceConsent.objects.bulk_create(consents)
    proofs = iter(consents)
    made = [_connected(wish, next(proofs) if wish.proof else None, goods) for wish in wishes]
    ConnectedService.objects.bulk_create(made)
    for wish, service in zip(wishes, made, strict=True):
        _note(wish, service, past)
    return made


def everyday_wishes(numbers: list[Number], goods: Goods, days: Days) -> list[Wish]:
    """Let people have what people have: most of it asked for, some of it not."""
    return [wish for place, one in enumerate(numbers) for wish in _wishes(place, one, goods, days)]


def proof_by(channel: str, *about: object) -> str:
    mark = dice("proof", *about).randrange(10_000_000, 100_000_000)
    return CONSENTS[channel].format(mark=mark)


def _numbers_of(place: int, who: Resident, goods: Goods) -> Iterator[Number]:
    if who.party.kind == Kind.COMPANY:
        yield from _company_numbers(place, who, goods)
        return
    account = _account(_contract(who, place, "1", who.since))
    for nth in range(2 if place % _SECOND_NUMBER_EVERY == 0 else 1):
        # The first one's fee is the one that rises.
        known = goods.of_persons if place else goods.of_persons[:1]
        tariff = dice("tariff", place, nth).choice(known).code
        yield _mobile(account, place * 10 + nth, tariff, who.since)
    if place % _HOME_INTERNET_EVERY == 0:
        home = _account(_contract(who, place, "5", who.since + timedelta(days=60)))
        yield _line(home, place, Line.INTERNET, goods)
        if place % _TV_EVERY == 0:
            yield _line(home, place, Line.TV, goods)


def _company_numbers(place: int, who: Resident, goods: Goods) -> Iterator[Number]:
    contract = _contract(who, place, "7", who.since)
    accounts = [_account(contract, nth) for nth in range(2)]
    for nth in range(who.numbers):
        account = accounts[nth * 2 // who.numbers]
        one = _mobile(account, 10_000 * place + nth, goods.of_companies.code, who.since)
        one.user_name = _employee(place, nth)
        one.cost_centre = _CENTRES[nth * len(_CENTRES) // who.numbers]
        one.user_state = _state_of_user(nth)
        if nth % 40 == 39:  # noqa: PLR2004 - now and then one stands blocked
            one.state = NumberState.BLOCKED
        yield one


def _state_of_user(nth: int) -> UserState:
    """Let most of the employees be known, a few wait for their own word, a few be forgotten."""
    if nth % 17 == 5:  # noqa: PLR2004 - now and then
        return UserState.MISSING
    return UserState.ENTERED if nth % 23 == 7 else UserState.CONFIRMED  # noqa: PLR2004 - likewise


def _contract(who: Resident, place: int, kind: str, signed: datetime) -> Signed:
    digits = dice("contract", kind, place).randrange(10_000, 100_000)
    contract = sign_contract(
        holder=who.party,
        number=f"{kind}{mark_of(who.region)}{place:03d}{digits}",
        signed_on=signed.date(),
        edition=f"{signed:%Y}",
        at=signed,
    )
    return Signed(contract, who.region, signed)


def _account(signed: Signed, nth: int = 0) -> Account:
    return open_account(
        contract=signed.contract,
        number=f"2{signed.contract.number}{nth}",
        region=signed.region.code,
        opened_on=signed.at.date(),
        at=signed.at,
    )


def _mobile(account: Account, place: int, tariff: str, since: datetime) -> Number:
    return Number(
        identifier=_identifier(account.region, place),
        line=Line.MOBILE,
        account=account,
        tariff=tariff,
        since=since.date(),
    )


def _line(account: Account, place: int, line: Line, goods: Goods) -> Number:
    begins = {Line.INTERNET: "41", Line.TV: "42"}[line]
    return Number(
        identifier=f"{begins}{account.number[2:4]}{place:06d}",
        line=line,
        account=account,
        tariff=goods.tariffs_of(line)[0].code,
        since=account.opened_on,
    )


def _identifier(region: str, place: int) -> str:
    """Pick a number of one of our ranges there; 7919 is prime, so none comes twice."""
    pack = operator_pack()
    ours = [one for one in pack.ranges if one.operator == pack.operator.id and one.region == region]
    block = ours[place % len(ours)]
    first, size = int(block.first), int(block.last) - int(block.first) + 1
    found = f"+{first + (place * 7919 + 4_567) % size}"
    return found if found != PORTED_OUT else f"+{first}"


def _another_operator() -> str:
    pack = operator_pack()
    others = {one.operator for one in pack.ranges} - {pack.operator.id}
    return min(others, default="other")


def _employee(place: int, nth: int) -> str:
    chance = dice("employee", place, nth)
    surname = chance.choice(
        ("Агапов", "Борзов", "Власов", "Громов", "Дорохов", "Ермаков", "Живов", "Зубов", "Исаев",
         "Карпов", "Лазарев", "Миронов", "Носов", "Осипов", "Панов", "Рогов", "Савин", "Трофимов")
    )  # fmt: skip
    return f"{surname} {chance.choice('АБВГДЕИКЛМНОПРС')}. {chance.choice('АБВГДЕИКЛМНОПРС')}."


def _wishes(place: int, number: Number, goods: Goods, days: Days) -> Iterator[Wish]:
    if number.line != Line.MOBILE:
        return
    chance = dice("wishes", number.identifier)
    at = days.at(number.since + timedelta(days=chance.randrange(1, 300)), "14:31")
    for item in goods.free[:1]:
        yield Wish(number, item, at, "contract", by="operator")
    if place % 3 == 1:
        yield _asked_for(number, chance.choice(goods.options), days)
    if place % 11 == 7:  # noqa: PLR2004 - a few stopped what they once had
        wish = _asked_for(number, goods.content[-1], days)
        wish.until = wish.at + timedelta(days=chance.randrange(2, 6), hours=5)
        yield wish
    if place % 19 == 5:  # noqa: PLR2004 - a few never asked, and nobody has noticed yet
        item = goods.content[place % len(goods.content)]
        yield Wish(
            number, item, days.ago(chance.randrange(8, 20), "19:47"), "wap", by=item.provider
        )


def _asked_for(number: Number, item: CatalogItem, days: Days) -> Wish:
    chance = dice("asked", number.identifier, item.code)
    longest = _LONGEST_DAILY if item.prices[-1].period == "day" else 300
    at = days.ago(chance.randrange(7, longest), "18:12")
    channel = chance.choice(sorted(CONSENTS))
    return Wish(number, item, at, channel, proof=proof_by(channel, number.identifier, item.code))


def _connected(wish: Wish, consent: ServiceConsent | None, goods: Goods) -> ConnectedService:
    price = goods.price(wish.item.code, wish.at.date())
    return ConnectedService(
        number=wish.number,
        service=wish.item.code,
        connected_at=wish.at,
        connected_by=wish.by,
        channel=wish.channel,
        consent=consent,
        price=Money(price.amount),
        period=price.period,
        stopped_at=wish.until,
        stopped_by="subscriber" if wish.until else "",
    )


def _note(wish: Wish, service: ConnectedService, past: Past) -> None:
    data = {"service": service.service, "connected": service.pk}
    past.note("service.connected", wish.number, at=wish.at, actor=wish.channel, data=data)
    if wish.until:
        past.note("service.stopped", wish.number, at=wish.until, actor="subscriber", data=data)
