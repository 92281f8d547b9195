"""Who the operator is, and where to find him."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from kabinet.pack.formats import Hotline, Office, Operator, say
from kabinet.pack.queries import operator_pack


def operator() -> Operator:
    return operator_pack().operator


def operator_data() -> dict[str, str]:
    """Name the operator as every letter does."""
    ours = operator()
    return {
        "legal_name": ours.legal_name,
        "legal_name_genitive": ours.legal_name_genitive or ours.legal_name,
        "director_dative": ours.director_post["dative"],
        "address": ours.address,
        "city": ours.city,
        "inn": ours.inn,
        "ogrn": ours.ogrn,
    }


def office_zone() -> ZoneInfo:
    return ZoneInfo(str(operator_pack().setting("office.zone")))


def office_day(at: datetime) -> date:
    """Tell which day a moment is at the registering office: the day that papers bear."""
    return at.astimezone(office_zone()).date()


def hotlines() -> tuple[Hotline, ...]:
    return operator_pack().hotlines


def office(code: str) -> Office | None:
    return next((one for one in operator_pack().offices if one.code == code), None)


def offices_in(town: str | None = None, service: str | None = None) -> list[Office]:
    """List the offices of a town (its name in any language) that offer a service; by town."""
    found = [
        one
        for one in operator_pack().offices
        if (not town or is_town(one, town)) and (not service or service in one.services)
    ]
    return sorted(found, key=lambda one: (say(one.town, "ru"), say(one.address, "ru")))


def is_town(one: Office, typed: str) -> bool:
    wanted = typed.strip().casefold()
    return any(name.casefold() == wanted for name in one.town.values())


def named_offices(language: str) -> list[tuple[str, str]]:
    """List every office by town and address, for a choice: its code, and what it is called."""
    named = ((one.code, f"{say(one.town, language)}, {say(one.address, language)}")
             for one in operator_pack().offices)  # fmt: skip
    return sorted(named, key=lambda pair: pair[1])


def towns(language: str = "ru") -> list[str]:
    """List the towns with an office, as they are called in a language."""
    return sorted({say(one.town, language) for one in operator_pack().offices})


def services(language: str = "ru") -> list[tuple[str, str]]:
    """List what one may come for: code and name, by name."""
    codes = {code for one in operator_pack().offices for code in one.services}
    return sorted(
        ((code, name_of_service(code, language)) for code in codes), key=lambda pair: pair[1]
    )


def name_of_service(code: str, language: str) -> str:
    return operator_pack().text(f"office.service.{code}", language)
