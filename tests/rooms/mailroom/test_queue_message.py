"""Leaving a message: part of the commit, once per key."""

import pytest
from django.db import transaction

from kabinet.mailroom.models import Message
from kabinet.mailroom.queries import messages_about, verify
from kabinet.tasks.models import Task
from tests.rooms.mailroom.conftest import MONDAY, Queue


class ChangedHisMind(Exception):
    """What makes the caller's transaction fail."""


def test_a_message_waits_with_the_task_that_will_send_it(queue: Queue, about):
    message = queue()

    task = Task.objects.get()
    assert (task.kind, task.payload) == ("mailroom.deliver", {"message_id": message.pk})
    assert (message.state, message.made_at) == ("queued", MONDAY)
    assert list(messages_about(about)) == [message]
    assert verify() == []


def test_the_same_key_is_one_message(queue: Queue):
    first = queue()

    assert queue(text="another text") == first
    assert Message.objects.count() == Task.objects.count() == 1


def test_a_message_of_a_deed_that_failed_was_never_left(queue: Queue):
    def fail() -> None:
        with transaction.atomic():
            queue()
            raise ChangedHisMind

    with pytest.raises(ChangedHisMind):
        fail()

    assert not Message.objects.exists()
    assert not Task.objects.exists()


def test_a_subject_cannot_smuggle_a_header(queue: Queue):
    assert queue(subject="Hello\r\nBcc: all@example.org").subject == "Hello Bcc: all@example.org"


def test_a_message_that_nobody_will_send_is_named(queue: Queue):
    message = queue()
    Task.objects.all().delete()

    assert verify() == [f"message {message.pk}: it waits in the outbox, and no task will send it"]
