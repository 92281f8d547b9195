"""Warned 30 and 7 days before a power of attorney ends: each reader once, and nobody after."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kabinet.access.rules import CompanyRole
from kabinet.jobs.attorneys import warn_of_ends
from kabinet.mailroom.models import Message
from tests.people import attorney, company, member

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 12, 31)


@pytest.fixture
def romashka():
    return company(email="office@romashka.example")


def live_until(last_day: date, step: timedelta = timedelta(hours=7)) -> list[tuple[str, int]]:
    """Run the job every few hours from 40 days before; tell who was written to and when."""
    at = datetime(2026, 11, 20, 0, 30, tzinfo=ZoneInfo("Europe/Moscow"))
    found = []
    while at.date() <= last_day:
        before = Message.objects.count()
        warn_of_ends({}, at)
        fresh = Message.objects.order_by("pk")[before:]
        found += [(one.to, (LAST_DAY - at.date()).days) for one in fresh]
        at += step
    return found


def test_administrators_and_the_agent_are_warned_once_at_each_distance(romashka):
    member(romashka, email="pavel@romashka.example")
    paper = attorney(romashka, LAST_DAY)
    member(romashka, CompanyRole.FINANCE, email="rita@romashka.example", attorney=paper)

    assert live_until(LAST_DAY + timedelta(days=3)) == [
        ("pavel@romashka.example", 30),
        ("rita@romashka.example", 30),
        ("pavel@romashka.example", 7),
        ("rita@romashka.example", 7),
    ]


def test_without_administrators_the_company_itself_is_written_to(romashka):
    attorney(romashka, LAST_DAY)

    assert live_until(LAST_DAY) == [
        ("office@romashka.example", 30),
        ("office@romashka.example", 7),
    ]


def test_a_worker_that_stood_still_warns_late_but_not_twice(romashka):
    attorney(romashka, LAST_DAY)

    assert live_until(LAST_DAY, step=timedelta(days=19)) == [
        ("office@romashka.example", 22),
        ("office@romashka.example", 3),
    ]


@pytest.mark.parametrize("more", [{"revoked_at": datetime(2026, 11, 1, tzinfo=ZoneInfo("UTC"))}])
def test_nobody_is_warned_of_what_no_longer_holds(romashka, more):
    attorney(romashka, LAST_DAY, **more)

    assert live_until(LAST_DAY) == []


def test_the_notice_names_the_paper_the_person_and_the_day(romashka):
    attorney(romashka, LAST_DAY)
    live_until(LAST_DAY)

    text = Message.objects.earliest("pk").text
    assert "№ 17-Д (Котов Павел Ильич)" in text
    assert "31.12.2026" in text
    assert "ООО «Ромашка»" in text
