"""Doing one task: lease it, do it, and mark it done in the transaction of its effect."""

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.tasks.models import Task
from kabinet.tasks.queries import due
from kabinet.tasks.rules import LEASE, MOST_ATTEMPTS, wait_after

log = logging.getLogger(__name__)

Payload = dict[str, Any]
Handler = Callable[[Payload, datetime], None]


def _nothing(_payload: Payload, _at: datetime, _error: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Errand:
    """Work that leaves the house: mail, SMS, an order to the network.

    `go` runs outside any transaction, and may run again after a crash: what it sends must
    carry the same id each time. `record` writes down what came of it, in the transaction
    that marks the task done. `give_up` is told, in the transaction that buries it.
    """

    go: Callable[[Payload, datetime], Any]
    record: Callable[[Payload, Any, datetime], None]
    give_up: Callable[[Payload, datetime, str], None] = _nothing


Handlers = Mapping[str, Handler | Errand]


class Later(Exception):
    """The handler asks to be called again at `run_at`; it is no failure, and counts as none."""

    def __init__(self, run_at: datetime) -> None:
        super().__init__(run_at.isoformat())
        self.run_at = run_at


class GiveUp(Exception):
    """Trying again would not help: the task goes on the list of failed ones at once."""


class TryAgain(Exception):
    """It failed for a reason that may pass. Its words are kept, so they hold no personal data."""


class Superseded(Exception):
    """The lease ran out and another worker took the task: this one's work is thrown away."""


def run_one(
    handlers: Handlers,
    *,
    at: datetime,
    lease: timedelta = LEASE,
    most_attempts: int = MOST_ATTEMPTS,
) -> bool:
    """Do the next due task, if there is one; tell whether there was.

    A handler's effect on the database and the task's completion are one transaction: it
    happens exactly once, whoever dies when. A handler that fails is tried again later, and
    after `most_attempts` it is put on the list of failed tasks.
    """
    task = _lease_next(at=at, lease=lease)
    if task is None:
        return False
    if task.attempts > most_attempts:  # each try killed its worker before it could say why
        _bury(task, handlers.get(task.kind), at=at, error="the worker died at every attempt")
        return True
    try:
        _do(task, handlers, at=at)
    except Superseded:
        log.warning("task %s %s: another worker has it", task.pk, task.kind)
    except Later as wish:
        _put_back(task, run_at=wish.run_at, attempts=task.attempts - 1)
    except GiveUp as reason:
        _bury(task, handlers.get(task.kind), at=at, error=str(reason))
    except Exception as trouble:  # noqa: BLE001 - whatever a handler raises, the next task waits
        _after_failure(task, trouble, handlers, at=at, most_attempts=most_attempts)
    return True


def _lease_next(*, at: datetime, lease: timedelta) -> Task | None:
    """Take the next task for a time. Two workers never take the same one."""
    if not due(at).exists():  # a plain read: an idle worker must not take SQLite's write lock
        return None
    with transaction.atomic():
        _hurry_commit()
        task = due(at).select_for_update(skip_locked=True).first()
        if task is None:
            return None
        task.fence += 1
        task.attempts += 1
        task.lease_until = at + lease
        task.save(update_fields=["fence", "attempts", "lease_until"])
    return task


def _hurry_commit() -> None:
    """Do not wait for the disk. A lease lost in a power cut costs a repeat, no more.

    Whoever took the same task meanwhile, only one transaction can mark it done.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO OFF")


def _do(task: Task, handlers: Handlers, *, at: datetime) -> None:
    handler = handlers.get(task.kind)
    if handler is None:
        raise TryAgain(f"no handler for {task.kind}")
    if isinstance(handler, Errand):
        result = handler.go(task.payload, at)
        with transaction.atomic():
            _mark_done(task, at=at)
            handler.record(task.payload, result, at)
        return
    with transaction.atomic():
        _mark_done(task, at=at)
        handler(task.payload, at)


def _mark_done(task: Task, *, at: datetime) -> None:
    """Mark it first: a worker that lost its lease stops here, before it has done anything."""
    _write(task, done_at=at, lease_until=None, last_error="")


def _write(task: Task, **columns: object) -> None:
    """Change the row only while its fence is still ours."""
    mine = Task.objects.filter(pk=task.pk, fence=task.fence, done_at=None, dead_at=None)
    if not mine.update(**columns):
        raise Superseded(task.pk)


def _put_back(task: Task, *, run_at: datetime, attempts: int, error: str = "") -> None:
    try:
        _write(task, run_at=run_at, lease_until=None, attempts=attempts, last_error=error)
    except Superseded:
        log.warning("task %s %s: another worker has it", task.pk, task.kind)


def _after_failure(
    task: Task, trouble: Exception, handlers: Handlers, *, at: datetime, most_attempts: int
) -> None:
    error = told(trouble)
    log.warning("task %s %s, attempt %s: %s", task.pk, task.kind, task.attempts, error)
    if task.attempts >= most_attempts:
        _bury(task, handlers.get(task.kind), at=at, error=error)
    else:
        run_at = at + wait_after(task.attempts, task=task.pk)
        _put_back(task, run_at=run_at, attempts=task.attempts, error=error)


@transaction.atomic
def _bury(task: Task, handler: Handler | Errand | None, *, at: datetime, error: str) -> None:
    try:
        _write(task, dead_at=at, lease_until=None, last_error=error)
    except Superseded:
        return
    note(
        what="task.dead", about=task, at=at, actor="tasks", data={"kind": task.kind, "error": error}
    )
    if isinstance(handler, Errand):
        _tell_of_giving_up(handler, task, at=at, error=error)


def _tell_of_giving_up(errand: Errand, task: Task, *, at: datetime, error: str) -> None:
    try:
        with transaction.atomic():
            errand.give_up(task.payload, at, error)
    except Exception as trouble:  # noqa: BLE001 - the task must come on the list all the same
        log.warning("task %s %s, giving up: %s", task.pk, task.kind, told(trouble))


def told(trouble: Exception) -> str:
    """Tell an error without the values in it: a database quotes names and numbers in its own."""
    if isinstance(trouble, Refused | TryAgain):
        return f"{type(trouble).__name__}: {trouble}"[:300]
    frames = traceback.extract_tb(trouble.__traceback__)
    where = f" at {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return f"{type(trouble).__name__}{where}"[:300]
