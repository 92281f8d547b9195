"""Answering a question: once, by those whose desk it is; the answer goes out in that commit."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.cases.actions import close_case
from kabinet.cases.actions.handling import NothingSaid
from kabinet.cases.models import SearchEntry
from kabinet.cases.queries import search, timeline_of
from kabinet.cases.queries.checks import verify
from kabinet.claims.actions.replying import reply
from kabinet.inquiries.actions import answer_inquiry
from kabinet.inquiries.models import Inquiry
from kabinet.journal.models import Note
from kabinet.kit.errors import NotPermitted
from kabinet.kit.flow import WrongMove
from kabinet.mailroom.models import Message
from tests.people import staff
from tests.rooms.cases.matters import MARIA, moment
from tests.rooms.inquiries.test_file import file

TUESDAY = moment(24)


@pytest.fixture
def inquiry(db: None) -> Inquiry:
    return file().inquiry


@pytest.fixture
def vera(db: None) -> User:
    return staff(Role.CARE_AGENT, name="Котова Вера")


def again(inquiry: Inquiry) -> Inquiry:
    return Inquiry.objects.select_related("case").get(pk=inquiry.pk)


def test_an_answer_closes_the_question_in_time(inquiry: Inquiry, vera: User):
    answer_inquiry(inquiry=inquiry, text=" Вырос тариф. ", by=vera, at=TUESDAY)

    told = again(inquiry)
    assert (told.answer, told.answered_by, told.answered_at) == ("Вырос тариф.", vera, TUESDAY)
    assert (told.case.state, told.case.closed_at, told.case.due_at) == ("answered", TUESDAY, None)
    assert set(told.case.clocks.values_list("state", flat=True)) == {"met"}
    assert timeline_of(told.case)[-1].what == "inquiry.answered"
    assert search("вырос тариф") == [told.case]
    assert verify() == []


def test_the_answer_goes_out_in_the_same_commit(inquiry: Inquiry, vera: User):
    reply(inquiry=inquiry, text="Вырос тариф.", by=vera, at=TUESDAY)

    message = Message.objects.get()
    assert (message.to, message.channel) == (MARIA.email, "email")
    assert "Вырос тариф." in message.text
    assert inquiry.case.reference in message.subject + message.text


def test_an_answer_is_given_once(inquiry: Inquiry, vera: User):
    reply(inquiry=inquiry, text="Вырос тариф.", by=vera, at=TUESDAY)

    with pytest.raises(WrongMove):
        reply(inquiry=inquiry, text="Нет.", by=vera, at=moment(25))

    assert again(inquiry).answer == "Вырос тариф."
    assert again(inquiry).answered_at == TUESDAY
    assert Message.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_answer_is_refused(inquiry: Inquiry, vera: User, text: str):
    with pytest.raises(NothingSaid):
        answer_inquiry(inquiry=inquiry, text=text, by=vera, at=TUESDAY)

    assert again(inquiry).case.state == "registered"


@pytest.mark.parametrize("role", [Role.REGISTRY, Role.CLAIMS_OFFICER, Role.AUDITOR])
def test_other_desks_do_not_answer(inquiry: Inquiry, role: Role):
    with pytest.raises(NotPermitted):
        answer_inquiry(inquiry=inquiry, text="Да.", by=staff(role), at=TUESDAY)

    assert again(inquiry).answer == ""
    assert not Message.objects.exists()


def test_a_withdrawn_question_is_not_answered(inquiry: Inquiry, vera: User):
    close_case(case=inquiry.case, state="withdrawn", by=vera, at=TUESDAY)

    with pytest.raises(WrongMove):
        answer_inquiry(inquiry=inquiry, text="Да.", by=vera, at=TUESDAY)

    assert again(inquiry).answer == ""


def test_when_a_later_step_fails_nothing_was_answered(inquiry: Inquiry, vera: User):
    notes = Note.objects.count()
    SearchEntry.objects.all().delete()  # the step after the answer is written

    with pytest.raises(SearchEntry.DoesNotExist):
        reply(inquiry=inquiry, text="Да.", by=vera, at=TUESDAY)

    assert again(inquiry).answer == ""
    assert again(inquiry).case.state == "registered"
    assert (Note.objects.count(), Message.objects.count()) == (notes, 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_six_agents_one_answers():
    inquiry, vera = file().inquiry, staff(Role.CARE_AGENT)

    def hurry(turn: int) -> str:
        try:
            reply(inquiry=inquiry, text=f"Ответ {turn}", by=vera, at=TUESDAY)
        except WrongMove:
            return "too late"
        else:
            return "answered"
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=6) as agents:
        outcomes = sorted(agents.map(hurry, range(6)))

    assert outcomes == ["answered", *["too late"] * 5]
    assert Message.objects.count() == 1
    assert verify() == []
