"""Penalty, interest and fine against a slow oracle that goes day by day with fractions."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings, strategies as st

from kabinet.claims.queries.calculator import court_for, explained, reckoning
from kabinet.claims.rules.calculator import Breach, Rules, interest_on, penalty_for, reckon
from kabinet.kit.money import ZERO, Money
from kabinet.pack.queries import operator_pack

FIRST, LAST = date(2022, 9, 19), date(2027, 12, 31)
DAYS = st.dates(FIRST, LAST)
SUMS = st.integers(1, 10**10).map(Money)


def half_up(exact: Fraction) -> int:
    return (exact + Fraction(1, 2)).__floor__()


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def oracle_interest(principal: int, first: date, last: date) -> int:
    """Add each day's share apart; round where a printed line ends: at a new rate or year."""
    runs: dict[tuple[date, int], Fraction] = {}
    for day in every_day(first, last):
        known = [rate for rate in operator_pack().rates if rate.valid_from <= day]
        if not known:
            continue
        rate = max(known, key=lambda one: one.valid_from)
        leap = (day.year % 4 == 0 and day.year % 100 != 0) or day.year % 400 == 0
        share = Fraction(principal * rate.hundredths, 10000 * (366 if leap else 365))
        run = (rate.valid_from, day.year)
        runs[run] = runs.get(run, Fraction()) + share
    return sum(half_up(run) for run in runs.values())


def oracle_penalty(rule: str, price: int, due: date, until: date) -> int:
    """Add a day's percent again and again; the cap is that of the last day."""
    percent, capped_since = {"services": (3, date(1999, 12, 20)), "goods": (1, date(2026, 2, 1))}[
        rule
    ]
    before = after = Fraction()
    for day in every_day(due + timedelta(days=1), until):
        if rule == "goods" and day < capped_since:
            before += Fraction(price * percent, 100)
        else:
            after += Fraction(price * percent, 100)
    total = half_up(before) + half_up(after)
    return min(total, price) if until >= capped_since else total


@settings(deadline=None, max_examples=60)
@given(SUMS, DAYS, DAYS)
def test_interest_is_what_the_oracle_adds_up(principal: Money, one: date, other: date):
    first, last = sorted([one, other])

    figure = interest_on(principal, first, last, operator_pack().rates)

    assert figure.amount == oracle_interest(principal, first, last)
    printed = [line.values["sum"] for line in figure.lines if "sum" in line.values]
    assert figure.amount == sum(one for one in printed if isinstance(one, int))


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["services", "goods"]), SUMS, DAYS, st.integers(0, 900))
def test_a_penalty_is_what_the_oracle_adds_up(rule: str, price: Money, due: date, days: int):
    until = due + timedelta(days=days)
    breach = Breach(principal=price, price=price, due_on=due, until=until)

    figure = penalty_for(breach, operator_pack().penalty_editions[rule])

    assert figure.amount == oracle_penalty(rule, price, due, until)


@settings(deadline=None, max_examples=60)
@given(SUMS, SUMS, st.integers(0, 10**8).map(Money), DAYS, st.integers(0, 400))
def test_the_figures_stand_apart_and_the_price_holds_no_fine(
    principal: Money, price: Money, moral: Money, due: date, days: int
):
    pack = operator_pack()
    rules = Rules(
        rates=pack.rates,
        penalties=pack.penalty_editions["services"],
        fines=pack.fine_editions["consumer"],
    )
    until = due + timedelta(days=days)

    found = reckon(
        Breach(principal=principal, price=price, due_on=due, until=until, moral_harm=moral), rules
    )

    added = found.penalty.amount or found.interest.amount
    assert found.price.amount == principal + added
    assert found.penalty.amount <= price
    assert found.fine.amount == half_up(Fraction(found.price.amount + moral, 2))
    assert found.moral_harm == moral


def test_a_refused_subscription_of_350_roubles():
    """Filed on 2026-11-23: the ten days end on 2026-12-03; counted up to 2026-12-23."""
    found = reckoning(
        operator_pack().grounds["unconsented_service"],
        "person",
        principal=Money(350_00),
        price=Money(350_00),
        due_on=date(2026, 12, 3),
        until=date(2026, 12, 23),
    )

    assert found.penalty.amount == 210_00  # 350 x 3 % x 20
    assert found.price.amount == 560_00
    assert found.fine.amount == 280_00
    assert court_for("person", found.price.amount, date(2026, 12, 23)).id == "magistrate"
    assert explained(found.penalty.lines, "ru") == [
        "Неустойка: 350,00\xa0руб. × 3 % × 20 дн. (с 04.12.2026 по 23.12.2026) = 210,00\xa0руб."
    ]


def test_the_same_facts_for_120_000_roubles_go_to_another_court():
    found = reckoning(
        operator_pack().grounds["unconsented_service"],
        "person",
        principal=Money(120_000_00),
        price=Money(120_000_00),
        due_on=date(2026, 12, 3),
        until=date(2027, 1, 31),
    )

    assert found.penalty.amount == 120_000_00  # 59 days would be 212 400: capped by the price
    assert found.price.amount == 240_000_00
    assert court_for("person", found.price.amount, date(2027, 1, 31)).id == "district"
    assert "не может быть больше цены" in explained(found.penalty.lines, "ru")[-1]


def test_a_company_has_interest_and_neither_penalty_nor_fine():
    found = reckoning(
        operator_pack().grounds["unjustified_debit"],
        "company",
        principal=Money(100_000_00),
        price=Money(100_000_00),
        due_on=date(2025, 12, 21),
        until=date(2026, 1, 31),
        moral_harm=Money(5_000_00),
    )

    assert found.penalty.amount == found.fine.amount == found.moral_harm == ZERO
    # 10 days of 2025 and 31 of 2026 at 16 %: 438,36 + 1 358,90
    assert found.interest.amount == 1_797_26
    assert found.price.amount == 101_797_26
    assert court_for("company", found.price.amount, date(2026, 1, 31)).id == "commercial"


@pytest.mark.parametrize(("until", "fined"), [(date(2026, 1, 31), True), (date(2026, 2, 1), False)])
@pytest.mark.parametrize("excuse", ["own_fault", "counterparty", "mediation"])
def test_the_exceptions_to_the_fine_hold_from_february_2026(
    until: date, excuse: str, *, fined: bool
):
    found = reckoning(
        operator_pack().grounds["unconsented_service"],
        "person",
        principal=Money(350_00),
        price=Money(350_00),
        due_on=date(2026, 1, 10),
        until=until,
        excuses=[excuse],
    )

    assert bool(found.fine.amount) is fined
    assert explained(found.fine.lines, "en")


def test_a_penalty_for_goods_is_capped_since_february_2026_only():
    def penalty(until: date) -> int:
        found = reckoning(
            operator_pack().grounds["goods_defective"],
            "person",
            principal=Money(30_000_00),
            price=Money(30_000_00),
            due_on=date(2025, 9, 1),
            until=until,
        )
        return int(found.penalty.amount)

    assert penalty(date(2026, 1, 31)) == 45_600_00  # 152 days of 300
    assert penalty(date(2026, 2, 1)) == 30_000_00


def test_rates_beyond_the_checked_table_say_so():
    figure = interest_on(
        Money(100_00), date(2026, 11, 1), date(2026, 11, 30), operator_pack().rates
    )

    assert figure.lines[-1].code == "calc.rate_unchecked"
    assert "18.02.2026" in explained(figure.lines, "ru")[-1]


def test_a_moral_harm_alone_goes_to_the_district_court():
    assert court_for("person", ZERO, date(2026, 12, 1)).id == "district"


def test_a_consumer_pays_a_duty_above_a_million():
    assert court_for("person", Money(1_000_000_00), date(2026, 12, 1)).id == "district"
    above = court_for("person", Money(1_000_000_01), date(2026, 12, 1))
    assert above.id == "district_with_duty"
