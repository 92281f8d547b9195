"""Filing a question or a fraud report: its own register, desk and clocks."""

import pytest

from kabinet.cases.models import Case
from kabinet.cases.queries import by_status_code, search, timeline_of
from kabinet.cases.queries.checks import verify
from kabinet.documents.actions import store_file
from kabinet.documents.models import StoredFile
from kabinet.inquiries.actions import Asked, file_inquiry
from kabinet.inquiries.models import Inquiry
from kabinet.mailroom.queries import verify_register
from tests.people import MONDAY, number, person
from tests.rooms.cases.matters import MARIA

pytestmark = pytest.mark.django_db


def asked(kind: str = "question", **more) -> Asked:
    told = {
        "kind": kind,
        "channel": "public",
        "claimant": MARIA,
        "topic": "something else",
        "essence": "Почему вырос счёт?\nРаньше было меньше.",
        "reply_by": "email",
        "language": "ru",
    }
    return Asked(**{**told, **more})


def file(kind: str = "question", **more) -> Case:
    case, _code = file_inquiry(asked(kind, **more), by=None, at=MONDAY)
    return case


@pytest.mark.parametrize(
    ("kind", "reference", "desk"),
    [("question", "Q-2026-00001", "care"), ("fraud", "F-2026-00001", "fraud")],
)
def test_each_kind_has_its_register_and_its_desk(kind: str, reference: str, desk: str):
    case = file(kind)

    assert (case.reference, case.desk, case.state) == (reference, desk, "registered")
    assert case.due_at
    assert verify() == verify_register() == []


def test_what_was_written_and_attached_is_kept():
    picture = store_file(upload=b"hello", name="bill.txt", by=None, at=MONDAY)

    file(facts={"when": "2026-11-01"}, attachments=[picture])

    inquiry = Inquiry.objects.get()
    assert inquiry.essence == "Почему вырос счёт?\nРаньше было меньше."
    assert inquiry.facts == {"when": "2026-11-01"}
    assert list(inquiry.attachments.all()) == [picture]


def test_a_known_topic_names_the_matter_else_its_first_line_does():
    assert file(topic="bill").title != "Почему вырос счёт?"
    assert file().title == "Почему вырос счёт?"
    assert len(file(essence="Очень " * 200).title) <= 200


def test_a_subscribers_question_is_counted_where_he_lives():
    ivan = person()
    phone = number(ivan)

    case = file(party=ivan, number=phone, account=phone.account)

    assert (case.party, case.number) == (ivan, phone)
    assert case.zone == "Europe/Moscow"


def test_its_status_opens_with_the_code_and_its_words_are_found():
    case, code = file_inquiry(asked(), by=None, at=MONDAY)

    assert by_status_code(case.reference, code)
    assert search("счет вырос") == [case]
    assert [line.what for line in timeline_of(case)] == ["case.registered"]


def test_when_a_file_cannot_be_attached_nothing_was_filed():
    with pytest.raises(ValueError, match="StoredFile"):
        file(attachments=[StoredFile()])  # never kept

    assert not Case.objects.exists()
    assert not Inquiry.objects.exists()
    assert verify_register() == []
