"""Doing a task: its effect and its completion are one; a failure is tried again, then shown."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from kabinet.journal.actions import note
from kabinet.journal.models import Note
from kabinet.journal.rules import Thing
from kabinet.tasks.actions import NotDead, Work, enqueue, enqueue_slot, revive, sweep
from kabinet.tasks.models import Task
from kabinet.tasks.queries import backlog, dead
from kabinet.tasks.worker import Errand, GiveUp, Later, TryAgain, run_one

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
THING = Thing("test.thing", 1)

pytestmark = pytest.mark.django_db


def write(payload: dict[str, Any], at: datetime) -> None:
    note(what="test.effect", about=THING, at=at, data=payload)


def write_and_fail(payload: dict[str, Any], at: datetime) -> None:
    write(payload, at)
    raise TryAgain("the neighbour is down")


def effects() -> int:
    return Note.objects.filter(what="test.effect").count()


def work_off(handlers: dict[str, Any], *, at: datetime = MONDAY) -> int:
    done = 0
    while run_one(handlers, at=at):
        done += 1
    return done


def test_a_task_is_done_once():
    task = enqueue("write", payload={"n": 1}, at=MONDAY)

    assert work_off({"write": write}) == 1

    task.refresh_from_db()
    assert (task.done_at, task.lease_until, task.attempts) == (MONDAY, None, 1)
    assert effects() == 1


def test_the_same_key_is_the_same_task():
    first = enqueue("write", payload={"n": 1}, at=MONDAY, key="k")

    assert enqueue("write", payload={"n": 2}, at=MONDAY, key="k") == first
    assert Task.objects.get().payload == {"n": 1}


def test_a_task_can_be_asked_for_as_django_tasks_does():
    later = MONDAY + timedelta(hours=1)

    task = Work("write").using(run_after=later, key="k").enqueue(at=MONDAY, n=1)

    assert (task.kind, task.run_at, task.key, task.payload) == ("write", later, "k", {"n": 1})


def test_what_was_rolled_back_was_never_asked_for():
    def ask_and_fail() -> None:
        with transaction.atomic():
            enqueue("write", payload={}, at=MONDAY)
            raise TryAgain("the caller changed his mind")

    with pytest.raises(TryAgain):
        ask_and_fail()

    assert work_off({"write": write}) == 0


def test_a_task_waits_for_its_time():
    enqueue("write", payload={}, at=MONDAY, run_at=MONDAY + timedelta(hours=1))

    assert work_off({"write": write}) == 0
    assert work_off({"write": write}, at=MONDAY + timedelta(hours=1)) == 1


def test_a_failed_effect_is_undone_and_tried_again_later():
    task = enqueue("write", payload={}, at=MONDAY)

    work_off({"write": write_and_fail})

    task.refresh_from_db()
    assert effects() == 0
    assert timedelta(seconds=1) <= task.run_at - MONDAY <= timedelta(seconds=3)
    assert task.last_error == "TryAgain: the neighbour is down"
    assert work_off({"write": write}, at=MONDAY + timedelta(seconds=3)) == 1
    assert effects() == 1


def test_after_the_last_attempt_a_task_is_shown_and_can_be_revived():
    task = enqueue("write", payload={}, at=MONDAY)
    at = MONDAY
    while not dead().exists():
        at += timedelta(hours=2)
        run_one({"write": write_and_fail}, at=at, most_attempts=3)

    task.refresh_from_db()
    assert task.attempts == 3
    assert backlog(at).failed == 1
    assert Note.objects.get().what == "task.dead"

    revive(task_id=task.pk, by=None, at=at)
    assert work_off({"write": write}, at=at) == 1
    assert effects() == 1
    assert Note.objects.filter(what="task.revived").count() == 1


def test_a_task_that_is_not_dead_is_not_revived():
    task = enqueue("write", payload={}, at=MONDAY)

    with pytest.raises(NotDead):
        revive(task_id=task.pk, by=None, at=MONDAY)

    assert not Note.objects.exists()


def test_a_task_of_an_unknown_kind_waits_for_a_worker_that_knows_it():
    enqueue("unknown", payload={}, at=MONDAY)

    work_off({})

    assert Task.objects.get().last_error == "TryAgain: no handler for unknown"
    assert work_off({"unknown": write}, at=MONDAY + timedelta(minutes=1)) == 1


def test_an_error_is_told_without_the_values_in_it():
    def trip(_payload: dict[str, Any], _at: datetime) -> None:
        raise ValueError("Ivan, +79140000000")

    enqueue("trip", payload={}, at=MONDAY)
    work_off({"trip": trip})

    assert Task.objects.get().last_error.startswith("ValueError at trip:")


def test_a_handler_may_ask_to_be_called_later_without_blame():
    def not_yet(_payload: dict[str, Any], at: datetime) -> None:
        raise Later(at + timedelta(days=1))

    task = enqueue("wait", payload={}, at=MONDAY)
    work_off({"wait": not_yet})

    task.refresh_from_db()
    assert (task.run_at, task.attempts) == (MONDAY + timedelta(days=1), 0)


def test_a_handler_may_give_up_at_once():
    def hopeless(_payload: dict[str, Any], _at: datetime) -> None:
        raise GiveUp("the number does not exist")

    enqueue("call", payload={}, at=MONDAY)
    work_off({"call": hopeless})

    assert dead().get().last_error == "the number does not exist"


def test_a_worker_that_lost_its_lease_leaves_nothing_behind():
    """The slow worker's task is taken by another; what the slow one did is thrown away."""
    enqueue("write", payload={}, at=MONDAY)
    after_the_lease = MONDAY + timedelta(minutes=6)

    def slow(_payload: dict[str, Any], _at: datetime) -> str:
        run_one({"write": write}, at=after_the_lease)
        return "too late"

    def record(_payload: dict[str, Any], _result: str, at: datetime) -> None:
        write({"by": "slow"}, at)

    assert run_one({"write": Errand(go=slow, record=record)}, at=MONDAY)

    assert Note.objects.get().data == {}
    assert Task.objects.get().done_at == after_the_lease


def test_a_slow_worker_whom_nobody_relieved_still_finishes():
    enqueue("write", payload={}, at=MONDAY)

    run_one({"write": write}, at=MONDAY, lease=timedelta(0))

    assert effects() == 1


def test_a_task_that_kills_its_worker_every_time_is_shown():
    """Like a worker that vanished in mid-work: no exception that the loop could catch."""
    enqueue("poison", payload={}, at=MONDAY)

    def die(_payload: dict[str, Any], _at: datetime) -> None:
        raise KeyboardInterrupt

    at = MONDAY
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            run_one({"poison": die}, at=at, most_attempts=3)
        at += timedelta(minutes=6)
    run_one({"poison": die}, at=at, most_attempts=3)

    assert dead().get().last_error == "the worker died at every attempt"


def test_an_errand_goes_out_first_and_is_recorded_with_its_completion():
    went: list[int] = []

    def go(payload: dict[str, Any], _at: datetime) -> str:
        went.append(payload["n"])
        return "250 OK"

    def record(payload: dict[str, Any], result: str, at: datetime) -> None:
        write({"n": payload["n"], "result": result}, at)

    enqueue("send", payload={"n": 7}, at=MONDAY)
    work_off({"send": Errand(go=go, record=record)})

    assert went == [7]
    assert Note.objects.get().data == {"n": 7, "result": "250 OK"}


def test_an_errand_hears_when_it_is_given_up_and_its_own_trouble_hides_nothing():
    def go(_payload: dict[str, Any], _at: datetime) -> None:
        raise GiveUp("no such address")

    def give_up(payload: dict[str, Any], at: datetime, error: str) -> None:
        write({"error": error}, at)
        if payload["trip"]:
            raise ValueError

    errand = Errand(go=go, record=lambda *_: None, give_up=give_up)
    enqueue("send", payload={"trip": False}, at=MONDAY)
    enqueue("send", payload={"trip": True}, at=MONDAY)
    work_off({"send": errand})

    assert dead().count() == 2
    assert Note.objects.get(what="test.effect").data == {"error": "no such address"}


def test_a_periodic_task_is_asked_for_once_a_slot():
    hour = timedelta(hours=1)
    for minute in (0, 1, 59, 60):
        enqueue_slot("alarms", every=hour, at=MONDAY + timedelta(minutes=minute))

    assert Task.objects.count() == 2


def test_tasks_done_long_ago_are_swept_and_failed_ones_stay():
    enqueue("write", payload={}, at=MONDAY)
    enqueue("call", payload={}, at=MONDAY)
    run_one({"write": write}, at=MONDAY)
    Task.objects.filter(kind="call").update(dead_at=MONDAY)

    assert sweep(before=MONDAY + timedelta(days=30)) == 1
    assert Task.objects.get().kind == "call"
