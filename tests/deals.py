"""Transfers for tests: parties with money, a request, and all that makes it ready."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.bills.actions import charge
from kabinet.kit.money import Money
from kabinet.ledger import actions as ledger
from kabinet.ledger.models import LedgerAccount
from kabinet.numbers.models import Number
from kabinet.papers.models import Paper
from kabinet.parties.models import Party
from kabinet.showroom.models import Appearance, Visit
from kabinet.transfers.actions import (
    Asked,
    Invited,
    NewParty,
    accept,
    choose_tariffs,
    confirm,
    cut_over,
    name_users,
    prove_phone,
    start,
)
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries import kind_of, parties_of, tariffs_for
from kabinet.transfers.rules.needs import appearing
from tests import people

MONDAY = people.MONDAY
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PHONE = "+79161112233"  # the invited phone, unless a test says another
NEWCOMER = NewParty(
    kind="person",
    surname="Орлова",
    name="Вера",
    sex="female",
    born_on=date(1990, 5, 1),
    address="Москва, ул. Новая, д. 1",
)
NEW_COMPANY = NewParty(
    kind="company", company_name="ООО «Василёк»", inn="7707083893", ogrn="1027700132195"
)
_COMES_AS = {"person": "owner", "sole_trader": "owner", "company": "head"}


@dataclass
class Cast:
    """Who takes part: a company and a person with numbers and money, and our own people."""

    romashka: Party
    pavel: User  # administrator of the company, in its seat
    works: list[Number]
    ivan: Party
    ivans_login: User
    ivans: Number
    maria: Party
    marias_login: User
    marias: Number
    zoya: User  # processing centre
    kirill: User  # showroom
    marta: User  # personal manager


def build(numbers: int = 3) -> Cast:
    romashka = people.company("ООО «Ромашка»", inn="7736050003")
    first = people.number(romashka, "+79140000001")
    works = [
        first,
        *(people.number_on(first.account, f"+7914000{n:04}") for n in range(2, numbers + 1)),
    ]
    ivan, maria = people.person("Сергеев", "Иван"), people.person("Волкова", "Мария")
    ivans, marias = people.number(ivan, "+79141110001"), people.number(maria, "+79142220002")
    return Cast(
        romashka=romashka,
        pavel=people.member(romashka),
        works=works,
        ivan=ivan,
        ivans_login=people.subscriber(ivan, ivans.identifier),
        ivans=ivans,
        maria=maria,
        marias_login=people.subscriber(maria, marias.identifier),
        marias=marias,
        zoya=people.staff(Role.PROCESSING),
        kirill=people.staff(Role.SHOWROOM),
        marta=people.staff(Role.PERSONAL_MANAGER),
    )


def pay_in(to: LedgerAccount, kopecks: int, key: str = "") -> None:
    """Put money on an account of the books."""
    cash = ledger.operator_account("operator:cash")
    ledger.transfer(
        debit=cash,
        credit=to,
        amount=Money(kopecks),
        key=key or f"paid:{to.code}:{kopecks}",
        code="top_up",
        at=MONDAY,
    )


def ask(
    by: User,
    numbers: list[Number],
    kind: str = "company-person",
    receiver: str = "person",
    phone: str = PHONE,
    **more,
) -> Transfer:
    asked = Asked(
        kind=kind,
        receiver_kind=receiver,
        numbers=numbers,
        invited=Invited(phone=phone, name="Вера Орлова"),
        **more,
    )
    return start(asked, by=by, at=TUESDAY, link=lambda token: f"https://example.ru/{token}/")


def agree(transfer: Transfer, new: NewParty | None = NEWCOMER, by: User | None = None) -> Transfer:
    prove_phone(transfer=transfer, at=TUESDAY)
    return accept(transfer=transfer, new=None if by else new, by=by, at=TUESDAY)


def choose(transfer: Transfer, by: User | None = None) -> Transfer:
    """Choose the first tariff for each number, and name a user for each where that is asked."""
    lines = list(transfer.lines.all())
    if offered := tariffs_for(transfer, TUESDAY):
        chosen = {line.pk: offered[0].code for line in lines}
        transfer = choose_tariffs(transfer=transfer, chosen=chosen, by=by, at=TUESDAY)
    if transfer.receiver_kind != "person":
        users = {line.pk: "Котов Павел" for line in lines}
        transfer = name_users(transfer=transfer, users=users, by=by, at=TUESDAY)
    return transfer


def bring_papers(transfer: Transfer, clerk: User) -> None:
    """Have every paper accepted, and its original seen."""
    Paper.objects.filter(case=transfer.case).update(
        state="accepted",
        judged_by=clerk,
        judged_at=TUESDAY,
        original_seen_by=clerk,
        original_seen_at=TUESDAY,
    )


def come(transfer: Transfer, clerk: User) -> None:
    """Have everybody come who must, be seen, and sign."""
    of = parties_of(transfer)
    for one in appearing(kind_of(transfer), of):
        visit = Visit.objects.create(
            case=transfer.case,
            side=one.side,
            office="msk-marks",
            starts_at=TUESDAY,
            booked_at=TUESDAY,
            state="done",
            came_at=TUESDAY,
            ended_at=TUESDAY,
        )
        party_kind = of.giver if one.side == "giver" else of.receiver
        Appearance.objects.create(
            case=transfer.case,
            visit=visit,
            side=one.side,
            who="Тот, кто пришёл",
            capacity=_COMES_AS[party_kind],
            came_at=TUESDAY,
            identity_seen_by=clerk,
            identity_seen_at=TUESDAY,
            signed_at=TUESDAY,
        )


def complete(
    transfer: Transfer, cast: Cast, new: NewParty | None = NEWCOMER, by: User | None = None
) -> Transfer:
    """Do all that stands in the way, but for money."""
    if transfer.accepted_at is None:
        transfer = agree(transfer, new, by)
    transfer = choose(transfer, by)
    if "manager" in kind_of(transfer).steps:
        transfer = confirm(transfer=transfer, by=cast.marta, at=TUESDAY)
    bring_papers(transfer, cast.kirill)
    come(transfer, cast.kirill)
    return transfer


def carry_out(transfer: Transfer, cast: Cast) -> Any:
    """Carry it out; what it filled in is there."""
    return cut_over(transfer=transfer, by=cast.zoya, at=TUESDAY)


def charge_now(number_id: int, kopecks: int, key: str, at: datetime = TUESDAY) -> Any:
    """Charge a number on whatever account it is by now, as billing would."""
    number = Number.objects.select_related("account__ledger", "ledger").get(pk=number_id)
    return charge(
        account=number.account,
        number=number,
        kind="usage",
        service="",
        amount=Money(kopecks),
        key=key,
        at=at,
    )
