"""A copy of the contract with its terms: in the account at once, at the counter the same day."""

from datetime import UTC, date, datetime

import pytest

from kabinet.access.rules import Role
from kabinet.cases.queries import checks as cases
from kabinet.copies.actions import NoTerms, ask_copy, give_copy, hand_over_copy
from kabinet.copies.models import ContractCopy
from kabinet.copies.queries import editions_of, verify, visible_to
from kabinet.documents.queries import render
from kabinet.kit.errors import NotPermitted
from kabinet.kit.flow import WrongMove
from kabinet.mailroom.models import Message
from tests import people


@pytest.fixture
def ivan(db):
    return people.number(people.person(email="ivan@example.ru"))


@pytest.fixture
def login(ivan):
    return people.subscriber(ivan.account.contract.holder)


@pytest.fixture
def clerk(db):
    return people.staff(Role.SHOWROOM, name="Инна Орлова")


def give(number, login, on=date(2026, 11, 23)):
    return give_copy(contract=number.account.contract, on=on, by=login, at=people.MONDAY)[0]


def test_it_is_in_the_account_at_once_and_in_the_mail(ivan, login):
    copy = give(ivan, login)

    assert copy.case.reference == "K-2026-00001"
    copy.case.refresh_from_db()
    assert copy.case.state == "carried_out"
    assert list(Message.objects.get().letters.all()) == [copy.letter]
    assert list(visible_to(login)) == [copy]
    assert (verify(), cases.verify()) == ([], [])


def test_it_says_what_was_signed_and_the_terms_of_the_day(ivan, login):
    paper = str(render(give(ivan, login).letter, "html"))

    for words in (
        "Копия договора № C+79143965354",
        "+79143965354",
        "Сергеев Иван",
        "Редакция 2025",
    ):
        assert words in paper
    assert "Передача номера третьим лицам запрещена" in paper


def test_an_older_day_has_its_older_edition(ivan, login):
    paper = str(render(give(ivan, login, on=date(2021, 5, 1)).letter, "html"))

    assert "Редакция 2018" in paper
    assert "Передача номера третьим лицам" not in paper


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_it_comes_in_both_forms(ivan, login, form):
    assert len(render(give(ivan, login).letter, form)) > 1000


@pytest.mark.parametrize("on", [date(2020, 1, 14), date(2026, 11, 24), date(1990, 1, 1)])
def test_no_copy_of_a_day_without_a_contract(ivan, login, on):
    with pytest.raises(NoTerms):
        give(ivan, login, on=on)

    assert ContractCopy.objects.count() == 0


def test_a_stranger_gets_no_copy(ivan):
    maria = people.number(people.person("Волкова", "Мария"), "+79161234567")
    stranger = people.subscriber(maria.account.contract.holder, "+79161234567")

    with pytest.raises(NotPermitted):
        give(ivan, stranger)

    assert list(visible_to(stranger)) == []


def test_the_editions_of_a_contract_begin_with_the_one_it_was_signed_under(ivan):
    editions = [one.edition for one in editions_of(ivan.account.contract)]

    assert editions == ["2025", "2022", "2018"]


def test_at_the_counter_the_clock_ends_with_the_day(ivan, clerk):
    contract = ivan.account.contract
    copy, _ = ask_copy(contract=contract, on=date(2026, 11, 23), by=clerk, at=people.MONDAY)

    clock = copy.case.clocks.get()
    assert (clock.rule, clock.due_on) == ("copy.hand_over.promise", date(2026, 11, 23))
    assert copy.letter is None
    assert (verify(), cases.verify()) == ([], [])


def test_it_is_handed_over_once(ivan, clerk):
    contract = ivan.account.contract
    copy, _ = ask_copy(contract=contract, on=date(2026, 11, 23), by=clerk, at=people.MONDAY)

    later = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    given = hand_over_copy(copy=copy, by=clerk, at=later)
    with pytest.raises(WrongMove):
        hand_over_copy(copy=copy, by=clerk, at=later)

    assert (given.given_by, given.given_at) == (clerk, later)
    assert ContractCopy.objects.get().letter == given.letter
    assert verify() == []


def test_only_a_showroom_writes_a_request_down(ivan, login):
    billing = people.staff(Role.BILLING, name="Нина Рогова")

    with pytest.raises(NotPermitted):
        ask_copy(
            contract=ivan.account.contract, on=date(2026, 11, 23), by=billing, at=people.MONDAY
        )


def test_a_copy_that_is_done_without_a_letter_would_be_seen(ivan, login):
    give(ivan, login)
    ContractCopy.objects.update(letter=None, given_at=None)

    assert len(verify()) == 1
