"""The same day gives the same world; another day gives the same stories."""

from datetime import date, datetime, timedelta

import pytest

from kabinet.demo.world.charges import of_service
from kabinet.demo.world.days import Days, dice
from kabinet.demo.world.goods import goods
from kabinet.demo.world.names import people
from kabinet.demo.world.people import inn, ogrn
from kabinet.demo.world.stories import NEVER_ORDERED_SINCE
from kabinet.kit.money import Money
from kabinet.kit.registration import is_inn, is_ogrn
from kabinet.numbers.models import ConnectedService, Number

MOSCOW = "Europe/Moscow"
YEAR = [date(2026, 11, 24) + timedelta(days=n) for n in range(0, 400, 7)]


def monthly(days: Days, connected_at: datetime) -> ConnectedService:
    shop = goods(days)
    item = shop.content_by("month")
    return ConnectedService(
        number=Number(identifier="+79160000000"),
        service=item.code,
        connected_at=connected_at,
        price=Money(item.prices[-1].amount),
        period="month",
    )


def test_chance_is_the_same_for_the_same_thing_and_another_for_another():
    assert dice("a", 1).random() == dice("a", 1).random()
    assert dice("a", 1).random() != dice("a", 2).random()


@pytest.mark.parametrize("today", YEAR)
def test_on_whatever_day_it_starts_a_monthly_service_was_debited_three_times(today):
    days = Days(today, MOSCOW)
    unwanted = monthly(days, days.ago(NEVER_ORDERED_SINCE, "19:47"))

    debits = list(of_service(unwanted, goods(days)))

    assert len(debits) == 3
    assert debits[0].at == unwanted.connected_at
    assert all(one.at < days.at(today, "00:00") for one in debits)


@pytest.mark.parametrize("today", YEAR[::4])
def test_on_whatever_day_it_starts_some_fee_rises(today):
    days = Days(today, MOSCOW)
    shop = goods(days)

    def risen(code: str) -> bool:
        return shop.amount(code, days.first) < shop.amount(code, today - timedelta(days=1))

    assert any(risen(one.code) for one in shop.tariffs)
    assert risen(shop.of_persons[0].code)


def test_a_month_has_its_last_days_too():
    days = Days(date(2027, 3, 1), MOSCOW)

    assert days.month(0) == date(2027, 3, 1)
    assert days.month(3) == date(2026, 12, 1)
    assert days.monthly(date(2026, 12, 31), days.today) == [
        date(2026, 12, 31), date(2027, 1, 28), date(2027, 2, 28),
    ]  # fmt: skip


def test_names_are_forty_and_each_stands_once():
    names = people()

    assert len({one.full for one in names}) == 40
    assert len({one.surname for one in names}) == 40


def test_check_digits_are_put_right():
    assert is_inn(inn("770812345"))
    assert is_ogrn(ogrn("102770012345"))
