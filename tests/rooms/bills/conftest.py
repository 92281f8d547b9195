"""Ivan with two numbers on one account, and Maria with hers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kabinet.access.models import User
from kabinet.bills.actions import charge
from kabinet.bills.models import Charge, ChargeKind
from kabinet.contracts.models import Account, Contract
from kabinet.kit.money import Money
from kabinet.ledger.actions import open_account
from kabinet.numbers.actions import put_on_account
from kabinet.numbers.models import ConnectedService, Number
from kabinet.parties.models import Party
from tests.rooms.bills.moments import MONDAY, SEPTEMBER

Post = Callable[..., Charge]


def account_of(surname: str, name: str, contract: str) -> Account:
    party = Party.objects.create(kind="person", surname=surname, name=name, since=SEPTEMBER)
    signed = Contract.objects.create(
        number=contract, holder=party, signed_on=date(2024, 3, 1), edition="2024"
    )
    return Account.objects.create(
        number=f"2{contract}",
        contract=signed,
        ledger=open_account(code=f"account:2{contract}"),
        region="77",
        opened_on=date(2024, 3, 1),
    )


def login_of(account: Account) -> User:
    return User.objects.create_user(party=account.contract.holder)


def number_on(account: Account, identifier: str) -> Number:
    return put_on_account(account=account, identifier=identifier, tariff="plain", at=SEPTEMBER)


@pytest.fixture
def ivans(db: None) -> Account:
    return account_of("Кузнецов", "Иван", "770001")


@pytest.fixture
def marias(db: None) -> Account:
    return account_of("Лебедева", "Мария", "770002")


@pytest.fixture
def ivan(ivans: Account) -> User:
    return login_of(ivans)


@pytest.fixture
def phone(ivans: Account) -> Number:
    return number_on(ivans, "+79161234567")


@pytest.fixture
def horoscope(phone: Number) -> ConnectedService:
    return ConnectedService.objects.create(
        number=phone,
        service="horoscope",
        connected_at=SEPTEMBER,
        connected_by="partner",
        channel="wap",
        price=Money(20_00),
        period="day",
    )


@pytest.fixture
def post(phone: Number) -> Post:
    """Charge Ivan's phone 20 roubles, or otherwise as told."""

    def one(key: str = "one", kopecks: int = 20_00, **told: Any) -> Charge:
        facts: dict[str, Any] = {
            "account": phone.account,
            "number": phone,
            "kind": ChargeKind.PAID_SERVICE,
            "service": "horoscope",
            "at": MONDAY,
        } | told
        return charge(amount=Money(kopecks), key=key, **facts)

    return one
