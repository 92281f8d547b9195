"""Phone numbers as people type them, and whose range they lie in."""

from datetime import date

import pytest

from kabinet.numbers.rules import normalize, operator_by_range
from kabinet.pack.formats import NumberRange

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed",
    [
        "9143965354",
        "89143965354",
        "8 (914) 396-53-54",
        "+79143965354",
        "+7 914 396 53 54",
        "8-914-3965354",
    ],
)
def test_one_number_however_it_is_typed(typed):
    assert normalize(typed) == "+79143965354"


@pytest.mark.parametrize(
    "typed",
    ["", "914396535", "0890", "112", "abc", "8 914 396 53 54 доб. 2", "+7914396535400", "+7 914"],
)
def test_what_is_no_phone_number(typed):
    assert normalize(typed) is None


def test_a_neighbour_under_the_same_plus_seven_is_understood():
    assert normalize("+77011234567") == "+77011234567"


def block(first: str, last: str, operator: str, since: date = date.min) -> NumberRange:
    return NumberRange(first=first, last=last, operator=operator, region="x", since=since)


RANGES = [
    block("+79100000000", "+79199999999", "ours"),
    block("+79200000000", "+79204999999", "theirs"),
    block("+79205000000", "+79209999999", "ours", since=date(2027, 1, 1)),
]


@pytest.mark.parametrize(
    ("identifier", "operator"),
    [
        ("+79100000000", "ours"),
        ("+79199999999", "ours"),
        ("+79200000000", "theirs"),
        ("+79099999999", None),
        ("+79205000000", None),  # not given out yet
        ("+7910000000", None),
        ("+791000000000", None),
        ("+79300000000", None),
    ],
)
def test_the_operator_is_read_from_the_table_of_ranges(identifier, operator):
    assert operator_by_range(identifier, DAY, RANGES) == operator


def test_an_empty_table_knows_nobody():
    assert operator_by_range("+79100000000", DAY, []) is None
