"""Named people for stories: Ivan and Maria with their numbers, the desks with their clerks."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kabinet.access.actions import login_for
from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.bills.actions import charge
from kabinet.bills.models import Charge
from kabinet.kit.money import Money
from kabinet.numbers.models import ConnectedService, Number, ServiceConsent
from kabinet.parties.models import Party
from tests import people

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def roubles(text: str) -> Money:
    whole, _, part = text.partition(".")
    return Money(int(whole) * 100 + int((part or "0").ljust(2, "0")))


@dataclass
class World:
    """Ivan never ordered what he pays for; Maria has a debit that the records do not decide."""

    ivan: Party
    ivans_login: User
    ivans_number: Number
    horoscope: ConnectedService  # no record of consent
    ivans_debits: list[Charge]
    maria: Party
    marias_login: User
    marias_number: Number
    marias_debits: list[Charge]  # with a record of consent
    anna: User  # claims officer
    boris: User  # lead of the claims desk
    olga: User  # registry
    sergey: User  # supervisor
    irina: User  # auditor
    oleg: User  # administrator
    vera: User  # care agent


def build() -> World:
    ivan = people.person("Сергеев", "Иван", patronymic="Петрович", email="ivan@example.ru")
    maria = people.person("Волкова", "Мария", patronymic="Олеговна", email="maria@example.ru")
    Party.objects.filter(pk=maria.pk).update(sex="female")
    maria.refresh_from_db()
    ivans, marias = people.number(ivan), people.number(maria, "+79161234567")
    horoscope = people.service(ivans, "content-horoscope")
    agreed = ServiceConsent.objects.create(
        number=marias,
        service="content-horoscope",
        given_at=MONDAY - timedelta(days=90),
        channel="wap",
        evidence="click on a mobile page",
    )
    marias_service = people.service(marias, "content-horoscope", consent=agreed)
    return World(
        ivan=ivan,
        ivans_login=login_for(party=ivan, phone=ivans.identifier, at=MONDAY),
        ivans_number=ivans,
        horoscope=horoscope,
        ivans_debits=debits(horoscope, 3),
        maria=maria,
        marias_login=login_for(party=maria, phone=marias.identifier, at=MONDAY),
        marias_number=marias,
        marias_debits=debits(marias_service, 2),
        anna=people.staff(Role.CLAIMS_OFFICER, name="Анна Белова"),
        boris=people.staff(Role.CLAIMS_LEAD, name="Борис Громов"),
        olga=people.staff(Role.REGISTRY, name="Ольга Власова"),
        sergey=people.staff(Role.SUPERVISOR, name="Сергей Лукин"),
        irina=people.staff(Role.AUDITOR, name="Ирина Дроздова"),
        oleg=people.staff(Role.ADMINISTRATOR, name="Олег Зимин"),
        vera=people.staff(Role.CARE_AGENT, name="Вера Котова"),
    )


def debits(service: ConnectedService, how_many: int, price: str = "150") -> list[Charge]:
    return [
        charge(
            account=service.number.account,
            number=service.number,
            kind="paid_service",
            service=service.service,
            amount=roubles(price),
            key=f"{service.pk}:{price}:{day}",
            connected=service,
            at=MONDAY - timedelta(days=30 - day),
        )
        for day in range(how_many)
    ]
