"""The table of handlers: each kind of task has one, and it does what it says."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kabinet.jobs.handlers import HANDLERS, PERIODIC
from kabinet.journal.queries import timeline
from kabinet.mailroom.actions import queue_message
from kabinet.mailroom.models import Counter, Message
from kabinet.tasks.actions import revive
from kabinet.tasks.models import Task
from kabinet.tasks.queries import dead
from kabinet.tasks.worker import run_one
from tests.neighbours.post_office import PostOffice, open_post_office

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SOURCE = Path("src/kabinet")


def kinds_in(tree: ast.AST) -> Iterator[str]:
    """Find the first word of `enqueue("…")` and `Work("…")`."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"enqueue", "Work"}:
            yield from (
                word.value
                for word in call.args[:1]
                if isinstance(word, ast.Constant) and isinstance(word.value, str)
            )


def test_every_kind_of_task_that_is_asked_for_has_a_handler():
    asked = {
        kind for path in SOURCE.rglob("*.py") for kind in kinds_in(ast.parse(path.read_text()))
    }

    assert "mailroom.deliver" in asked
    assert (asked | PERIODIC.keys()) - HANDLERS.keys() == set()


@pytest.fixture
def post_office(settings) -> Iterator[PostOffice]:
    with open_post_office() as office:
        settings.SMTP = {**settings.SMTP, "port": office.port}
        yield office


@pytest.fixture
def about(db: None) -> Counter:
    return Counter.objects.create(book="test", year=2026)


@pytest.fixture
def message(about: Counter) -> Message:
    return queue_message(
        key="k", channel="email", to="maria@example.org", text="Hello", about=about, at=MONDAY
    )


def test_a_message_goes_with_the_task_that_carries_it(message, post_office, about):
    assert run_one(HANDLERS, at=MONDAY)

    assert len(post_office.taken) == 1
    assert Task.objects.get().done_at == MONDAY
    assert timeline(about).get().what == "message.sent"


def test_mail_that_was_put_off_goes_later(message, post_office):
    post_office.mood = "data 451 greylisted"
    run_one(HANDLERS, at=MONDAY)
    assert Task.objects.get().last_error == "TryAgain: SMTP 451"

    post_office.mood = "accept"
    run_one(HANDLERS, at=MONDAY + timedelta(minutes=1))

    message.refresh_from_db()
    assert message.state == "sent"


def test_mail_that_never_goes_is_told_in_the_timeline_and_can_be_revived(
    message, post_office, about
):
    post_office.mood = "data 451 greylisted"
    at = MONDAY
    while not dead().exists():
        at += timedelta(hours=2)
        run_one(HANDLERS, at=at, most_attempts=2)
    assert timeline(about).get().what == "message.failed"

    post_office.mood = "accept"
    revive(task_id=dead().get().pk, by=None, at=at)
    run_one(HANDLERS, at=at)

    assert [note.what for note in timeline(about)] == ["message.failed", "message.sent"]


def test_periodic_work_runs_on_an_empty_house(db, settings, tmp_path):
    settings.CHECKPOINTS = str(tmp_path / "checkpoints.jsonl")
    for kind in PERIODIC:
        Task.objects.create(kind=kind, created_at=MONDAY, run_at=MONDAY)

    done = 0
    while run_one(HANDLERS, at=MONDAY):  # some of them ask for more work
        done += 1

    assert done >= len(PERIODIC)
    assert not Task.objects.filter(done_at=None).exists()
