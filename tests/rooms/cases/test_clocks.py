"""Clocks stand still, run on, are counted again, and warn; each exactly once."""

from datetime import date, datetime

import pytest

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.cases.actions import alarms, close_case, pause_clock, recompute, resume_clock
from kabinet.cases.actions.clocks import NotPausable
from kabinet.cases.models import Case, CaseClock
from kabinet.cases.queries import history_of, timeline_of
from kabinet.cases.queries.checks import verify
from kabinet.kit.errors import NotPermitted
from kabinet.kit.flow import WrongMove
from tests.people import staff
from tests.rooms.cases.conftest import LATER_HOLIDAY, PAUSABLE, Change
from tests.rooms.cases.matters import filed, moment, officer

pytestmark = pytest.mark.django_db

WEDNESDAY = moment(2, month=12)


@pytest.fixture
def anna() -> User:
    return officer()


@pytest.fixture
def trial(change_pack: Change) -> CaseClock:
    """Give the clock of a claim of Thursday that may stand still: five working days."""
    change_pack({"clocks": PAUSABLE})
    return filed(at=moment(26)).clocks.get(rule="claim.trial")


def fresh(clock: CaseClock) -> CaseClock:
    return CaseClock.objects.select_related("case").get(pk=clock.pk)


def rest(clock: CaseClock, by: User, start: datetime, end: datetime) -> CaseClock:
    pause_clock(clock=clock, reason="awaiting_customer", by=by, at=start)
    return resume_clock(clock=clock, by=by, at=end)


def test_the_law_does_not_stand_still(anna: User):
    clock = filed().clocks.get(rule="claim.answer")

    with pytest.raises(NotPausable):
        pause_clock(clock=clock, reason="awaiting_customer", by=anna, at=moment(24))

    assert fresh(clock).state == "running"
    assert not clock.pauses.exists()


def test_only_a_reason_of_the_rule_stops_a_clock(trial: CaseClock, anna: User):
    with pytest.raises(NotPausable):
        pause_clock(clock=trial, reason="lawful_suspension", by=anna, at=moment(27))

    assert fresh(trial).state == "running"


def test_a_clock_that_stands_still_leaves_the_queue_to_the_others(trial: CaseClock, anna: User):
    assert trial.case.due_at == trial.due_at

    pause_clock(clock=trial, reason="awaiting_customer", by=anna, at=moment(27))

    others = trial.case.clocks.filter(state="running").order_by("due_at")
    assert fresh(trial).case.due_at == others[0].due_at
    assert timeline_of(trial.case)[-1].what == "clock.paused"
    assert verify() == []


def test_friday_evening_to_monday_morning_gives_back_no_working_day(trial: CaseClock, anna: User):
    friday_18, monday_9 = moment(27, 15), moment(30, 6)  # in Moscow
    before = trial.due_on

    rest(trial, anna, friday_18, monday_9)

    assert fresh(trial).due_on == before == date(2026, 12, 3)


def test_two_working_days_are_given_back_once(trial: CaseClock, anna: User):
    rest(trial, anna, moment(30), WEDNESDAY)

    assert fresh(trial).due_on == date(2026, 12, 7)
    assert fresh(trial).case.due_at == fresh(trial).due_at
    with pytest.raises(WrongMove):
        resume_clock(clock=trial, by=anna, at=moment(3, month=12))
    assert fresh(trial).due_on == date(2026, 12, 7)
    assert trial.pauses.get().paused_until == WEDNESDAY
    assert verify() == []


def test_counting_again_gives_no_pause_back_twice(trial: CaseClock, anna: User):
    rest(trial, anna, moment(30), WEDNESDAY)

    assert recompute(at=WEDNESDAY, tell=lambda _case, _changes: None) == 0

    assert fresh(trial).due_on == date(2026, 12, 7)


def test_a_standing_clock_is_not_stopped_again(trial: CaseClock, anna: User):
    pause_clock(clock=trial, reason="awaiting_customer", by=anna, at=moment(27))

    with pytest.raises(WrongMove):
        pause_clock(clock=trial, reason="awaiting_customer", by=anna, at=moment(27))

    assert trial.pauses.count() == 1


def test_the_registry_stops_no_clocks(trial: CaseClock):
    with pytest.raises(NotPermitted):
        pause_clock(clock=trial, reason="awaiting_customer", by=staff(Role.REGISTRY), at=moment(27))


def test_a_later_holiday_moves_running_clocks_and_both_sides_read_it(change_pack: Change):
    case = filed()
    assert case.clocks.get(rule="claim.answer.promise").due_on == date(2026, 12, 7)
    change_pack({"calendars": LATER_HOLIDAY})
    told: list[tuple[int, list[dict[str, str]]]] = []

    moved = recompute(at=moment(25), tell=lambda case, changes: told.append((case.pk, changes)))

    change = {"rule": "claim.answer.promise", "old": "2026-12-07", "new": "2026-12-08"}
    assert (moved, told) == (1, [(case.pk, [change])])
    assert case.clocks.get(rule="claim.answer.promise").due_on == date(2026, 12, 8)
    assert timeline_of(case)[-1].data["changes"] == [change]
    assert verify() == []


def test_counting_again_twice_tells_once(change_pack: Change):
    filed()
    change_pack({"calendars": LATER_HOLIDAY})
    told: list[int] = []

    for day in (25, 26):
        recompute(at=moment(day), tell=lambda case, _changes: told.append(case.pk))

    assert len(told) == 1


def test_a_clock_that_is_over_is_left_alone(change_pack: Change, anna: User):
    case = filed()
    close_case(case=case, state="answered", by=anna, at=moment(24))
    change_pack({"calendars": LATER_HOLIDAY})

    assert recompute(at=moment(25), tell=lambda _case, _changes: None) == 0

    assert case.clocks.get(rule="claim.answer.promise").due_on == date(2026, 12, 7)


def test_a_case_that_fails_stays_as_it_was_and_stops_no_other(change_pack: Change):
    broken, whole = filed(), filed()
    change_pack({"calendars": LATER_HOLIDAY})

    def stumble(case: Case, _changes: list[dict[str, str]]) -> None:
        if case == broken:
            raise OSError("no room")

    with pytest.RaisesGroup(pytest.RaisesExc(OSError, match="no room")):
        recompute(at=moment(25), tell=stumble)

    assert broken.clocks.get(rule="claim.answer.promise").due_on == date(2026, 12, 7)
    assert len(history_of(broken)) == 1
    assert whole.clocks.get(rule="claim.answer.promise").due_on == date(2026, 12, 8)
    assert verify() == []


def sound(at: datetime) -> list[str]:
    told: list[str] = []
    alarms(at=at, tell=lambda clock: told.append(clock.rule))
    return told


def test_an_alarm_sounds_once_when_its_morning_has_come():
    case = filed()
    alarm = case.clocks.get(rule="claim.refund.consumer").alarm_at
    assert alarm == moment(30, 6)  # 9:00 in Moscow, three working days before

    assert sound(moment(29, 12)) == []
    assert sound(moment(30, 6)) == ["claim.refund.consumer"]
    assert sound(moment(30, 7)) == []
    assert history_of(case)[-1].what == "deadline.alarm"


@pytest.mark.parametrize(
    "quiet", [moment(30, 20), moment(1, 3, month=12), moment(5, 9, month=12)]
)  # 23:00, 6:00, a Saturday
def test_nobody_is_warned_at_night_or_on_a_day_off(quiet: datetime):
    filed()

    assert sound(quiet) == []
    assert not CaseClock.objects.filter(alarmed_at__isnull=False).exists()


def test_a_clock_that_has_stopped_warns_nobody(anna: User):
    case = filed()
    close_case(case=case, state="answered", by=anna, at=moment(24))

    assert sound(moment(30, 6)) == []


def test_an_alarm_that_was_not_told_sounds_again_and_stops_no_other():
    broken, whole = filed(), filed()

    def stumble(clock: CaseClock) -> None:
        if clock.case == broken:
            raise OSError("no room")

    with pytest.RaisesGroup(pytest.RaisesExc(OSError, match="no room")):
        alarms(at=moment(30, 6), tell=stumble)

    assert history_of(whole)[-1].what == "deadline.alarm"
    assert history_of(broken)[-1].what == "case.registered"
    assert sound(moment(30, 7)) == ["claim.refund.consumer"]
