"""Prices by date, and what is still sold."""

from datetime import date

import pytest

from kabinet.catalog.queries import (
    amount_of,
    item,
    name_of,
    price_of,
    services_on,
    tariffs_on,
)
from kabinet.kit.money import Money

RISE = date(2026, 9, 1)


def test_a_price_rise_holds_from_its_day():
    before, after = date(2026, 8, 31), RISE

    assert amount_of("tariff-light", before) == Money(39000)
    assert amount_of("tariff-light", after) == Money(45000)


def test_a_price_says_its_period():
    price = price_of("content-horoscope", RISE)

    assert price is not None
    assert (price.amount, price.period) == (1500, "day")


def test_what_was_not_sold_yet_has_no_price():
    assert price_of("tariff-family", date(2024, 1, 31)) is None
    assert item("tariff-family", date(2024, 1, 31)) is None
    with pytest.raises(LookupError, match="tariff-family has no price on 2024-01-31"):
        amount_of("tariff-family", date(2024, 1, 31))


def test_an_archived_tariff_keeps_its_price_but_is_not_offered():
    assert amount_of("tariff-classic", RISE) == Money(31000)
    assert "tariff-classic" not in [one.code for one in tariffs_on(RISE)]
    assert "tariff-classic" in [one.code for one in tariffs_on(date(2021, 12, 31))]


def test_a_name_is_given_in_any_language_and_an_unknown_code_as_it_stands():
    assert name_of("tariff-more", "fr") == "Plus"
    assert name_of("no-such", "fr") == "no-such"
    assert item("no-such") is None


def test_paid_services_ask_for_consent_and_content_names_its_provider():
    for one in services_on(RISE):
        price = price_of(one.code, RISE)
        assert price is not None
        assert one.consent_needed is (price.amount > 0), one.code
        if one.category == "content":
            assert one.provider, one.code


def test_what_the_story_needs_is_sold():
    categories = {one.category for one in tariffs_on(RISE)}

    assert categories == {"mobile", "internet", "tv", "employee"}
    assert sum(one.category == "mobile" for one in tariffs_on(RISE)) >= 6
    assert len(services_on(RISE)) >= 15
