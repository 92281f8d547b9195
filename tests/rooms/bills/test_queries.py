"""Reading charges: one's own, page by page, month by month."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kabinet.access.models import User
from kabinet.bills.queries import (
    PAGE,
    latest,
    months_of,
    page_of,
    services_with_debits,
    visible_to,
)
from tests.rooms.bills.conftest import login_of, number_on
from tests.rooms.bills.moments import MONDAY, SEPTEMBER, TUESDAY


def test_a_stranger_sees_no_charge(post, marias, ivan):
    post()

    assert not visible_to(login_of(marias)).exists()
    assert not visible_to(User.objects.create_user()).exists()
    assert visible_to(ivan).count() == 1


def test_staff_who_hold_a_number_do_not_see_charges_as_staff(post, ivan):
    post()
    ivan.is_staff, ivan.email = True, "ivan@operator.example"

    assert not visible_to(ivan).exists()


def test_the_latest_come_first(post, ivan):
    old, new = post(key="old", at=SEPTEMBER), post(key="new", at=TUESDAY)

    assert latest(ivan, 5) == [new, old]
    assert latest(ivan, 1) == [new]


def test_pages_follow_each_other_without_gap_or_repeat_even_at_one_instant(post, ivan):
    made = [post(key=str(n), at=MONDAY) for n in range(PAGE + 3)]
    first = page_of(ivan)
    second = page_of(ivan, after=first.older)

    assert [*first.charges, *second.charges] == made[::-1]
    assert (bool(first.older), second.older) == (True, "")


@pytest.mark.parametrize("typed", ["", "2026", "yesterday_7", "2026-11-23_x", "_"])
def test_a_mark_that_means_nothing_gives_the_first_page(post, ivan, typed):
    made = post()

    assert list(page_of(ivan, after=typed).charges) == [made]


def test_a_page_can_be_of_one_number_or_of_one_month(post, ivan, ivans):
    second = number_on(ivans, "+79160000002")
    here = post(key="here")
    there = post(key="there", number=second)
    old = post(key="old", at=SEPTEMBER)

    assert list(page_of(ivan, number=second).charges) == [there]
    assert list(page_of(ivan, month="2026-09").charges) == [old]
    assert list(page_of(ivan, month="2026-11").charges) == [there, here]


def test_a_month_is_the_operators_month(post, ivan):
    last_minute = datetime(2026, 10, 31, 20, 59, tzinfo=UTC)  # 23:59 in Moscow
    october = post(key="october", at=last_minute)
    november = post(key="november", at=last_minute + timedelta(minutes=1))

    assert list(page_of(ivan, month="2026-10").charges) == [october]
    assert list(page_of(ivan, month="2026-11").charges) == [november]


def test_months_are_added_up_newest_first(post, ivan):
    post(key="old", at=SEPTEMBER)
    post(key="one", kopecks=5_00)
    post(key="two", kopecks=7_00)

    found = [(one.month.month, one.total, one.count) for one in months_of(ivan)]

    assert found == [(11, 12_00, 2), (9, 20_00, 1)]


def test_a_service_shows_what_it_has_cost_so_far(post, phone, horoscope):
    post(key="one", connected=horoscope, at=MONDAY)
    post(key="two", connected=horoscope, at=TUESDAY)

    shown: Any = services_with_debits(phone).get()

    assert (shown.debited, shown.back, shown.last_debit_at) == (40_00, 0, TUESDAY)
