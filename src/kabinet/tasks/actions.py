"""Asking for work, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.kit.rows import insert_once
from kabinet.tasks.models import Task


class NotDead(Refused):
    """Only a task that was given up can be revived."""

    sentence = _("This task is not on the list of failed tasks any more.")


def enqueue(
    kind: str,
    *,
    payload: Mapping[str, Any],
    at: datetime,
    run_at: datetime | None = None,
    key: str | None = None,
) -> Task:
    """Ask for work, in the caller's transaction: rolled back, it was never asked for.

    `payload` holds ids, never personal data. The same key twice is the same task.
    """
    task = Task(kind=kind, payload=dict(payload), created_at=at, run_at=run_at or at, key=key)
    if not insert_once(task, unless="key"):
        return Task.objects.get(key=key)
    return task


@dataclass(frozen=True)
class Work:
    """A kind of work, called as `django.tasks` is.

    `DELIVER = Work("mailroom.deliver")`, then `DELIVER.enqueue(at=at, message_id=7)` or
    `DELIVER.using(run_after=later, key="message:7").enqueue(at=at, message_id=7)`.
    """

    kind: str
    run_after: datetime | None = None
    key: str | None = None

    def using(self, *, run_after: datetime | None = None, key: str | None = None) -> Self:
        return replace(self, run_after=run_after, key=key)

    def enqueue(self, *, at: datetime, **payload: Any) -> Task:
        return enqueue(self.kind, payload=payload, at=at, run_at=self.run_after, key=self.key)


def enqueue_slot(name: str, *, every: timedelta, at: datetime) -> Task:
    """Ask for a periodic task, once per slot, however many workers ask.

    A slot that was slept through is not caught up: these tasks look at what is due now.
    """
    seconds = int(every.total_seconds())
    slot = int(at.timestamp()) // seconds * seconds
    return enqueue(name, payload={}, at=at, key=f"{name}@{slot}")


@transaction.atomic
def revive(*, task_id: int, by: AbstractBaseUser | None, at: datetime) -> Task:
    """Try a given-up task again, from its first attempt. Raises NotDead."""
    task = Task.objects.select_for_update().get(pk=task_id)
    if task.dead_at is None:
        raise NotDead(task.pk)
    task.dead_at, task.lease_until = None, None
    task.attempts, task.run_at = 0, at
    task.save(update_fields=["dead_at", "lease_until", "attempts", "run_at"])
    note(what="task.revived", about=task, by=by, at=at, data={"kind": task.kind})
    return task


def sweep(*, before: datetime, most: int = 5000) -> int:
    """Throw away the rows of tasks done long ago; the failed ones stay until somebody looks."""
    old = Task.objects.filter(done_at__lt=before).order_by("pk").values_list("pk", flat=True)
    return Task.objects.filter(pk__in=list(old[:most])).delete()[0]
