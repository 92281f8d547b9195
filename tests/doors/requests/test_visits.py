"""Choosing a showroom and an hour; the visit's own page, its code, its calendar file."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.mailroom.models import Message
from kabinet.showroom.actions import book
from kabinet.showroom.models import Visit
from tests.doors.backoffice.desk import text_of
from tests.doors.requests.conftest import signed_in
from tests.people import MONDAY
from tests.rooms.cases.matters import filed
from tests.rooms.showroom.conftest import OFFICE, TEN

SLOT = TEN.isoformat()
ELEVEN = TEN.replace(hour=11).isoformat()
DAY = urlencode({"office": OFFICE, "day": "2026-11-25"})


def at(case: Case) -> str:
    return f"/my/papers/{case.reference}/visit/"


def by_code(visit: Visit, tail: str = "") -> str:
    return f"/visit/{visit.code}/{tail}"


def choose(client: Client, address: str, slot: str = SLOT, **more: str):
    return client.post(address, {"office": OFFICE, "day": "2026-11-25", "slot": slot, **more})


def test_offices_then_days_then_hours(case: Case, ivans: Client):
    first = text_of(ivans.get(at(case)))
    assert "4 Marksistskaya St" in first
    assert "Show the times" in first

    page = ivans.get(f"{at(case)}?{DAY}").content.decode()
    assert f'value="{SLOT}"' in page
    assert "Both parties come together" in page


def test_a_full_hour_is_not_offered(case: Case, ivans: Client):
    for _ in range(4):
        book(
            case=filed("question"), side="giver", office=OFFICE, starts_at=TEN, actor="x",
            at=MONDAY,
        )  # fmt: skip

    assert f'value="{SLOT}"' not in ivans.get(f"{at(case)}?{DAY}").content.decode()
    refused = choose(ivans, at(case))
    assert refused.status_code == 422
    assert "This time has just been taken" in text_of(refused)


def test_a_booked_visit_has_its_code_qr_and_calendar_and_both_are_told(
    case: Case, ivans: Client, marias: Client
):
    answer = choose(ivans, at(case), together="yes")
    visit = Visit.objects.get()

    assert answer.status_code == 302
    assert (visit.side, visit.starts_at) == ("both", TEN)
    for client in (ivans, marias):
        page = client.get(at(case))
        assert visit.code in text_of(page)
        assert "<svg" in page.content.decode()
        assert "10:00" in text_of(page)
    assert set(Message.objects.values_list("to", flat=True)) == {
        "maria@example.ru",
        case.claimant_email,
    }
    assert all(f"/visit/{visit.code}/" in one.text for one in Message.objects.all())
    calendar = ivans.get(by_code(visit, "visit.ics"))
    assert b"DTSTART:20261125T070000Z" in calendar.content
    assert case.reference.encode() in calendar.content


@pytest.mark.parametrize(
    "slot", ["", "tomorrow", "2026-11-25T10:00", "0001-01-01T00:00:00+00:00", "2026-11-25T03:00Z"]
)
def test_an_hour_that_is_none_is_refused_and_the_day_stays(case: Case, ivans: Client, slot: str):
    answer = choose(ivans, at(case), slot)

    assert answer.status_code == 422
    assert f'value="{SLOT}"' in answer.content.decode()
    assert not Visit.objects.exists()


def test_whoever_holds_the_code_moves_and_cancels_it(visit: Visit, client: Client):
    assert "10:00" in text_of(client.get(by_code(visit)))
    assert client.get(f"{by_code(visit)}?move=yes&{DAY}").status_code == 200

    moved = client.post(by_code(visit), {"office": OFFICE, "slot": ELEVEN, "act": "move"})
    new = Visit.objects.get(state="booked")
    assert moved.status_code == 302
    assert client.get(by_code(visit))["Location"] == by_code(new)

    client.post(by_code(new), {"act": "cancel"})
    new.refresh_from_db()
    assert new.state == "cancelled"
    page = text_of(client.get(by_code(new)))
    assert "Cancelled" in page or "Отменён" in page
    assert "Cancel the visit" not in page


def test_an_unknown_code_is_nowhere_and_guessing_is_stopped(db: None, client: Client):
    answers = [client.get("/visit/zzzzzzzz/").status_code for _ in range(61)]

    assert answers[0] == 404
    assert answers[-1] == 429
    assert client.get("/visit/").status_code == 302


def test_the_code_shows_nobodys_name(visit: Visit, client: Client):
    page = text_of(client.get(by_code(visit)))

    assert "Сергеев" not in page
    assert "Волкова" not in page
    assert "Лебедева" not in page


@pytest.mark.parametrize("language", ["ru", "en", "fr"])
def test_the_pages_are_built_in_a_fixed_number_of_queries(
    case: Case, ivans_login: User, language: str, django_assert_max_num_queries
):
    client = signed_in(ivans_login, language)
    client.get(at(case))

    with django_assert_max_num_queries(12):
        client.get(f"{at(case)}?{DAY}")
