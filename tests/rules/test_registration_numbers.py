"""Passports, taxpayers', registration and insurance numbers, banks and their accounts."""

import pytest

from kabinet.kit.registration import (
    is_bic,
    is_correspondent_account,
    is_inn,
    is_inn_of_company,
    is_kpp,
    is_ogrn,
    is_settlement_account,
)
from kabinet.parties.rules import department_code, is_snils, passport_rf


@pytest.mark.parametrize(
    "typed",
    [
        "4509 123456",
        "45 09 123456",
        "4509123456",
        "4509 № 123456",
        "45-09 123456",
        " 4509\u00a0123456 ",
    ],
)
def test_a_passport_is_understood_however_it_is_typed(typed):
    assert passport_rf(typed) == "4509123456"


@pytest.mark.parametrize(
    "typed",
    ["", "450912345", "45091234567", "AB09 123456", "0009 123456", "4509 000000", "٤٥٠٩١٢٣٤٥٦"],
)
def test_what_is_no_passport_is_refused(typed):
    assert passport_rf(typed) is None


def test_the_office_that_issued_a_passport():
    assert department_code("770 001") == department_code("770001") == "770-001"
    assert department_code("77001") is None


@pytest.mark.parametrize("number", ["7740000076", "500100732259"])
def test_a_right_inn(number):
    assert is_inn(number)


@pytest.mark.parametrize(
    "number",
    ["7740000077", "0000000000", "000000000000", "500100732258", "500100732159", "774000007", ""],
)
def test_a_wrong_inn(number):
    assert not is_inn(number)


@pytest.mark.parametrize("number", ["1027700149124", "304500116000157"])
def test_a_right_ogrn(number):
    assert is_ogrn(number)


@pytest.mark.parametrize(
    "number", ["1027700149125", "304500116000158", "0000000000000", "102770014912"]
)
def test_a_wrong_ogrn(number):
    assert not is_ogrn(number)


@pytest.mark.parametrize(
    "number", ["112-233-445 95", "087-654-303 00", "11223344595", "001-001-998 12"]
)
def test_a_right_snils(number):
    assert is_snils(number)


@pytest.mark.parametrize(
    "number", ["112-233-445 96", "000-000-000 00", "1122334459", "112-233-44595x"]
)
def test_a_wrong_snils(number):
    assert not is_snils(number)


def test_a_person_has_no_inn_of_a_company():
    assert is_inn_of_company("7740000076")
    assert not is_inn_of_company("500100732259")


@pytest.mark.parametrize("number", ["770901001", "7709AB001", "997750001"])
def test_a_right_kpp(number):
    assert is_kpp(number)


@pytest.mark.parametrize(
    "number", ["77090100", "7709010011", "7709ab001", "000001001", "", "77А901001"]
)
def test_a_wrong_kpp(number):
    assert not is_kpp(number)


@pytest.mark.parametrize("number", ["044525225", "044525974", "012345678"])
def test_a_right_bic(number):
    assert is_bic(number)


@pytest.mark.parametrize("number", ["04452522", "0445252255", "144525225", "000000000", "SABRRUMM"])
def test_a_wrong_bic(number):
    assert not is_bic(number)


def test_a_settlement_account_belongs_to_its_bank():
    assert is_settlement_account("40702810938000000001", "044525225")


@pytest.mark.parametrize(
    ("number", "bic"),
    [
        ("40702810938000000002", "044525225"),  # a wrong digit
        ("40702810938000000001", "044525974"),  # another bank
        ("4070281093800000000", "044525225"),  # too short
        ("00000000000000000000", "044525000"),
        ("40702810938000000001", "44525225"),
        ("", ""),
    ],
)
def test_a_wrong_settlement_account(number, bic):
    assert not is_settlement_account(number, bic)


def test_every_single_wrong_digit_of_an_account_is_seen():
    right, bic = "40702810938000000001", "044525225"
    for place in range(len(right)):
        for digit in "0123456789":
            typed = right[:place] + digit + right[place + 1 :]
            assert is_settlement_account(typed, bic) is (typed == right)


def test_a_correspondent_account_belongs_to_its_bank():
    assert is_correspondent_account("30101810400000000225", "044525225")


@pytest.mark.parametrize(
    ("number", "bic"),
    [
        ("30101810400000000226", "044525225"),
        ("30101810400000000225", "044525974"),
        ("40702810938000000001", "044525225"),  # a client's, not the bank's own
    ],
)
def test_a_wrong_correspondent_account(number, bic):
    assert not is_correspondent_account(number, bic)
