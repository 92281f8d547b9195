"""Passports, taxpayers', registration and insurance numbers."""

import pytest

from kabinet.parties.rules import department_code, is_inn, is_ogrn, is_snils, passport_rf


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
