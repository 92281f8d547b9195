"""A party becomes known to us."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.kit.registration import is_inn, is_ogrn
from kabinet.parties.actions.who import Actor, as_login, require_own
from kabinet.parties.models import Kind, Party, PersonKey
from kabinet.parties.sealing import new_key


class BadRegistration(Refused):
    """A taxpayer's or registration number with a wrong check digit."""

    sentence = _("The registration number has a wrong check digit. Type it again from the paper.")


@transaction.atomic
def register_person(  # noqa: PLR0913 - the lines of a paper form
    *,
    surname: str,
    name: str,
    at: datetime,
    patronymic: str = "",
    sex: str = "",
    born_on: date | None = None,
    address: str = "",
    email: str = "",
    phone: str = "",
    language: str = "ru",
    kind: str = Kind.PERSON,
    inn: str = "",
    ogrn: str = "",
    by: Actor | None = None,
) -> Party:
    """Write down a person, or a sole trader, and make the key that will seal his papers.

    Raises BadRegistration.
    """
    _check(inn, ogrn)
    party = Party.objects.create(
        kind=kind,
        surname=surname,
        name=name,
        patronymic=patronymic,
        sex=sex,
        born_on=born_on,
        address=address,
        email=email,
        phone=phone,
        language=language,
        inn=inn,
        ogrn=ogrn,
        since=at,
    )
    key = new_key(party.pk)
    PersonKey.objects.create(party=party, wrapped=key.blob, key_id=key.key_id)
    note(what="party.registered", about=party, at=at, by=as_login(by), data={"kind": kind})
    return party


@transaction.atomic
def register_company(
    *,
    company_name: str,
    at: datetime,
    inn: str = "",
    ogrn: str = "",
    address: str = "",
    email: str = "",
    phone: str = "",
    language: str = "ru",
    by: Actor | None = None,
) -> Party:
    """Write down a company. Raises BadRegistration."""
    _check(inn, ogrn)
    party = Party.objects.create(
        kind=Kind.COMPANY,
        company_name=company_name,
        inn=inn,
        ogrn=ogrn,
        address=address,
        email=email,
        phone=phone,
        language=language,
        since=at,
    )
    data = {"kind": str(Kind.COMPANY)}
    note(what="party.registered", about=party, at=at, by=as_login(by), data=data)
    return party


@transaction.atomic
def correct_contacts(
    *, party: Party, by: Actor, at: datetime, address: str, email: str, phone: str
) -> Party:
    """Put one's own address, mailbox and phone right (152-FZ art. 14).

    Raises NotPermitted.
    """
    require_own(by, party)
    party.address, party.email, party.phone = address, email, phone
    party.save(update_fields=["address", "email", "phone"])
    note(what="party.corrected", about=party, at=at, by=as_login(by), public=True)
    return party


def _check(inn: str, ogrn: str) -> None:
    if (inn and not is_inn(inn)) or (ogrn and not is_ogrn(ogrn)):
        raise BadRegistration
