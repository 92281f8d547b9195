"""Whose a payment is, by its words; and the code that a bank's app reads."""

import pytest

from kabinet.payments.rules.matching import Found, Match, Why, decide, named_in
from kabinet.payments.rules.paycode import payment_code


@pytest.mark.parametrize(
    "purpose",
    [
        "за +79143965354",
        "Оплата 8 (914) 396-53-54, без НДС",
        "тел.9143965354",
        "7 914 396 53 54",
        "номер 8-914-396-53-54.",
    ],
)
def test_a_phone_number_is_found_however_it_is_written(purpose):
    assert named_in(purpose).phones == {"+79143965354"}


@pytest.mark.parametrize("purpose", ["л/с 277000012345", "счет №277000012345.", "(277000012345)"])
def test_an_account_is_found_among_the_words(purpose):
    assert "277000012345" in named_in(purpose).words


def test_a_longer_number_hides_no_phone():
    assert named_in("УИН 18810177191143965354012").phones == set()


@pytest.mark.parametrize(
    ("found", "decided"),
    [
        (Found(accounts={1}), Match(1)),
        (Found(numbers={7: 1}), Match(1, 7)),
        (Found(accounts={1}, numbers={7: 1}), Match(1, 7)),
        (Found(accounts={1}, numbers={7: 1, 8: 1}), Match(1)),  # two numbers of one account
        (Found(accounts={1, 2}), Why.SEVERAL),
        (Found(accounts={1}, numbers={7: 2}), Why.SEVERAL),
        (Found(numbers={7: 1, 8: 2}), Why.SEVERAL),
        (Found(of_payer={3}), Match(3)),
        (Found(accounts={1}, of_payer={3}), Match(1)),  # he pays for another
        (Found(of_payer={3, 4}), Why.SEVERAL_OF_PAYER),
        (Found(), Why.UNKNOWN),
        (Found(accounts={9}), Why.CLOSED),
    ],
)
def test_one_place_is_credited_and_a_doubt_is_for_a_person(found, decided):
    assert decide(found, closed={9}) == decided


def test_a_payment_code_is_what_the_standard_says():
    code = payment_code(
        {"Name": "ПАО «Связь»", "PersonalAcc": "40702810938000000001", "Sum": "50050", "KPP": ""}
    )

    assert code == "ST00012|Name=ПАО «Связь»|PersonalAcc=40702810938000000001|Sum=50050"


def test_a_payment_code_parts_its_fields_by_what_none_of_them_holds():
    assert payment_code({"Purpose": "a|b", "Name": "c"}) == "ST00012~Purpose=a|b~Name=c"
    assert payment_code({"Purpose": "|~^;"}) == "ST00012|Purpose= ~^;"


def test_a_payment_code_cuts_what_is_too_long():
    assert payment_code({"Purpose": "x" * 300}) == f"ST00012|Purpose={'x' * 210}"
