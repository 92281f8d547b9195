"""What a company says of itself, and which of it cannot be right."""

import pytest

from kabinet.applications.rules import tidy, wrong_in
from tests.rooms.applications.applied import DIGITS

TRADER = {"inn": "500100732259", "kpp": "", "ogrn": "304500116000157"}


@pytest.mark.parametrize("changed", [{}, TRADER])
def test_a_company_and_a_sole_trader_may_be_right(changed):
    assert wrong_in(DIGITS | changed) == []


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"inn": "7707083894"}, ["inn"]),
        ({"inn": "0000000000"}, ["inn"]),
        ({"kpp": ""}, ["kpp"]),
        ({"kpp": "77070100"}, ["kpp"]),
        ({"ogrn": "1027700132196"}, ["ogrn"]),
        ({"ogrn": "304500116000157"}, ["ogrn"]),  # a sole trader's
        (TRADER | {"kpp": "770701001"}, ["kpp"]),
        (TRADER | {"ogrn": "1027700132195"}, ["ogrn"]),
        ({"bic": "44525225"}, ["bic", "account", "correspondent"]),
        ({"bic": "044525974"}, ["account", "correspondent"]),
        ({"account": "40702810938000000002"}, ["account"]),
        ({"correspondent": "30101810400000000226"}, ["correspondent"]),
        (dict.fromkeys(DIGITS, ""), ["inn", "ogrn", "bic", "account", "correspondent"]),
    ],
)
def test_what_cannot_be_right_is_named(changed, wrong):
    found = wrong_in(DIGITS | changed)

    assert [
        str(one) for one in found if one != "kpp" or "inn" in changed or "kpp" in wrong
    ] == wrong


@pytest.mark.parametrize("typed", ["7707 083 893", "7707-083-893", "\u00a07707083893\n"])
def test_digits_are_read_however_they_are_grouped(typed):
    assert tidy(typed) == "7707083893"
