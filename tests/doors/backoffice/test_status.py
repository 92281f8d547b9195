"""An agent on the phone: one look, one sentence."""

import pytest

from tests.doors.backoffice.desk import text_of

STATUS = "/desk/status/"


def test_a_claim_is_found_and_said_in_every_language(world, desk, case):
    told = text_of(desk(world.vera).get(STATUS, {"number": "89161234567", "reference": "2026 1"}))

    assert case.reference in told
    assert "Претензия номер 1 за 2026 год." in told
    assert "Claim number 1 of 2026." in told
    assert "Réclamation numéro 1 de 2026." in told
    assert "Open the case" in told


def test_without_a_reference_the_open_matters_of_the_number_are_shown(world, desk, case):
    assert case.reference in text_of(desk(world.vera).get(STATUS, {"number": "89161234567"}))


@pytest.mark.parametrize(
    ("said", "code", "told"),
    [
        ({"number": "89143965354", "reference": "2026-1"}, 200, "Nothing was found"),
        ({"number": "89161234567", "reference": "чепуха"}, 200, "Nothing was found"),
        ({"number": "чепуха"}, 422, "number"),
    ],
)
def test_what_is_not_there_is_told(world, desk, case, said, code, told):
    page = desk(world.vera).get(STATUS, said)

    assert page.status_code == code
    assert told in text_of(page)
    assert "Maria" not in text_of(page)


def test_the_page_costs_the_same_for_many(world, desk, case, django_assert_max_num_queries):
    vera = desk(world.vera)

    with django_assert_max_num_queries(10):
        vera.get(STATUS, {"number": "89161234567"})
