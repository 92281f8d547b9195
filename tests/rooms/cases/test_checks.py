"""`kabinet verify` names every case that contradicts itself."""

from collections.abc import Callable

import pytest

from kabinet.cases.models import Case, CaseClock
from kabinet.cases.queries.checks import verify
from tests.rooms.cases.matters import filed, moment

pytestmark = pytest.mark.django_db


def test_cases_as_the_actions_leave_them_are_sound():
    for kind in ("claim", "question", "fraud"):
        filed(kind)

    assert verify() == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda _: Case.objects.update(due_at=moment(30)), "its clocks say"),
        (lambda case: case.clocks.update(state="met"), "no deadline runs"),
        (lambda _: Case.objects.update(closed_at=moment(30), due_at=None), "closed, but"),
        (lambda _: Case.objects.update(reference="2026-00009"), "the register says 2026-1"),
        (lambda _: Case.objects.update(kind="fraud"), "the register says 2026-1"),
        (lambda _: CaseClock.objects.filter(state="running").delete(), "no deadline runs"),
    ],
)
def test_each_contradiction_is_named(harm: Callable[[Case], object], said: str):
    harm(filed())

    assert any(said in trouble for trouble in verify())
