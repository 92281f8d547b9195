"""The clock writes down who did not come; one visit that is refused stops no other."""

from datetime import timedelta

import pytest

from kabinet.jobs.visits import note_no_shows
from kabinet.showroom.actions import book
from kabinet.showroom.models import Visit
from tests.people import MONDAY
from tests.rooms.cases.matters import filed
from tests.rooms.showroom.conftest import OFFICE, TEN

pytestmark = pytest.mark.django_db
LATE = TEN + timedelta(hours=1)


def a_visit(starts_at=TEN) -> Visit:
    case = filed("question")
    return book(
        case=case, side="giver", office=OFFICE, starts_at=starts_at, actor="link", at=MONDAY
    )


def test_nobody_came_is_written_down_once_after_the_grace():
    first, second, later = a_visit(), a_visit(), a_visit(TEN + timedelta(hours=3))

    note_no_shows({}, LATE - timedelta(minutes=1))
    assert not Visit.objects.filter(state="no_show").exists()

    note_no_shows({}, LATE)
    note_no_shows({}, LATE)
    assert set(Visit.objects.filter(state="no_show")) == {first, second}
    later.refresh_from_db()
    assert later.state == "booked"
