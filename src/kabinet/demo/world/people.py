"""The people and the companies: who they are, and their papers, sealed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kabinet.demo.world.days import Days, dice
from kabinet.demo.world.names import FIRMS, Firm, Name, people
from kabinet.pack.formats import Office, Region
from kabinet.pack.queries import operator_pack
from kabinet.parties.actions import give_consent, register_company, register_person, seal_paper
from kabinet.parties.models import Party
from kabinet.web.latin import latin

_STREETS = (
    "ул. Садовая", "ул. Лесная", "ул. Набережная", "ул. Советская", "ул. Зелёная",
    "пр-т Мира", "ул. Полевая", "ул. Школьная", "ул. Новая", "пер. Речной",
)  # fmt: skip
_INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_FIRST_PAPER_AT = 20  # years of age; the passport is renewed at 20 and 45
_SECOND_PAPER_AT = 45


@dataclass(frozen=True)
class Resident:
    """A party of the world and where it lives; `born` decides nothing but its papers."""

    party: Party
    region: Region
    since: datetime
    numbers: int = 0  # of a company


def settle_people(days: Days) -> list[Resident]:
    """Register everybody, seal the passports, ask for consents."""
    return [_settle(place, name, days) for place, name in enumerate(people())]


def settle_companies(days: Days) -> list[Resident]:
    return [_found(place, firm, days) for place, firm in enumerate(FIRMS)]


def region_of(wanted: str) -> Region:
    """Give the region somebody wants to live in, if the operator has numbers there."""
    pack = operator_pack()
    with_numbers = {one.region for one in pack.ranges if one.operator == pack.operator.id}
    code = wanted if wanted in with_numbers else min(with_numbers)
    return pack.regions[code]


def mark_of(region: Region) -> str:
    """Give the two digits by which this world knows a region."""
    return f"{list(operator_pack().regions).index(region.code) + 40:02d}"


def inn(begins: str) -> str:
    """Put the check digit to the first nine digits of a company's INN."""
    total = sum(int(digit) * weight for digit, weight in zip(begins, _INN_WEIGHTS, strict=True))
    return f"{begins}{total % 11 % 10}"


def ogrn(begins: str) -> str:
    """Put the check digit to the first twelve digits of a company's OGRN."""
    return f"{begins}{int(begins) % 11 % 10}"


def mailbox_of(name: Name) -> str:
    return f"{latin(name.name)}.{latin(name.surname)}@mail.example".lower()


def _settle(place: int, name: Name, days: Days) -> Resident:
    region, chance = region_of(name.region), dice("person", name.full)
    grown_up = (days.today - date(name.born + 19, 1, 1)).days
    since = days.ago(chance.randrange(420, min(3200, grown_up)), "11:20")
    party = register_person(
        surname=name.surname,
        name=name.name,
        patronymic=name.patronymic,
        sex=name.sex,
        born_on=date(name.born, 1, 1) + timedelta(days=chance.randrange(365)),
        address=_address(region, place),
        email=mailbox_of(name),
        at=since,
    )
    _seal_passport(party, region, since, days)
    for purpose in operator_pack().purposes:
        if not purpose.needed and chance.random() < 0.4:  # noqa: PLR2004 - some do, most do not
            give_consent(party=party, purpose=purpose.id, channel="showroom", at=since)
    return Resident(party, region, since)


def _seal_passport(party: Party, region: Region, since: datetime, days: Days) -> None:
    chance = dice("passport", party.full_name)
    born = party.born_on or days.today
    is_second = (since.date() - born).days > _SECOND_PAPER_AT * 366
    years = _SECOND_PAPER_AT if is_second else _FIRST_PAPER_AT
    issued_on = min(born + timedelta(days=years * 366 + 20), since.date() - timedelta(days=30))
    series = f"{mark_of(region)}{issued_on:%y}"
    seal_paper(
        party=party,
        series_number=f"{series}{chance.randrange(100_000, 1_000_000)}",
        issued_by=f"Управление по вопросам миграции ({region.name['ru']})",
        issued_on=issued_on,
        department=f"{mark_of(region)}0-{chance.randrange(1, 90):03d}",
        valid_from=issued_on,
        at=since,
    )


def _found(place: int, firm: Firm, days: Days) -> Resident:
    region, since = region_of(firm.region), days.ago(700 + 310 * place, "10:05")
    party = register_company(
        company_name=firm.name,
        inn=inn(firm.inn_begins),
        ogrn=ogrn(firm.ogrn_begins),
        address=_address(region, 100 + place).partition(", кв.")[0],
        email=f"office@{firm.mailbox}",
        at=since,
    )
    return Resident(party, region, since, firm.numbers)


def _address(region: Region, place: int) -> str:
    """Invent an address in a town of the region where the operator has an office."""
    chance = dice("address", place)
    offices = [one for one in operator_pack().offices if one.region == region.code]
    house = f"{chance.choice(_STREETS)}, д. {chance.randrange(1, 90)}"
    flat = f"кв. {chance.randrange(1, 180)}"
    return f"{_town(offices, region, place)}, {house}, {flat}"


def _town(offices: list[Office], region: Region, place: int) -> str:
    if not offices:
        return region.name["ru"]
    office = offices[place % len(offices)]
    begin = f"{office.postcode}, " if office.postcode else ""
    return f"{begin}г. {office.town['ru']}"
