"""A passport typed into the public form: masked for everybody, shown once with a record."""

import pytest
from django.test import Client

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.claims.actions import drafts, filing
from kabinet.claims.queries.interview import Address
from kabinet.journal.queries import notes_about
from kabinet.kit import clock
from tests.guards.examples import prove
from tests.people import staff
from tests.rooms.parties.test_erase import whole_database

pytestmark = pytest.mark.django_db
NUMBER = "4611987654"


@pytest.fixture
def case():
    at = clock.now()
    answers = {
        "topic": "contract",
        "service_kind": "mobile",
        "essence": "На меня оформили договор.",
        "full_name": "Петров Пётр Петрович",
        "number": "",
        "reply_by": "email",
        "address": "",
        "phone": "+79161234567",
        "happened_on": "2026-11-20",
        "email": "petr@example.ru",
    }
    draft = drafts.start(
        kind="fraud", owner=None, party=None, answers=answers, charges=[], language="ru", at=at
    )
    drafts.save_answers(draft_id=draft.pk, answers={"passport": NUMBER}, at=at)
    return filing.file_draft(
        draft_id=draft.pk, by=None, address=Address("email", "petr@example.ru"), at=at
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    prove(client, user)
    return client


def test_the_page_of_the_case_shows_two_digits(case):
    page = signed_in(staff(Role.CLAIMS_OFFICER)).get(f"/desk/cases/{case.reference}/")

    assert "•• •• ••••54" in page.content.decode()
    assert NUMBER not in page.content.decode()


def test_it_is_shown_once_with_a_record(case):
    officer = staff(Role.CLAIMS_OFFICER)
    place = f"/desk/cases/{case.reference}/passport/"

    page = signed_in(officer).post(place, {"reason": "inquiry"})

    assert NUMBER in page.content.decode()
    readings = [note for note in notes_about(case) if note.what == "paper.revealed"]
    assert [(one.by, one.is_reading) for one in readings] == [(officer, True)]


def test_without_a_reason_nothing_is_shown_nor_recorded(case):
    place = f"/desk/cases/{case.reference}/passport/"

    answer = signed_in(staff(Role.CLAIMS_OFFICER)).post(place, {})

    assert answer["Location"] == f"/desk/cases/{case.reference}/"
    assert not notes_about(case).filter(what="paper.revealed").exists()


def test_the_care_desk_sees_no_more_than_two_digits(case):
    client = signed_in(staff(Role.CARE_AGENT))

    assert client.post(f"/desk/cases/{case.reference}/passport/", {}).status_code == 403
    assert "/passport/" not in client.get(f"/desk/cases/{case.reference}/").content.decode()


def test_the_number_is_in_no_message_and_no_search(case):
    assert NUMBER not in whole_database()
