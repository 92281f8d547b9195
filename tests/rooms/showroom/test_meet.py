"""Who comes: expected, too late, unbooked, for another; and when nobody comes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kabinet.access.rules import Role
from kabinet.cases.actions import close_case
from kabinet.journal.queries import notes_about
from kabinet.kit.errors import NotPermitted, Refused
from kabinet.kit.flow import WrongMove
from kabinet.showroom.actions import Comer, arrive, book, finish, no_show, walk_in
from kabinet.showroom.errors import (
    AlreadyBooked,
    AttorneyExpired,
    AttorneyMissing,
    AttorneyNotNotarised,
    AttorneyNotYet,
    Closed,
    NobodyCame,
    NoName,
    StandsForNobody,
    TooEarly,
)
from kabinet.showroom.models import Appearance, Visit
from kabinet.showroom.queries import overdue
from kabinet.showroom.rules import Attorney
from tests.people import MONDAY, staff
from tests.rooms.cases.matters import last_note
from tests.rooms.power import power_cut
from tests.rooms.showroom.conftest import OFFICE, TEN

SEALED = Attorney(
    form="sealed", number="17", issued_on=date(2026, 1, 12), valid_until=date(2026, 12, 31)
)
NOTARISED = replace(SEALED, form="notarised", number="77 АВ 1234567")
YESTERDAY = date(2026, 11, 24)


def owner(ivan, **more) -> Comer:
    told = {"side": "giver", "who": "Сергеев Иван", "capacity": "owner", "party": ivan}
    return Comer(**{**told, **more})


def of_romashka(attorney=SEALED, **more) -> Comer:
    told = {
        "side": "giver",
        "who": "Петров Пётр",
        "capacity": "representative",
        "stands_for": "company",
        "attorney": attorney,
    }
    return Comer(**{**told, **more})


def test_the_first_who_comes_begins_the_visit(visit, ivan, alla, case):
    appearance = arrive(visit=visit, comer=owner(ivan), by=alla, at=TEN)

    visit.refresh_from_db()
    assert (visit.state, visit.came_at) == ("came", TEN)
    assert (appearance.who, appearance.party) == ("Сергеев Иван", ivan)
    assert [note.what for note in notes_about(case)][-2:] == ["visit.came", "visit.appeared"]

    arrive(visit=visit, comer=of_romashka(side="receiver"), by=alla, at=TEN)
    assert [note.what for note in notes_about(case)].count("visit.came") == 1


@pytest.mark.parametrize("role", [Role.CARE_AGENT, Role.PROCESSING, Role.AUDITOR])
def test_only_the_showroom_receives(visit, ivan, role, case):
    clerk = staff(role)
    for deed in (
        lambda: arrive(visit=visit, comer=owner(ivan), by=clerk, at=TEN),
        lambda: walk_in(case=case, side="receiver", office=OFFICE, by=clerk, at=TEN),
        lambda: no_show(visit=visit, by=clerk, at=TEN),
        lambda: finish(visit=visit, by=clerk, at=TEN),
    ):
        with pytest.raises(NotPermitted):
            deed()

    visit.refresh_from_db()
    assert visit.state == "booked"


@pytest.mark.parametrize(
    ("attorney", "refusal"),
    [
        (None, AttorneyMissing),
        (replace(SEALED, number=" "), AttorneyMissing),
        (replace(SEALED, valid_until=YESTERDAY), AttorneyExpired),
        (replace(SEALED, issued_on=date(2026, 11, 26)), AttorneyNotYet),
    ],
)
def test_an_attorney_that_does_not_do_stops_him_at_the_door(visit, alla, attorney, refusal):
    with pytest.raises(refusal):
        arrive(visit=visit, comer=of_romashka(attorney), by=alla, at=TEN)

    visit.refresh_from_db()
    assert visit.state == "booked"
    assert not Appearance.objects.exists()


def test_an_attorney_that_ended_yesterday_is_told_with_its_day(visit, alla):
    with pytest.raises(AttorneyExpired) as refused:
        arrive(
            visit=visit,
            comer=of_romashka(replace(SEALED, valid_until=YESTERDAY)),
            by=alla,
            at=TEN,
        )

    assert "24" in str(refused.value.sentence)
    assert "2026" in str(refused.value.sentence)


def test_its_last_day_still_counts(visit, alla):
    today = replace(SEALED, valid_until=TEN.date())

    assert arrive(visit=visit, comer=of_romashka(today), by=alla, at=TEN).attorney_number == "17"


def test_a_persons_representative_needs_a_notary(visit, alla):
    for_ivan = of_romashka(stands_for="person")

    with pytest.raises(AttorneyNotNotarised):
        arrive(visit=visit, comer=for_ivan, by=alla, at=TEN)

    arrive(visit=visit, comer=replace(for_ivan, attorney=NOTARISED), by=alla, at=TEN)


@pytest.mark.parametrize(
    ("capacity", "stands_for"),
    [("owner", "company"), ("head", "person"), ("manager", "person"), ("friend", "person")],
)
def test_not_everybody_stands_for_everybody(visit, alla, ivan, capacity, stands_for):
    with pytest.raises(StandsForNobody):
        arrive(
            visit=visit,
            comer=owner(ivan, capacity=capacity, stands_for=stands_for),
            by=alla,
            at=TEN,
        )


def test_a_head_needs_no_attorney(visit, alla):
    head = of_romashka(None, capacity="head")

    assert arrive(visit=visit, comer=head, by=alla, at=TEN).capacity == "head"


def test_somebody_without_a_name_is_nobody(visit, ivan, alla):
    with pytest.raises(NoName):
        arrive(visit=visit, comer=owner(ivan, who="  "), by=alla, at=TEN)


def test_who_walks_in_is_received_without_a_seat(case, alla, ivan):
    visit = walk_in(case=case, side="giver", office=OFFICE, by=alla, at=MONDAY)

    assert (visit.state, visit.seat, visit.came_at) == ("came", None, MONDAY)
    arrive(visit=visit, comer=owner(ivan), by=alla, at=MONDAY)

    with pytest.raises(AlreadyBooked):
        walk_in(case=case, side="giver", office=OFFICE, by=alla, at=MONDAY)


def test_a_visit_ends_once_and_not_before_somebody_came(case, alla, ivan):
    visit = walk_in(case=case, side="giver", office=OFFICE, by=alla, at=MONDAY)
    with pytest.raises(NobodyCame):
        finish(visit=visit, by=alla, at=MONDAY)

    arrive(visit=visit, comer=owner(ivan), by=alla, at=MONDAY)
    finish(visit=visit, by=alla, at=MONDAY)
    for again in (
        lambda: finish(visit=visit, by=alla, at=MONDAY),
        lambda: arrive(visit=visit, comer=owner(ivan), by=alla, at=MONDAY),
    ):
        with pytest.raises(WrongMove):
            again()


def test_the_clock_waits_an_hour_before_it_says_that_nobody_came(visit, case):
    assert overdue(TEN + timedelta(minutes=59)) == []
    with pytest.raises(TooEarly):
        no_show(visit=visit, at=TEN + timedelta(minutes=59))

    late = TEN + timedelta(hours=1)
    assert overdue(late) == [visit]
    no_show(visit=visit, at=late)

    visit.refresh_from_db()
    assert visit.state == "no_show"
    assert overdue(late) == []
    assert last_note(case).actor == "clock"
    with pytest.raises(WrongMove):
        no_show(visit=visit, at=late)


def test_a_clerk_may_say_so_from_the_hour_on(visit, alla):
    with pytest.raises(TooEarly):
        no_show(visit=visit, by=alla, at=TEN - timedelta(minutes=1))

    assert no_show(visit=visit, by=alla, at=TEN).state == "no_show"


def test_who_comes_too_late_is_still_received(visit, ivan, alla):
    no_show(visit=visit, at=TEN + timedelta(hours=1))

    arrive(visit=visit, comer=owner(ivan), by=alla, at=TEN + timedelta(hours=2))

    visit.refresh_from_db()
    assert (visit.state, visit.ended_at) == ("came", None)


def test_who_missed_his_hour_and_booked_again_comes_to_the_new_one(visit, case, ivan, alla):
    no_show(visit=visit, at=TEN + timedelta(hours=1))
    book(
        case=case, side="giver", office=OFFICE, starts_at=TEN + timedelta(hours=5), by=alla,
        at=TEN + timedelta(hours=1),
    )  # fmt: skip

    with pytest.raises(AlreadyBooked):
        arrive(visit=visit, comer=owner(ivan), by=alla, at=TEN + timedelta(hours=2))


def test_a_closed_request_receives_nobody(visit, case, ivan, alla):
    close_case(case=case, state="withdrawn", by=None, at=MONDAY)

    for deed in (
        lambda: arrive(visit=visit, comer=owner(ivan), by=alla, at=TEN),
        lambda: walk_in(case=case, side="receiver", office=OFFICE, by=alla, at=TEN),
    ):
        with pytest.raises(Closed):
            deed()


def test_when_the_commit_fails_nobody_came(visit, ivan, alla):
    with power_cut():
        arrive(visit=visit, comer=owner(ivan), by=alla, at=TEN)

    assert Visit.objects.get().state == "booked"
    assert not Appearance.objects.exists()


def test_every_refusal_says_what_to_do():
    for refusal in Refused.__subclasses__():
        if refusal.__module__ == "kabinet.showroom.errors" and refusal is not AttorneyExpired:
            assert str(refusal.sentence).endswith("."), refusal
