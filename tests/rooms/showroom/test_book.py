"""Booking a seat: by either party, by link, by a clerk; each seat once, each side once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kabinet.access.rules import Role
from kabinet.cases.actions import close_case
from kabinet.kit.errors import NotPermitted
from kabinet.kit.flow import WrongMove
from kabinet.mailroom.models import Message
from kabinet.showroom.actions import Guest, arrive, book, cancel, postpone
from kabinet.showroom.errors import AlreadyBooked, Closed, NoSuchSlot, SlotTaken
from kabinet.showroom.models import Visit
from kabinet.showroom.queries import free_slots, visit_by_code, visits_on
from tests.people import MONDAY, person, staff, subscriber
from tests.rooms.cases.matters import filed, last_note
from tests.rooms.power import power_cut
from tests.rooms.showroom.conftest import OFFICE, TEN
from tests.rooms.showroom.test_meet import owner

HALF_PAST = TEN + timedelta(minutes=30)
SEATS = 4


def free_at(moment=TEN) -> int:
    slots = free_slots(OFFICE, moment.date(), at=MONDAY)
    return next((slot.free for slot in slots if slot.starts_at == moment), 0)


def fill(seats: int = SEATS) -> None:
    for _ in range(seats):
        book(
            case=filed("question"), side="giver", office=OFFICE, starts_at=TEN, actor="link",
            at=MONDAY,
        )  # fmt: skip


def test_a_booked_seat_is_gone_and_its_code_finds_the_visit(visit, case, ivans_login):
    assert (visit.state, visit.seat, visit.starts_at) == ("booked", 1, TEN)
    assert free_at() == SEATS - 1
    assert visit_by_code(f" {visit.code.upper()} ") == visit
    assert list(visits_on(OFFICE, TEN.date())) == [visit]
    note = last_note(case)
    assert (note.what, note.by) == ("visit.booked", ivans_login)


def test_both_parties_are_told_each_in_his_language(case):
    guests = [Guest(email="ivan@example.ru"), Guest(phone="+79161234567", language="en"), Guest()]

    visit = book(
        case=case, side="both", office=OFFICE, starts_at=TEN, actor="link", guests=guests,
        link="https://example.ru/visit/", at=MONDAY,
    )  # fmt: skip

    ivan, maria = Message.objects.order_by("pk")
    assert (ivan.channel, maria.channel) == ("email", "sms")
    assert "25 ноября 2026 г., 10:00, Москва, ул. Марксистская, д. 4" in ivan.text
    assert "10:00, Moscow, 4 Marksistskaya St" in maria.text
    assert f"https://example.ru/visit/{visit.code}/" in ivan.text


def test_somebody_else_books_nothing_for_him(case):
    maria = subscriber(person("Лебедева", "Мария"), "+79110000001")

    for who in (maria, staff(Role.CARE_AGENT), None):
        with pytest.raises(NotPermitted):
            book(case=case, side="giver", office=OFFICE, starts_at=TEN, by=who, at=MONDAY)

    assert not Visit.objects.exists()


def test_the_other_party_books_for_itself(case, ivans_login):
    maria = person("Лебедева", "Мария")
    login = subscriber(maria, "+79110000001")

    visit = book(
        case=case, side="receiver", office=OFFICE, starts_at=TEN, party=maria, by=login, at=MONDAY
    )

    assert visit.booked_by == login
    with pytest.raises(NotPermitted):
        cancel(visit=visit, party=maria, by=ivans_login, at=MONDAY)


def test_a_side_is_expected_once(visit, case, alla):
    for side in ("giver", "both"):
        with pytest.raises(AlreadyBooked):
            book(case=case, side=side, office=OFFICE, starts_at=HALF_PAST, by=alla, at=MONDAY)

    book(case=case, side="receiver", office=OFFICE, starts_at=HALF_PAST, by=alla, at=MONDAY)
    assert Visit.objects.count() == 2


def test_the_last_seat_is_taken_once(case, alla):
    fill()

    with pytest.raises(SlotTaken):
        book(case=case, side="giver", office=OFFICE, starts_at=TEN, by=alla, at=MONDAY)

    assert free_at() == 0
    assert not case.visits.exists()


@pytest.mark.parametrize(
    "moment",
    [
        TEN.replace(hour=8),  # before it opens
        TEN.replace(hour=20),  # after it closes
        TEN + timedelta(minutes=7),  # between two slots
        MONDAY - timedelta(hours=2),  # gone by
        TEN + timedelta(days=60),  # too far ahead
    ],
)
def test_a_time_at_which_nobody_receives_is_refused(case, alla, moment):
    with pytest.raises(NoSuchSlot):
        book(case=case, side="giver", office=OFFICE, starts_at=moment, by=alla, at=MONDAY)

    assert not Visit.objects.exists()


def test_an_unknown_office_receives_nobody(case, alla):
    with pytest.raises(NoSuchSlot):
        book(case=case, side="giver", office="moon", starts_at=TEN, by=alla, at=MONDAY)


def test_a_closed_request_needs_no_visit(case, alla):
    close_case(case=case, state="withdrawn", by=None, at=MONDAY)

    with pytest.raises(Closed):
        book(case=case, side="giver", office=OFFICE, starts_at=TEN, by=alla, at=MONDAY)


def test_a_postponed_visit_names_the_next_and_frees_its_seat(visit, ivans_login, case):
    guests = [Guest(email="ivan@example.ru")]
    new = postpone(visit=visit, starts_at=HALF_PAST, by=ivans_login, guests=guests, at=MONDAY)

    visit.refresh_from_db()
    assert (visit.state, visit.moved_to) == ("postponed", new)
    assert (new.state, new.starts_at, new.side) == ("booked", HALF_PAST, "giver")
    assert new.code != visit.code
    assert free_at() == SEATS
    assert "перенесён" in Message.objects.get().text
    assert last_note(case).what == "visit.postponed"


def test_a_visit_that_cannot_be_moved_stays_where_it_was(visit, ivans_login):
    for wrong in (TEN.replace(hour=3), TEN - timedelta(days=10)):
        with pytest.raises(NoSuchSlot):
            postpone(visit=visit, starts_at=wrong, by=ivans_login, at=MONDAY)

    visit.refresh_from_db()
    assert (visit.state, visit.starts_at) == ("booked", TEN)
    assert Visit.objects.count() == 1


def test_a_cancelled_visit_frees_its_seat_and_is_not_cancelled_twice(visit, ivans_login):
    cancel(visit=visit, by=ivans_login, guests=[Guest(email="i@example.ru")], at=MONDAY)

    assert free_at() == SEATS
    assert "отменён" in Message.objects.get().text
    for again in (
        lambda: cancel(visit=visit, by=ivans_login, at=MONDAY),
        lambda: postpone(visit=visit, starts_at=HALF_PAST, by=ivans_login, at=MONDAY),
    ):
        with pytest.raises(WrongMove):
            again()


def test_a_visit_that_has_begun_is_not_moved(visit, ivans_login, alla, ivan):
    arrive(visit=visit, comer=owner(ivan), by=alla, at=TEN)

    with pytest.raises(WrongMove):
        postpone(visit=visit, starts_at=HALF_PAST, by=ivans_login, at=TEN)


def test_when_the_commit_fails_the_seat_is_free_and_nobody_was_told(case, alla):
    with power_cut():
        book(
            case=case, side="giver", office=OFFICE, starts_at=TEN, by=alla, at=MONDAY,
            guests=[Guest(email="ivan@example.ru")],
        )  # fmt: skip

    assert free_at() == SEATS
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "came"},
        {"state": "done"},
        {"state": "no_show"},
        {"state": "postponed", "ended_at": MONDAY},
    ],
)
def test_the_database_knows_what_a_visit_must_have(visit, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(**broken)


def test_the_database_gives_a_seat_once(visit):
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.create(
            case=filed("question"), side="giver", office=OFFICE, starts_at=TEN, seat=visit.seat,
            booked_at=MONDAY,
        )  # fmt: skip


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_who_want_the_last_seat_one_gets_it():
    fill(SEATS - 1)
    cases = [filed("question") for _ in range(6)]

    def press(case) -> str:
        try:
            book(case=case, side="giver", office=OFFICE, starts_at=TEN, actor="link", at=MONDAY)
        except SlotTaken:
            return "taken"
        else:
            return "booked"
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        outcomes = sorted(pool.map(press, cases))

    assert outcomes == ["booked", *["taken"] * 5]
    assert Visit.objects.filter(starts_at=TEN).count() == SEATS


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_both_parties_booking_at_once_are_not_expected_twice():
    case = filed("question")

    def press(side: str) -> str:
        try:
            book(case=case, side=side, office=OFFICE, starts_at=TEN, actor="link", at=MONDAY)
        except AlreadyBooked:
            return "booked already"
        else:
            return "booked"
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(press, ["both", "giver", "both", "giver", "both", "giver"]))

    assert outcomes.count("booked") == 1
    assert case.visits.count() == 1
