"""Finding an office by town and by what one comes for."""

import pytest

from kabinet.offices.queries import (
    hotlines,
    name_of_service,
    office,
    offices_in,
    operator,
    services,
    towns,
)


@pytest.mark.parametrize("typed", ["Чита", "чита ", "Chita", "TCHITA"])
def test_a_town_is_found_by_its_name_in_any_language(typed: str):
    assert [one.code for one in offices_in(typed)] == ["chita"]


def test_an_unknown_town_has_no_offices():
    assert offices_in("Atlantis") == []


def test_offices_are_narrowed_by_what_one_comes_for():
    everywhere = offices_in(service="business")

    assert everywhere
    assert all("business" in one.services for one in everywhere)
    assert len(offices_in("Москва")) > len(offices_in("Москва", "business")) > 0


def test_all_towns_are_listed_in_the_readers_language():
    assert len(towns()) >= 10
    assert "Saint Petersburg" in towns("en")
    assert towns("fr") == sorted(towns("fr"))


def test_every_office_has_what_a_letter_to_its_manager_needs():
    for one in offices_in():
        assert one.postal_address["ru"].startswith(one.postcode)
        assert one.manager_post["dative"] == "Руководителю офиса обслуживания"
        assert one.hours["fr"]


def test_every_service_of_an_office_has_its_name():
    assert ("claims", "Hand in a claim on paper") in services("en")
    assert name_of_service("sim", "ru") == "Замена сим-карты"


def test_an_office_is_known_by_its_code():
    assert office("chita") is not None
    assert office("moon") is None


def test_the_operator_and_its_hotlines_are_the_packs():
    assert operator().id == "mts"
    assert len(hotlines()) == 3
