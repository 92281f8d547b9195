"""Deadlines off the request: alarms in working time, and counting again after a change."""

from datetime import date, datetime

from kabinet.access.queries import staff_with
from kabinet.access.rules import Role
from kabinet.cases.actions import alarms, recompute
from kabinet.cases.actions.telling import send_notice
from kabinet.cases.models import Case, CaseClock
from kabinet.deadlines.queries import calendar
from kabinet.mailroom.actions import queue_message
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack
from kabinet.tasks.actions import enqueue
from kabinet.tasks.worker import Payload

STAFF_LANGUAGE = "ru"


def sound_alarms(_payload: Payload, at: datetime) -> None:
    """Warn the officer of each deadline that comes near; of a free case, the supervisors."""
    alarms(at=at, tell=lambda clock: _warn(clock, at))


def watch_rules(_payload: Payload, at: datetime) -> None:
    """Have every running clock counted again, once for each edition of rules and calendar."""
    digest = calendar().digest
    enqueue("cases.recompute", payload={}, at=at, key=f"cases.recompute:{digest}")


def count_again(_payload: Payload, at: datetime) -> None:
    """Count all running clocks again; whoever filed is told of a date that moved."""
    recompute(at=at, tell=lambda case, changes: _tell(case, changes, at))


def _warn(clock: CaseClock, at: datetime) -> None:
    case, pack = clock.case, operator_pack()
    rule = pack.clock(clock.rule, clock.started_at.date())
    people = [case.assignee] if case.assignee else staff_with(Role.SUPERVISOR, at)
    for person in people:
        if not person.email:
            continue
        words = {
            "reference": case.reference,
            "name": say(rule.name, STAFF_LANGUAGE),
            "due": f"{clock.due_on:%d.%m.%Y}",
        }
        queue_message(
            key=f"alarm:{clock.pk}:{person.pk}:{clock.due_on.isoformat()}",
            channel="email",
            to=person.email,
            subject=pack.text("notice.staff.alarm.subject", STAFF_LANGUAGE, **words),
            text=pack.text("notice.staff.alarm", STAFF_LANGUAGE, **words),
            about=None,
            at=at,
        )


def _tell(case: Case, changes: list[dict[str, str]], at: datetime) -> None:
    """Tell the claimant the date that moved first; each new date is told once."""
    first = min(changes, key=lambda change: change["new"])
    send_notice(
        case,
        "notice.deadline.moved",
        key=f"moved:{case.reference}:{first['rule']}:{first['new']}",
        at=at,
        old_due=_day(first["old"]),
        due=_day(first["new"]),
    )


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d.%m.%Y}"
