"""The public status: for whoever has both the reference and the code; nothing personal in it."""

import pytest

from kabinet.cases.actions import open_case
from kabinet.cases.queries import by_status_code
from tests.people import MONDAY
from tests.rooms.cases.matters import MARIA, new

pytestmark = pytest.mark.django_db


def opened() -> tuple[str, str]:
    case, code = open_case(new(), received_at=MONDAY, by=None, at=MONDAY)
    return case.reference, code


def test_both_open_it_however_they_are_typed():
    reference, code = opened()

    assert by_status_code(reference, code)
    assert by_status_code(f" № {reference.replace('-', ' - ')}", f"{code[:4]} - {code[4:]}".upper())


def test_a_wrong_code_and_an_unknown_reference_are_the_same_to_the_asker():
    reference, code = opened()

    assert by_status_code(reference, code[::-1]) is None
    assert by_status_code("2026-99999", code) is None
    assert by_status_code("", "") is None
    assert by_status_code(reference, "") is None


def test_the_code_of_one_case_opens_no_other():
    first, code = opened()
    second, _ = opened()

    assert first != second
    assert by_status_code(second, code) is None


def test_it_tells_the_matter_and_its_terms_but_not_whose():
    status = by_status_code(*opened())

    assert status is not None
    assert (status.kind, status.state, len(status.clocks)) == ("claim", "registered", 4)
    told = str(vars(status))
    for personal in (MARIA.name, "Лебедева", MARIA.email, MARIA.phone):
        assert personal not in told


@pytest.mark.parametrize("typed", ["2026-00001'--", "\0", "Q-2026-1"])
def test_strange_references_open_nothing(typed: str):
    _, code = opened()

    assert by_status_code(typed, code) is None


def test_asking_costs_the_same_whether_the_case_is_there(django_assert_num_queries):
    reference, code = opened()

    with django_assert_num_queries(1):
        by_status_code("2026-99999", code)
    with django_assert_num_queries(1):
        by_status_code(reference, "wrong")
