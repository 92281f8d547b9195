"""`kabinet verify` finds a visit that cannot be."""

from datetime import date

from kabinet.showroom.actions import arrive
from kabinet.showroom.models import Appearance, Visit
from kabinet.showroom.queries.checks import verify
from tests.rooms.cases.matters import filed
from tests.rooms.showroom.conftest import TEN
from tests.rooms.showroom.test_meet import of_romashka, owner


def test_all_is_well(visit, ivan, alla):
    arrive(visit=visit, comer=owner(ivan), by=alla, at=TEN)

    assert verify() == []


def test_a_slot_with_more_visits_than_seats_is_found(visit):
    for seat in (5, 6, 7, 8):
        Visit.objects.create(
            case=filed("question"), side="giver", office=visit.office, starts_at=TEN, seat=seat,
            booked_at=TEN,
        )  # fmt: skip

    assert "5 visits, 4 seats" in verify()[0]


def test_a_side_expected_twice_is_found(visit, case):
    Visit.objects.create(case=case, side="both", office="kazan", starts_at=TEN, booked_at=TEN)

    assert verify() == [f"case {case}: giver is expected twice"]


def test_an_appearance_out_of_place_is_found(visit, alla):
    arrive(visit=visit, comer=of_romashka(), by=alla, at=TEN)
    Appearance.objects.update(case=filed("question"), attorney_until=date(2026, 11, 1))

    assert len(verify()) == 2
