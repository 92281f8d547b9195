"""Any order of any steps: an auditor who keeps his own books agrees after every one of them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from kabinet.kit.errors import Refused
from kabinet.kit.money import Money
from kabinet.ledger.actions import (
    open_account,
    place_hold,
    post_hold,
    release_hold,
    transfer,
)
from kabinet.ledger.models import Hold, LedgerAccount, Transfer
from kabinet.ledger.queries import available, balance_of, verify

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
KEYS = st.sampled_from([f"key-{n}" for n in range(40)])
AMOUNTS = st.sampled_from([1, 2, 99, 100, 12_345, 10**12])


@dataclass
class Auditor:
    """Books kept by somebody else: lists of what moved, added up anew at every question."""

    bounded: set[int] = field(default_factory=set)
    moved: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    holds: dict[str, tuple[int, int]] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    reversed: set[str] = field(default_factory=set)

    def balances(self) -> dict[int, int]:
        total: dict[int, int] = defaultdict(int)
        for payer, payee, amount in self.moved.values():
            total[payer] -= amount
            total[payee] += amount
        return total

    def free(self, account: int) -> int:
        held = [
            amount
            for key, (where, amount) in self.holds.items()
            if where == account and key not in self.ended
        ]
        return self.balances()[account] - sum(held)

    def covers(self, account: int, amount: int) -> bool:
        return account not in self.bounded or self.free(account) >= amount


class Books(RuleBasedStateMachine):
    accounts: Bundle[LedgerAccount] = Bundle("accounts")
    transfers: Bundle[Transfer] = Bundle("transfers")
    holds: Bundle[Hold] = Bundle("holds")

    def __init__(self) -> None:
        super().__init__()
        self.auditor = Auditor()
        self.page = transaction.atomic()
        self.page.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.page.__exit__(None, None, None)

    @initialize(target=accounts)
    def cash(self) -> LedgerAccount:
        return open_account(code="operator:cash")

    @rule(target=accounts)
    def somebody_comes(self) -> LedgerAccount:
        account = open_account(
            code=f"account:{LedgerAccount.objects.count()}", may_go_below_zero=False
        )
        self.auditor.bounded.add(account.pk)
        return account

    @rule(target=transfers, payer=accounts, payee=accounts, amount=AMOUNTS, key=KEYS)
    def pay(self, payer, payee, amount, key):
        expected = (
            payer != payee
            and key not in self.auditor.moved
            and self.auditor.covers(payer.pk, amount)
        )
        try:
            posted = transfer(
                debit=payer, credit=payee, amount=Money(amount), key=key, code="x", at=MONDAY
            )
        except (Refused, ValueError):
            assert not expected
            return transfer_of(key) or self.seed(payer)
        assert expected
        self.auditor.moved[key] = (payer.pk, payee.pk, amount)
        return posted

    def seed(self, account: LedgerAccount) -> Transfer:
        """Pay in from outside, so that there is something to reverse."""
        source = open_account(code=f"outside:{LedgerAccount.objects.count()}")
        key = f"seed-{source.pk}"
        self.auditor.moved[key] = (source.pk, account.pk, 1)
        return transfer(debit=source, credit=account, amount=Money(1), key=key, code="x", at=MONDAY)

    @rule(moved=transfers, key=KEYS)
    def take_back(self, moved, key):
        expected = (
            key not in self.auditor.moved
            and moved.key not in self.auditor.reversed
            and self.auditor.covers(moved.credit_id, moved.amount)
        )
        try:
            transfer(
                debit=moved.credit,
                credit=moved.debit,
                amount=moved.amount,
                key=key,
                code="x",
                at=MONDAY,
                reverses=moved,
            )
        except Refused:
            assert not expected
            return
        assert expected
        self.auditor.reversed.add(moved.key)
        self.auditor.moved[key] = (moved.credit_id, moved.debit_id, int(moved.amount))

    @rule(target=holds, account=accounts, amount=AMOUNTS, key=KEYS)
    def freeze(self, account, amount, key):
        expected = key not in self.auditor.holds and self.auditor.covers(account.pk, amount)
        try:
            hold = place_hold(account=account, amount=Money(amount), key=key, at=MONDAY)
        except Refused:
            assert not expected
            return Hold.objects.filter(key=key).first() or self.frozen_kopeck(account)
        assert expected
        self.auditor.holds[key] = (account.pk, amount)
        return hold

    def frozen_kopeck(self, account: LedgerAccount) -> Hold:
        self.seed(account)
        key = f"kopeck-{Hold.objects.count()}"
        if not self.auditor.covers(account.pk, 1):
            account = open_account(code=f"outside:{LedgerAccount.objects.count()}")
        self.auditor.holds[key] = (account.pk, 1)
        return place_hold(account=account, amount=Money(1), key=key, at=MONDAY)

    @rule(hold=holds)
    def let_go(self, hold):
        expected = hold.key not in self.auditor.ended
        try:
            release_hold(hold=hold, at=MONDAY)
        except Refused:
            assert not expected
            return
        assert expected
        self.auditor.ended.add(hold.key)

    @rule(hold=holds, payee=accounts, key=KEYS)
    def settle(self, hold, payee, key):
        expected = (
            hold.key not in self.auditor.ended
            and hold.account_id != payee.pk
            and key not in self.auditor.moved
        )
        try:
            post_hold(hold=hold, credit=payee, key=key, code="x", at=MONDAY)
        except (Refused, ValueError):
            assert not expected
            return
        assert expected
        self.auditor.ended.add(hold.key)
        self.auditor.moved[key] = (hold.account_id, payee.pk, int(hold.amount))

    @invariant()
    def both_books_agree(self) -> None:
        balances = self.auditor.balances()
        for account in LedgerAccount.objects.all():
            assert balance_of(account) == balances[account.pk]
            assert available(account) == self.auditor.free(account.pk)
        assert sum(balances.values()) == 0
        assert Transfer.objects.count() == len(self.auditor.moved)

    @invariant()
    def the_ledger_proves_itself(self) -> None:
        assert verify() == []


def transfer_of(key: str) -> Transfer | None:
    return Transfer.objects.filter(key=key).first()


@pytest.mark.django_db
def test_no_order_of_steps_makes_or_loses_a_kopeck():
    run_state_machine_as_test(
        Books,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
