"""The sum of a decision follows from its outcome."""

import pytest
from hypothesis import given, strategies as st

from kabinet.claims.rules.decision import faults, needs_second_signature, spread
from kabinet.kit.money import Money


@pytest.mark.parametrize(
    ("outcome", "amount", "reasons", "wrong"),
    [
        ("upheld", 500, "", []),
        ("upheld", 499, "", ["not_the_whole_sum"]),
        ("upheld", 501, "", ["more_than_claimed"]),
        ("partly", 1, "why", []),
        ("partly", 499, "why", []),
        ("partly", 0, "why", ["not_a_part"]),
        ("partly", 500, "why", ["not_a_part"]),
        ("partly", 500, " ", ["reasons_missing", "not_a_part"]),
        ("refused", 0, "why", []),
        ("refused", 1, "", ["reasons_missing", "sum_without_upholding"]),
    ],
)
def test_every_fault_is_told_at_once(outcome, amount, reasons, wrong):
    found = faults(outcome=outcome, amount=Money(amount), claimed=Money(500), reasons=reasons)
    assert found == wrong


def test_a_claim_without_a_sum_may_be_upheld_in_part():
    assert faults(outcome="partly", amount=Money(0), claimed=Money(0), reasons="why") == []


def test_a_second_signature_is_asked_only_above_the_sum():
    assert not needs_second_signature(Money(3000_00), Money(3000_00))
    assert needs_second_signature(Money(3000_01), Money(3000_00))


@given(
    st.integers(0, 10_000),
    st.lists(st.integers(0, 3_000), max_size=8),
)
def test_a_sum_laid_over_debits_is_neither_lost_nor_above_any(amount, left):
    refundable = [(number, Money(most)) for number, most in enumerate(left)]
    parts = spread(Money(amount), refundable)

    assert sum(part for _, part in parts) == min(amount, sum(left))
    assert all(0 < part <= left[number] for number, part in parts)
