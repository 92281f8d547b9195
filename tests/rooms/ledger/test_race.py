"""Sixteen writers at once. PostgreSQL only: SQLite has one writer.

The control comes with it: without the lock the same load must lose money. If it does not,
the race never happened, and the test beside it proves nothing.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from threading import Barrier

import pytest
from django.db import connection

from kabinet.kit.errors import Refused
from kabinet.kit.money import Money
from kabinet.ledger import actions
from kabinet.ledger.actions import (
    AlreadyPosted,
    open_account,
    place_hold,
    post_hold,
    release_hold,
    transfer,
)
from kabinet.ledger.models import LedgerAccount, Transfer
from kabinet.ledger.queries import available, balance_of, verify

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WRITERS = 16

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Town:
    """The operator's cash and four people, each with 1000 roubles and no right to a debt."""

    cash: LedgerAccount
    people: tuple[LedgerAccount, ...]

    def everybody(self) -> list[LedgerAccount]:
        return [self.cash, *self.people]


@pytest.fixture
def town(transactional_db: None) -> Town:
    cash = open_account(code="operator:cash")
    people = tuple(open_account(code=f"account:{n}", may_go_below_zero=False) for n in range(4))
    for person in people:
        pay(cash, person, 1000_00, key=f"seed:{person.code}")
    return Town(cash, people)


def pay(payer: LedgerAccount, payee: LedgerAccount, kopecks: int, *, key: str) -> Transfer:
    amount = Money(kopecks)
    return transfer(debit=payer, credit=payee, amount=amount, key=key, code="x", at=MONDAY)


def all_at_once(work: Callable[[int], int]) -> list[int]:
    """Let each writer do its work from the same instant on; give back what each says."""
    gate = Barrier(WRITERS)

    def one(writer: int) -> int:
        try:
            gate.wait()
            return work(writer)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=WRITERS) as writers:
        return list(writers.map(one, range(WRITERS)))


def busy_day(town: Town, *, steps: int) -> Callable[[int], int]:
    """Random payments, freezes, releases and posts between everybody."""

    def work(writer: int) -> int:
        random = Random(writer)  # noqa: S311 - repeatable, not secret
        return sum(_step(town, random, f"{writer}:{step}") for step in range(steps))

    return work


def _step(town: Town, random: Random, key: str) -> int:
    payer, payee = random.sample(town.everybody(), 2)
    kopecks = random.randint(1, 400_00)
    try:
        if random.random() < 0.6:
            pay(payer, payee, kopecks, key=key)
            return 1
        hold = place_hold(account=payer, amount=Money(kopecks), key=key, at=MONDAY)
        if random.random() < 0.5:
            release_hold(hold=hold, at=MONDAY)
        else:
            post_hold(hold=hold, credit=payee, key=key, code="x", at=MONDAY)
    except Refused:
        return 0
    return 2


def naive(*accounts: LedgerAccount) -> list[LedgerAccount]:
    """Read the accounts and lock nothing."""
    wanted = {account.pk for account in accounts}
    return list(LedgerAccount.objects.filter(pk__in=wanted).order_by("pk"))


def test_sixteen_writers_neither_make_nor_lose_a_kopeck(town: Town):
    done = all_at_once(busy_day(town, steps=25))

    assert sum(done) > 200
    assert verify() == []
    assert sum(balance_of(account) for account in town.everybody()) == 0
    assert all(available(person) >= 0 for person in town.people)


def test_without_the_lock_the_same_load_loses_money(town: Town, monkeypatch):
    """The control: a race that does not happen here would not be seen above either."""
    monkeypatch.setattr(actions, "lock", naive)

    def pay_everybody(writer: int) -> int:
        for step in range(10):  # always from cash: opposite payments would only deadlock
            pay(town.cash, town.people[step % 4], 1_00, key=f"{writer}:{step}")
        return 10

    assert sum(all_at_once(pay_everybody)) == 160

    assert verify() != []
    assert sum(balance_of(account) for account in town.everybody()) != 0


def test_of_sixteen_who_want_the_last_money_only_one_gets_it(town: Town):
    person = town.people[0]

    def take_all(writer: int) -> int:
        try:
            pay(person, town.cash, 1000_00, key=f"all:{writer}")
        except Refused:
            return 0
        return 1

    assert sum(all_at_once(take_all)) == 1
    assert balance_of(person) == 0


def test_sixteen_posts_of_one_key_move_money_once(town: Town):
    def post(writer: int) -> int:
        payer, payee = town.people[writer % 4], town.people[(writer + 1) % 4]
        try:
            pay(payer, payee, 1_00, key="the same")
        except AlreadyPosted:
            return 0
        return 1

    assert sum(all_at_once(post)) == 1
    assert Transfer.objects.filter(key="the same").count() == 1
    assert verify() == []
