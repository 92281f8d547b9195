"""Pausing, resuming and counting again; and the alarm before a clock runs out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.cases.actions.opening import earliest
from kabinet.cases.models import Case, CaseClock, ClockPause
from kabinet.cases.states import LIVE_CLOCKS, ClockState
from kabinet.deadlines.queries import alarm_at, deadline, is_office_open
from kabinet.deadlines.rules import Deadline, Pause
from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.kit.flow import Flow
from kabinet.pack.clocks import ClockRule
from kabinet.pack.queries import operator_pack

BATCH = 500
T = TypeVar("T")

CLOCK_FLOW = Flow(
    {
        ClockState.RUNNING: {ClockState.PAUSED},
        ClockState.PAUSED: {ClockState.RUNNING},
    }
)


class NotPausable(Refused):
    sentence = _("This deadline cannot be paused, or not for this reason: the law does not stop.")


@transaction.atomic
def pause_clock(*, clock: CaseClock, reason: str, by: User | None, at: datetime) -> CaseClock:
    """Stop a clock for a reason of its rule. Raises NotPermitted, WrongMove or NotPausable."""
    if by is not None:
        require(by, Permit.TAKE_CASE, at)
    case, clock = _locked(clock)
    CLOCK_FLOW.check(clock.state, ClockState.PAUSED)
    rule = rule_of(clock)
    if not rule.pausable or reason not in rule.pause_reasons:
        raise NotPausable(clock.rule)
    ClockPause.objects.create(clock=clock, reason=reason, paused_from=at)
    clock.state = ClockState.PAUSED
    clock.save(update_fields=["state"])
    _put_in_order(case)
    note(
        what="clock.paused",
        about=case,
        at=at,
        by=by,
        actor="" if by else "rule",
        data={"rule": clock.rule, "reason": reason},
        public=True,
    )
    return clock


@transaction.atomic
def resume_clock(*, clock: CaseClock, by: User | None, at: datetime) -> CaseClock:
    """Let a clock run on; the time it stood still is given back, once. Raises WrongMove."""
    if by is not None:
        require(by, Permit.TAKE_CASE, at)
    case, clock = _locked(clock)
    CLOCK_FLOW.check(clock.state, ClockState.RUNNING)
    clock.pauses.filter(paused_until=None).update(paused_until=at)
    clock.state = ClockState.RUNNING
    _count_again(clock)
    _put_in_order(case)
    note(
        what="clock.resumed",
        about=case,
        at=at,
        by=by,
        actor="" if by else "rule",
        data={"rule": clock.rule, "due_on": clock.due_on.isoformat()},
        public=True,
    )
    return clock


def recompute(*, at: datetime, tell: Callable[[Case, list[dict[str, str]]], None]) -> int:
    """Count every live clock again after a calendar or a rule changed; return how many moved.

    Each case is a commit of its own, and safe to repeat; one that fails stops no other, and
    all that failed are raised together at the end. `tell` queues the claimant's notice in that
    commit; the officer reads the same line in the journal.
    """
    return _each(_ids_with_live_clocks(), lambda case_id: _recompute_case(case_id, at, tell))


def _ids_with_live_clocks() -> Iterator[int]:
    """Read them batch by batch: a rollback between would end an open cursor."""
    live = CaseClock.objects.filter(state__in=LIVE_CLOCKS).order_by("case_id")
    ids, last = live.values_list("case_id", flat=True).distinct(), 0
    while batch := list(ids.filter(case_id__gt=last)[:BATCH]):
        yield from batch
        last = batch[-1]


@transaction.atomic
def _recompute_case(
    case_id: int, at: datetime, tell: Callable[[Case, list[dict[str, str]]], None]
) -> int:
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    changes = []
    for clock in case.clocks.filter(state__in=LIVE_CLOCKS).order_by("pk"):
        before = clock.due_on
        if _count_again(clock):
            changes.append(
                {"rule": clock.rule, "old": before.isoformat(), "new": clock.due_on.isoformat()}
            )
    if changes:
        _put_in_order(case)
        note(
            what="clock.recomputed",
            about=case,
            at=at,
            actor="calendar",
            data={"changes": changes, "due_on": changes[0]["new"]},
            public=True,
        )
        tell(case, changes)
    return len(changes)


@transaction.atomic
def sound_alarm(*, clock: CaseClock, at: datetime) -> bool:
    """Write one alarm down, once; False when it sounded already or is no longer needed."""
    due = CaseClock.objects.filter(pk=clock.pk, state=ClockState.RUNNING, alarmed_at=None)
    if not due.update(alarmed_at=at):
        return False
    note(
        what="deadline.alarm",
        about=clock.case,
        at=at,
        actor="clock",
        data={"rule": clock.rule, "due_on": clock.due_on.isoformat()},
    )
    return True


def alarms(*, at: datetime, tell: Callable[[CaseClock], None], most: int = 200) -> int:
    """Sound what is due: each once, in a commit of its own. Returns how many sounded.

    Only while the office works: what came due at night or on a holiday waits for the morning.
    One that fails stops no other; all that failed are raised together.
    """
    if not is_office_open(at):
        return 0
    waiting = (
        CaseClock.objects.filter(state=ClockState.RUNNING, alarmed_at=None, alarm_at__lte=at)
        .select_related("case__assignee")
        .order_by("alarm_at")[:most]
    )
    return _each(waiting, lambda clock: _sound_and_tell(clock, at, tell))


@transaction.atomic
def _sound_and_tell(clock: CaseClock, at: datetime, tell: Callable[[CaseClock], None]) -> int:
    if not sound_alarm(clock=clock, at=at):
        return 0
    tell(clock)
    return 1


def _each(things: Iterable[T], act: Callable[[T], int]) -> int:
    """Do it to each and add up; what fails is raised when all had their turn."""
    done, troubles = 0, []
    for thing in things:
        try:
            done += act(thing)
        except Exception as trouble:  # noqa: BLE001 - raised below, with all the others
            troubles.append(trouble)
    if troubles:
        raise ExceptionGroup("Some cases were left as they were", troubles)
    return done


def rule_of(clock: CaseClock) -> ClockRule:
    """Give the rule in force on the day that the clock started."""
    return operator_pack().clock(clock.rule, clock.started_at.date())


def _locked(clock: CaseClock) -> tuple[Case, CaseClock]:
    case = Case.objects.select_for_update(of=("self",)).get(pk=clock.case_id)
    return case, case.clocks.select_for_update().get(pk=clock.pk)


def _count_again(clock: CaseClock) -> bool:
    """Count from the start, with every ended pause; tell whether the date moved."""
    rule = rule_of(clock)
    pauses = [
        Pause(one.paused_from, one.paused_until, one.reason)
        for one in clock.pauses.order_by("paused_from")
        if one.paused_until
    ]
    due: Deadline = deadline(rule, started_at=clock.started_at, zone=clock.zone, pauses=pauses)
    has_moved = (due.due_on, due.due_at) != (clock.due_on, clock.due_at)
    clock.due_on, clock.due_at, clock.provisional = due.due_on, due.due_at, due.provisional
    clock.edition, clock.steps = rule.edition, [vars(step) for step in due.steps]
    if clock.alarmed_at is None or has_moved:
        clock.alarm_at, clock.alarmed_at = alarm_at(rule, due), None
    clock.save()
    return has_moved


def _put_in_order(case: Case) -> None:
    case.due_at = earliest(list(case.clocks.all()))
    Case.objects.filter(pk=case.pk).update(due_at=case.due_at)
