"""The worker's loop: works, stops when told, survives its database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection

from kabinet.jobs.worker import Clockwork, serve, work_until
from kabinet.journal.actions import note
from kabinet.journal.models import Note
from kabinet.journal.rules import Thing
from kabinet.kit.clock import now
from kabinet.tasks.actions import enqueue
from kabinet.tasks.models import Task
from kabinet.tasks.worker import Errand

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


def write(payload: dict[str, Any], at: datetime) -> None:
    note(what="test.effect", about=Thing("test.thing", payload["n"]), at=at)


def soon(what_holds: Callable[[], bool], within: float = 20) -> bool:
    end = monotonic() + within
    while monotonic() < end:
        if what_holds():
            return True
        sleep(0.05)
    return False


@contextmanager
def at_work(**how: Any) -> Iterator[Event]:
    stop = Event()
    worker = Thread(target=work_until, args=(stop.is_set,), kwargs={"periodic": {}} | how)
    worker.start()
    try:
        yield stop
    finally:
        stop.set()
        worker.join()


def all_done() -> bool:
    return not Task.objects.filter(done_at=None).exists()


def test_it_works_until_nothing_is_due_and_stops_when_told():
    for n in range(5):
        enqueue("write", payload={"n": n}, at=MONDAY)

    work_until(all_done, handlers={"write": write}, periodic={}, lanes=1)

    assert Note.objects.count() == 5


def test_told_to_stop_it_starts_nothing():
    stop = Event()
    stop.set()
    task = enqueue("write", payload={"n": 1}, at=MONDAY)

    serve(stop)

    task.refresh_from_db()
    assert task.attempts == 0


def test_the_clockwork_asks_once_in_its_time_whoever_asks():
    minute = timedelta(minutes=1)
    for clockwork in (Clockwork({"alarms": minute}), Clockwork({"alarms": minute})):
        for second in (0, 1, 59):
            clockwork.strike(MONDAY + timedelta(seconds=second))

    assert Task.objects.count() == 1
    clockwork.strike(MONDAY + minute)
    assert Task.objects.count() == 2


@pytest.mark.postgres
def test_a_worker_whose_database_went_away_comes_back_to_work():
    with at_work(handlers={"write": write}, lanes=1):
        enqueue("write", payload={"n": 1}, at=now())
        assert soon(all_done)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert cursor.fetchone() == (1,)
        enqueue("write", payload={"n": 2}, at=now())
        assert soon(all_done)


@pytest.mark.postgres
def test_a_lane_that_is_stuck_does_not_keep_the_other_waiting():
    let_go = Event()

    def hang(_payload: dict[str, Any], _at: datetime) -> None:
        let_go.wait(20)

    with at_work(handlers={"hang": hang, "write": write}, lanes=2):
        enqueue("hang", payload={}, at=now())
        enqueue("write", payload={"n": 1}, at=now())
        assert soon(Note.objects.exists)
        assert not all_done()
        let_go.set()
        assert soon(all_done)


@pytest.mark.postgres
def test_four_workers_share_the_work_and_go_out_once_for_each_task():
    went: list[int] = []

    def go(payload: dict[str, Any], _at: datetime) -> None:
        went.append(payload["n"])

    def record(payload: dict[str, Any], _result: None, at: datetime) -> None:
        write(payload, at)

    for n in range(200):
        enqueue("send", payload={"n": n}, at=MONDAY)

    with at_work(handlers={"send": Errand(go=go, record=record)}, lanes=4):
        assert soon(all_done)

    assert sorted(went) == list(range(200))
    assert Note.objects.count() == 200
