"""Ivan and Maria, each with a number on an account of his own."""

from collections.abc import Callable
from typing import Any

import pytest

from kabinet.contracts.models import Account
from kabinet.kit.money import Money
from kabinet.numbers.models import Number
from kabinet.payments.actions import post_payment
from kabinet.payments.models import Payment, Source
from tests import people

Post = Callable[..., Payment]


@pytest.fixture
def ivans(db: None) -> Number:
    return people.number(people.person())


@pytest.fixture
def marias(db: None) -> Number:
    return people.number(people.person("Волкова", "Мария"), "+79161234567")


@pytest.fixture
def account(ivans: Number) -> Account:
    return ivans.account


@pytest.fixture
def post(account: Account) -> Post:
    """Pay 500 roubles to Ivan's account, or otherwise as told."""

    def one(external_id: str = "1", kopecks: int = 500_00, **told: Any) -> Payment:
        facts: dict[str, Any] = {
            "source": Source.STATEMENT,
            "account": account,
            "received_at": people.MONDAY,
            "at": people.MONDAY,
        } | told
        return post_payment(external_id=external_id, amount=Money(kopecks), **facts)

    return one
