"""The complaints book: entries from the site and on paper, each answered once."""

from typing import Any

import pytest

from kabinet.access.rules import Role
from kabinet.book.actions import PageWritten, Written, answer_entry, write_entry
from kabinet.book.models import BookEntry
from kabinet.book.queries import register, verify
from kabinet.cases.actions import Claimant
from kabinet.cases.actions.handling import NothingSaid
from kabinet.cases.queries import checks as cases
from kabinet.kit.errors import NotPermitted
from kabinet.kit.flow import WrongMove
from kabinet.mailroom.models import Message
from tests import people


@pytest.fixture
def clerk(db):
    return people.staff(Role.SHOWROOM, name="Инна Орлова")


@pytest.fixture
def write(db):
    def one(by=None, **changed):
        said: dict[str, Any] = {
            "claimant": Claimant(name="Пётр Лыков", email="petr@example.ru"),
            "text": "Долго ждал.",
            "language": "ru",
        }
        return write_entry(Written(**(said | changed)), by=by, at=people.MONDAY)[0]

    return one


def answer(entry, by, text="Приносим извинения."):
    return answer_entry(entry=entry, text=text, by=by, at=people.MONDAY)


def test_an_entry_from_the_site_is_registered_with_its_clock(write):
    entry = write()

    assert entry.case.reference == "B-2026-00001"
    assert entry.case.clocks.get().rule == "book.answer.promise"
    assert "B-2026-00001" in Message.objects.get().subject
    assert (verify(), cases.verify()) == ([], [])


def test_a_page_of_the_paper_book_is_put_down_by_staff_once(write, clerk):
    write(by=clerk, office="chita-1", page="17")

    with pytest.raises(PageWritten):
        write(by=clerk, office="chita-1", page="17")
    write(by=clerk, office="chita-2", page="17")

    assert BookEntry.objects.count() == 2


def test_nobody_else_puts_down_a_page(write):
    with pytest.raises(NotPermitted):
        write(by=people.staff(Role.CARE_AGENT, name="Вера Котова"), page="17")

    assert BookEntry.objects.count() == 0


def test_an_empty_entry_is_refused(write):
    with pytest.raises(NothingSaid):
        write(text=" \n ")


def test_an_answer_goes_out_and_stays_in_the_book(write, clerk):
    answered = answer(write(), clerk)

    assert (answered.answer, answered.answered_by) == ("Приносим извинения.", clerk)
    assert answered.case.state == "answered"
    assert "Приносим извинения." in Message.objects.latest("pk").text
    assert (verify(), cases.verify()) == ([], [])


def test_an_entry_is_answered_once(write, clerk):
    entry = write()
    answer(entry, clerk)

    with pytest.raises(WrongMove):
        answer(entry, clerk, "Ещё раз.")

    assert BookEntry.objects.get().answer == "Приносим извинения."


def test_an_answer_says_something_and_is_given_by_who_may(write, clerk):
    entry = write()

    with pytest.raises(NothingSaid):
        answer(entry, clerk, " ")
    with pytest.raises(NotPermitted):
        answer(entry, people.staff(Role.CARE_AGENT, name="Вера Котова"))

    assert BookEntry.objects.get().answer == ""


def test_the_register_shows_all_or_those_that_wait(write, clerk):
    first, second = write(), write()
    answer(first, clerk)

    assert list(register().entries) == [second, first]
    assert list(register(is_open=True).entries) == [second]


def test_a_long_register_is_turned_page_by_page(write):
    written = [write() for _ in range(27)]

    page = register()
    rest = register(after=page.after)

    assert [*page.entries, *rest.entries] == written[::-1]
    assert rest.after == ""


def test_an_answered_entry_without_an_answer_would_be_seen(write, clerk):
    entry = answer(write(), clerk)
    BookEntry.objects.filter(pk=entry.pk).update(answer="", answered_by=None, answered_at=None)

    assert len(verify()) == 1
