"""A state machine over transfers, payments, holds, charges, cancellations and power cuts.

The auditor keeps his own books and knows nothing of the rooms. After each step he compares to the
kopeck what each number should hold, who should have it, and which fees were taken.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kabinet.bills.models import Charge
from kabinet.kit.errors import Refused
from kabinet.kit.money import Money
from kabinet.ledger import queries as ledger
from kabinet.ledger.actions import place_hold, release_hold
from kabinet.ledger.models import Hold
from kabinet.numbers.models import Number, NumberStay
from kabinet.transfers.actions import cut_over, withdraw
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries import verify
from tests import deals
from tests.deals import TUESDAY

FEE = 35_40
NUMBERS = 2
PHONES = [f"+7916111220{n}" for n in range(NUMBERS)]
which = st.integers(0, NUMBERS - 1)
kopecks = st.integers(1, 90_00)


class PowerCut(Exception):
    """The machine stops in the middle."""


@dataclass
class Books:
    """What the auditor believes: kopecks by number, who holds it, what is frozen, fees taken."""

    money: dict[str, int] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    fees: int = 0


class Town(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block._from_testcase = True  # type: ignore[attr-defined] # noqa: SLF001 - as TestCase does
        self.block.__enter__()
        self.books, self.step, self.live = Books(), 0, dict[int, Transfer]()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.cast = deals.build(NUMBERS)
        for number in self.cast.works:
            self.books.money[number.identifier] = 0
            self.books.owner[number.identifier] = "ООО «Ромашка»"
            self.books.held[number.identifier] = 0
        self.ask(0)
        self.ask(1)

    def number(self, place: int) -> Number:
        pk = self.cast.works[place].pk
        return Number.objects.select_related("account__ledger", "ledger").get(pk=pk)

    def key(self) -> str:
        self.step += 1
        return f"step:{self.step}"

    @rule(place=which, amount=kopecks)
    def pay(self, place: int, amount: int) -> None:
        number = self.number(place)
        deals.pay_in(number.ledger, amount, self.key())
        self.books.money[number.identifier] += amount

    @rule(place=which, amount=kopecks)
    def charge(self, place: int, amount: int) -> None:
        number = self.number(place)
        deals.charge_now(number.pk, amount, self.key())
        self.books.money[number.identifier] -= amount

    @rule(place=which, amount=kopecks)
    def dispute(self, place: int, amount: int) -> None:
        number = self.number(place)
        place_hold(account=number.ledger, amount=Money(amount), key=self.key(), at=TUESDAY)
        self.books.held[number.identifier] += amount

    @rule(place=which)
    def decide(self, place: int) -> None:
        number = self.number(place)
        for hold in Hold.objects.filter(account=number.ledger, ended_at=None):
            release_hold(hold=hold, at=TUESDAY)
            self.books.held[number.identifier] -= hold.amount

    @rule(place=which)
    def ask_again(self, place: int) -> None:
        self.ask(place)

    def ask(self, place: int) -> None:
        number = self.number(place)
        if place in self.live or self.books.owner[number.identifier] != "ООО «Ромашка»":
            return
        asked = deals.ask(self.cast.pavel, [number], phone=PHONES[place])
        self.live[place] = deals.complete(asked, self.cast)

    @precondition(lambda self: bool(self.live))
    @rule(place=which)
    def take_back(self, place: int) -> None:
        if place in self.live:
            withdraw(transfer=self.live.pop(place), side="giver", by=self.cast.pavel, at=TUESDAY)

    @precondition(lambda self: bool(self.live))
    @rule(place=which, stops=st.booleans())
    def carry_out(self, place: int, stops: bool) -> None:  # noqa: FBT001 - hypothesis calls it
        if place not in self.live:
            return
        number = self.number(place)
        allowed = self._may_go(number.identifier)
        with self._or_nothing(allowed and not stops):
            self._act(self.live[place], stops=stops)
        if allowed and not stops:
            self.live.pop(place)
            self.books.money[number.identifier] -= FEE
            self.books.owner[number.identifier] = "Орлова Вера"
            self.books.fees += 1

    def _may_go(self, identifier: str) -> bool:
        """Judge by the auditor's books alone: no debt anywhere, nothing frozen, the fee covered."""
        theirs = [one for one, who in self.books.owner.items() if who == "ООО «Ромашка»"]
        is_clear = all(self.books.money[one] >= 0 for one in theirs)
        is_free = self.books.held[identifier] == 0
        return is_clear and is_free and self.books.money[identifier] >= FEE

    @contextmanager
    def _or_nothing(self, is_expected: bool) -> Iterator[None]:  # noqa: FBT001 - a fact, not a switch
        try:
            yield
        except (Refused, PowerCut):
            assert not is_expected, "the auditor saw nothing in the way"
        else:
            assert is_expected, "the auditor would have refused it"

    @transaction.atomic
    def _act(self, transfer: Transfer, *, stops: bool) -> Any:
        done = cut_over(transfer=transfer, by=self.cast.zoya, at=TUESDAY)
        if stops:
            raise PowerCut
        return done

    @invariant()
    def the_books_agree_to_the_kopeck(self) -> None:
        for number in Number.objects.filter(identifier__in=self.books.money).select_related(
            "ledger", "account__contract__holder"
        ):
            assert number.ledger.balance == self.books.money[number.identifier]
            assert number.ledger.held == self.books.held[number.identifier]
            assert number.account.contract.holder.full_name == self.books.owner[number.identifier]

    @invariant()
    def nobody_has_two_owners_and_no_fee_is_taken_twice(self) -> None:
        assert NumberStay.objects.filter(until_at=None).count() == Number.objects.count()
        fees = Charge.objects.filter(service="number-transfer")
        assert fees.count() == self.books.fees
        assert all(one.amount == FEE for one in fees)

    @invariant()
    def all_checks_hold(self) -> None:
        assert (verify(), ledger.verify()) == ([], [])


Town.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=12,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.django_db
class TestTown(Town.TestCase):  # type: ignore[misc, valid-type] # made at run time
    """Walk about the town."""
