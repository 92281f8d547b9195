"""Taking, routing, noting, closing: what every desk does."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.cases.models import Case, InternalNote
from kabinet.cases.states import CLOSED, FLOW, LIVE_CLOCKS, CaseState, ClockState, Desk
from kabinet.journal.actions import note
from kabinet.kit.errors import Refused


class TakenByAnother(Refused):
    """Somebody else works on it; `name` says who."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
        self.sentence = _("%(name)s took this case before you.") % {"name": name}


class NotYours(Refused):
    sentence = _("This case is not yours any more.")


class TakesNoCases(Refused):
    sentence = _("This colleague takes no cases. Choose another.")


class NothingSaid(Refused):
    sentence = _("Write something first.")


@transaction.atomic
def take(*, case: Case, by: User, at: datetime) -> Case:
    """Take a free case to work on. Raises NotPermitted, WrongMove or TakenByAnother."""
    require(by, Permit.TAKE_CASE, at)
    case = _locked(case)
    if case.assignee is not None and case.assignee_id != by.pk:
        raise TakenByAnother(case.assignee.name)
    if case.assignee_id == by.pk:
        return case
    FLOW.check(case.state, CaseState.ANSWERED)
    if case.state == CaseState.REGISTERED:
        move(case=case, to=CaseState.EXAMINED, by=by, at=at)
    return _give(case, by, by=by, at=at)


@transaction.atomic
def put_back(*, case: Case, by: User, at: datetime) -> Case:
    """Give up one's own case, for anybody to take. Raises NotPermitted or NotYours."""
    require(by, Permit.TAKE_CASE, at)
    case = _locked(case)
    if case.assignee_id != by.pk:
        raise NotYours
    return _give(case, None, by=by, at=at)


@transaction.atomic
def assign(*, case: Case, to: User | None, by: User, at: datetime) -> Case:
    """Give a case to somebody, or put it back for anybody.

    Raises NotPermitted, WrongMove or TakesNoCases.
    """
    require(by, Permit.ROUTE_CASE, at)
    case = _locked(case)
    FLOW.check(case.state, CaseState.ANSWERED)
    if to is not None and not to.may(Permit.TAKE_CASE, at):
        raise TakesNoCases
    return _give(case, to, by=by, at=at)


@transaction.atomic
def route(*, case: Case, desk: str, reason: str, by: User, at: datetime) -> Case:
    """Send a case to another desk, with the reason. Raises NotPermitted, WrongMove, NothingSaid."""
    require(by, Permit.ROUTE_CASE, at)
    case = _locked(case)
    FLOW.check(case.state, CaseState.ANSWERED)
    if not reason.strip():
        raise NothingSaid
    before, case.desk, case.assignee = case.desk, Desk(desk), None
    _save(case, "desk", "assignee")
    why = leave_note(case=case, text=reason, by=by, at=at)
    note(
        what="case.routed",
        about=case,
        at=at,
        by=by,
        data={"from": before, "desk": str(desk), "note": why.pk},
    )
    return case


@transaction.atomic
def add_internal_note(*, case: Case, text: str, by: User, at: datetime) -> InternalNote:
    """Tell colleagues something. It never leaves the house. Raises NotPermitted, NothingSaid."""
    require(by, Permit.WRITE_NOTE, at)
    if not text.strip():
        raise NothingSaid
    written = leave_note(case=case, text=text, by=by, at=at)
    note(what="case.note", about=case, at=at, by=by, data={"note": written.pk})
    return written


def leave_note(*, case: Case, text: str, by: User, at: datetime) -> InternalNote:
    """Keep what an officer wrote for colleagues, inside the action that he did.

    The journal names the note and never quotes it: what people write may be personal, and the
    journal is kept for ever.
    """
    return InternalNote.objects.create(case=case, by=by, at=at, text=text.strip())


def move(*, case: Case, to: str, by: User | None, at: datetime) -> Case:
    """Take one step of the flow, inside the caller's transaction. Raises WrongMove."""
    FLOW.check(case.state, to)
    before, case.state = case.state, CaseState(to)
    case.closed_at = at if to in CLOSED else None
    _save(case, "state", "closed_at")
    note(
        what="case.moved",
        about=case,
        at=at,
        by=by,
        actor="" if by else "rule",
        data={"from": str(before), "to": str(to)},
    )
    return case


def close_case(*, case: Case, state: str, by: User | None, at: datetime) -> Case:
    """End a case: its clocks stop where they stand, kept or missed. Raises WrongMove."""
    move(case=case, to=state, by=by, at=at)
    live = case.clocks.filter(state__in=LIVE_CLOCKS)
    live.filter(due_at__gt=at).update(state=ClockState.MET, stopped_at=at)
    live.filter(due_at__lte=at, state=ClockState.PAUSED).update(state=ClockState.MET, stopped_at=at)
    live.filter(due_at__lte=at).update(state=ClockState.MISSED, stopped_at=at)
    case.due_at = None
    _save(case, "due_at")
    return case


def _locked(case: Case) -> Case:
    """Hold the case's row. Nothing is joined to it: PostgreSQL would join what was there before.

    (Whoever waited for the lock reads the row anew, but the rows beside it as they were.)
    """
    return Case.objects.select_for_update().get(pk=case.pk)


def _give(case: Case, to: User | None, *, by: User, at: datetime) -> Case:
    case.assignee = to
    _save(case, "assignee")
    if to is None:
        note(what="case.freed", about=case, at=at, by=by)
    else:
        note(what="case.assigned", about=case, at=at, by=by, data={"officer": to.pk})
    return case


def _save(case: Case, *fields: str) -> None:
    """Save, and let everybody who read the case before see that it has changed."""
    Case.objects.filter(pk=case.pk).update(
        **{name: getattr(case, name) for name in fields}, version=F("version") + 1
    )
    case.version += 1
