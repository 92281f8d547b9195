"""The processing centre: do it, refuse it with a reason, ask the customer; and his answer."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.cases.actions.clocks import pause_clock, resume_clock
from kabinet.cases.actions.handling import move
from kabinet.cases.models import Case
from kabinet.cases.states import CaseState, ClockState
from kabinet.journal.actions import note
from kabinet.kit.errors import NotPermitted, Refused
from kabinet.orders.actions.ending import close_if_ended, tell
from kabinet.orders.models import Order, OrderLine
from kabinet.orders.states import LineState
from kabinet.tasks.actions import Work

WORK = Work("orders.work")
ASKED = "awaiting_customer"


class ReasonMissing(Refused):
    sentence = _("Write the reason: the customer will read it.")


class QuestionMissing(Refused):
    sentence = _("Write the question: the customer will read it.")


class AnswerMissing(Refused):
    sentence = _("Write the answer first.")


class NothingWaits(Refused):
    sentence = _("None of these rows waits any more. Somebody was faster.")


class NotYet(Refused):
    sentence = _("This order is set for a later date.")


@transaction.atomic
def approve(*, order: Order, lines: Collection[int] | None, by: User, at: datetime) -> int:
    """Have rows carried out, all that wait if none are named; tell how many.

    Without a network behind us this is the clerk's word that the network has done it.
    Raises NotPermitted, NotYet or NothingWaits.
    """
    case, waiting = _waiting(order, lines, by, at)
    count = waiting.update(state=LineState.QUEUED, decided_by=by)
    if not count:
        raise NothingWaits
    if case.state == CaseState.REGISTERED:
        move(case=case, to=CaseState.EXAMINED, by=by, at=at)
    note(what="order.approved", about=case, at=at, by=by, data={"count": count})
    key = f"orders.work:{order.pk}:{at.isoformat()}"
    WORK.using(key=key).enqueue(at=at, order_id=order.pk)
    return count


@transaction.atomic
def refuse(
    *, order: Order, lines: Collection[int] | None, reason: str, by: User, at: datetime
) -> int:
    """Refuse rows for a reason that the customer reads.

    Raises NotPermitted, ReasonMissing, NotYet or NothingWaits.
    """
    if not reason.strip():
        raise ReasonMissing
    case, waiting = _waiting(order, lines, by, at)
    count = waiting.update(
        state=LineState.REFUSED, reason=reason.strip()[:500], decided_by=by, ended_at=at
    )
    if not count:
        raise NothingWaits
    note(what="order.refused", about=case, at=at, by=by, data={"count": count}, public=True)
    close_if_ended(order, at=at)
    return count


@transaction.atomic
def ask(
    *, order: Order, lines: Collection[int] | None, question: str, by: User, at: datetime
) -> int:
    """Ask the customer about rows: the clock stands still until he answers.

    Raises NotPermitted, QuestionMissing, NotYet or NothingWaits.
    """
    if not question.strip():
        raise QuestionMissing
    case, waiting = _waiting(order, lines, by, at)
    count = waiting.update(state=LineState.ASKED, decided_by=by)
    if not count:
        raise NothingWaits
    order.question, order.answer = question.strip(), ""
    order.save(update_fields=["question", "answer"])
    for clock in case.clocks.filter(state=ClockState.RUNNING):
        pause_clock(clock=clock, reason=ASKED, by=None, at=at)
    note(what="order.asked", about=case, at=at, by=by, data={"count": count}, public=True)
    tell(order, case, "asked", at=at)
    return count


@transaction.atomic
def answer(*, order: Order, text: str, by: User, at: datetime) -> Order:
    """Answer the centre's question: the rows wait again and the clock runs on, once.

    Raises NotPermitted, AnswerMissing or NothingWaits.
    """
    order, case = _own(order, by, at)
    if not text.strip():
        raise AnswerMissing
    if not order.lines.filter(state=LineState.ASKED).update(state=LineState.WAITING):
        raise NothingWaits
    order.answer = text.strip()
    order.save(update_fields=["answer"])
    for clock in case.clocks.filter(state=ClockState.PAUSED):
        resume_clock(clock=clock, by=None, at=at)
    note(what="order.answered", about=case, at=at, by=by, public=True)
    return order


@transaction.atomic
def withdraw(*, order: Order, by: User, at: datetime) -> int:
    """Take back what has not been begun. Raises NotPermitted or NothingWaits."""
    order, case = _own(order, by, at)
    idle = order.lines.filter(state__in=[LineState.WAITING, LineState.ASKED])
    count = idle.update(state=LineState.WITHDRAWN, ended_at=at)
    if not count:
        raise NothingWaits
    note(what="order.withdrawn", about=case, at=at, by=by, data={"count": count}, public=True)
    close_if_ended(order, at=at)
    return count


def _waiting(
    order: Order, lines: Collection[int] | None, by: User, at: datetime
) -> tuple[Case, QuerySet[OrderLine]]:
    require(by, Permit.CARRY_OUT_ORDERS, at)
    held, case = _locked(order)
    if held.scheduled_for is not None and held.scheduled_for > at:
        raise NotYet
    waiting = held.lines.filter(state=LineState.WAITING)
    return case, waiting if lines is None else waiting.filter(pk__in=lines)


def _own(order: Order, by: User, at: datetime) -> tuple[Order, Case]:
    require(by, Permit.CHANGE_NUMBERS, at)
    if order.holder_id != by.holder_id:
        raise NotPermitted(Permit.CHANGE_NUMBERS)
    return _locked(order)


def _locked(order: Order) -> tuple[Order, Case]:
    """Hold the order first, then its case: everybody in this order."""
    held = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    return held, Case.objects.select_for_update(of=("self",)).get(pk=held.case_id)
