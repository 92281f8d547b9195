"""Money is whole kopecks and stays so."""

import pytest

from kabinet.kit.money import Money


def test_a_sum_of_money_is_money():
    assert repr(Money(10) + Money(5) * 3 - 1) == "Money(24)"


@pytest.mark.parametrize("wrong", [0.1, "1", True, None])
def test_nothing_but_whole_numbers_gets_in(wrong):
    with pytest.raises(TypeError):
        Money(wrong)
    with pytest.raises(TypeError):
        Money(1) + wrong


def test_a_debt_reads_as_one():
    assert str(Money(-1234_05)) == "-1234.05"
    assert (Money(-1234_05).roubles, Money(-1234_05).kopecks) == (-1234, 5)
