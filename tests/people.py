"""A few people and numbers, made by hand: for tests that need no whole world."""

from datetime import UTC, date, datetime

from kabinet.access.actions import create_staff, login_for
from kabinet.access.models import Membership, User
from kabinet.access.queries import seat_in
from kabinet.access.rules import CompanyRole, Role, ScopeKind
from kabinet.contracts.models import Account, Contract
from kabinet.ledger.models import LedgerAccount
from kabinet.numbers.actions.holding import ledger_of
from kabinet.numbers.models import ConnectedService, Number, NumberStay
from kabinet.parties.actions import register_company, register_person
from kabinet.parties.models import Party, PowerOfAttorney

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSWORD = "a long sentence that only Olga knows"


def person(surname: str = "Сергеев", name: str = "Иван", **more) -> Party:
    return register_person(surname=surname, name=name, sex="male", at=MONDAY, **more)


def company(name: str = "ООО «Ромашка»", **more) -> Party:
    return register_company(company_name=name, at=MONDAY, **more)


def staff(*roles: Role, name: str = "Ольга Власова", email: str = "") -> User:
    return create_staff(
        email=email or f"{'-'.join(roles) or 'nobody'}@example.ru",
        name=name,
        roles=roles,
        password=PASSWORD,
        by=None,
        at=MONDAY,
    )


def member(
    of: Party,
    role: CompanyRole = CompanyRole.ADMINISTRATOR,
    *,
    email: str = "",
    attorney: PowerOfAttorney | None = None,
    user: User | None = None,
    **scopes: str,
) -> User:
    """Let somebody act for a company, and seat him; `account="…"`, `number="…"` limit him."""
    user = user or User.objects.create_user(
        PASSWORD, email=email or f"{role}@romashka.example", name="Павел Котов", created_at=MONDAY
    )
    membership = Membership.objects.create(
        user=user, company=of, role=role, attorney=attorney, active_from=MONDAY
    )
    for kind, value in scopes.items():
        membership.scopes.create(kind=ScopeKind(kind), value=value)
    user.seat = seat_in(membership)
    return user


def seat_id(user: User) -> int:
    """Give the membership by which somebody sits."""
    assert user.seat
    return user.seat.membership_id


def attorney(of: Party, until: date = date(2027, 11, 23), **more) -> PowerOfAttorney:
    given = {
        "principal": of,
        "agent_name": "Котов Павел Ильич",
        "number": "17-Д",
        "issued_on": date(2026, 11, 2),
        "valid_from": date(2026, 11, 2),
        "valid_until": until,
        "recorded_at": MONDAY,
    }
    return PowerOfAttorney.objects.create(**(given | more))


def number(holder: Party, identifier: str = "+79143965354", **more) -> Number:
    """Give somebody a number on a contract of its own."""
    ledger = LedgerAccount.objects.create(code=f"account:{identifier}")
    contract = Contract.objects.create(
        number=f"C{identifier}", holder=holder, signed_on=date(2020, 1, 15), edition="2020"
    )
    account = Account.objects.create(
        number=f"A{identifier}",
        contract=contract,
        ledger=ledger,
        region="moscow",
        opened_on=date(2020, 1, 15),
    )
    return number_on(account, identifier, **more)


def number_on(account: Account, identifier: str, **more) -> Number:
    """Put one more number on an account, as if it had been there since January 2020."""
    own = ledger_of(account, identifier)
    facts = {"tariff": "smart", "since": date(2020, 1, 15), **more}
    made = Number.objects.create(identifier=identifier, account=account, ledger=own, **facts)
    since = datetime(2020, 1, 15, tzinfo=UTC)
    NumberStay.objects.create(number=made, account=account, ledger=own, since_at=since)
    return made


def service(on: Number, code: str = "horoscope", price: int = 20_00, **more) -> ConnectedService:
    return ConnectedService.objects.create(
        number=on,
        service=code,
        connected_at=datetime(2026, 6, 1, tzinfo=UTC),
        connected_by="partner",
        channel="ussd",
        price=price,
        period="day",
        **more,
    )


def subscriber(holder: Party, phone: str = "+79143965354") -> User:
    return login_for(party=holder, phone=phone, at=MONDAY)
