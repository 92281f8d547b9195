"""The worker: does the tasks that are due, one after another, until it is told to stop.

It never touches signals: whoever starts it decides what Ctrl-C means. Killed at any moment
it loses nothing: what it had in hand is taken up again when its lease runs out.
"""

import logging
import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from threading import Event, Thread
from time import sleep

from django.db import connections

from kabinet.jobs.handlers import HANDLERS, PERIODIC
from kabinet.kit.clock import now
from kabinet.tasks.actions import enqueue_slot
from kabinet.tasks.rules import LEASE
from kabinet.tasks.worker import Handlers, run_one, told

log = logging.getLogger("kabinet.worker")

LANES = 2  # one neighbour that hangs must not keep a sign-in code waiting
IDLE = 0.25  # seconds between two looks at an empty queue
AFTER_TROUBLE = 1.0  # seconds, when the database itself does not answer

ShouldStop = Callable[[], bool]


def serve(stop: Event) -> None:
    """Work until the event is set, or until the process that started this one is gone."""
    parent = os.getppid()
    work_until(lambda: stop.is_set() or os.getppid() != parent)


def work_until(
    should_stop: ShouldStop,
    *,
    handlers: Handlers = HANDLERS,
    periodic: Mapping[str, timedelta] = PERIODIC,
    lanes: int = LANES,
    lease: timedelta = LEASE,
) -> None:
    """Work in several lanes; the task in hand is finished before this returns."""
    beside = [
        Thread(
            target=_lane,
            args=(should_stop, handlers, Clockwork({}), lease),
            name=f"lane-{number}",
        )
        for number in range(2, lanes + 1)
    ]
    for lane in beside:
        lane.start()
    _lane(should_stop, handlers, Clockwork(periodic), lease)
    for lane in beside:
        lane.join()


class Clockwork:
    """Asks for each periodic task once in its time."""

    def __init__(self, periodic: Mapping[str, timedelta]) -> None:
        self._periodic = periodic
        self._asked: dict[str, int] = {}

    def strike(self, at: datetime) -> None:
        for name, every in self._periodic.items():
            slot = int(at.timestamp() // every.total_seconds())
            if self._asked.get(name) != slot:
                enqueue_slot(name, every=every, at=at)
                self._asked[name] = slot


def _lane(
    should_stop: ShouldStop, handlers: Handlers, clockwork: Clockwork, lease: timedelta
) -> None:
    while not should_stop():
        try:
            clockwork.strike(now())
            pause = 0.0 if run_one(handlers, at=now(), lease=lease) else IDLE
        except Exception as trouble:  # noqa: BLE001 - the database may come back
            log.warning("worker: %s", told(trouble))
            connections.close_all()
            pause = AFTER_TROUBLE
        if pause:
            sleep(pause)
    connections.close_all()
