"""Leaving word for somebody: the row is the promise, the sending comes after the commit."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction

from kabinet.documents.models import Letter
from kabinet.journal.queries import thing_of
from kabinet.kit.rows import insert_once
from kabinet.mailroom.models import Message
from kabinet.mailroom.queries import task_key
from kabinet.tasks.actions import Work

DELIVER = Work("mailroom.deliver")


@transaction.atomic(savepoint=False)
def queue_message(
    *,
    key: str,
    channel: str,
    to: str,
    subject: str = "",
    text: str,
    about: models.Model | None,
    at: datetime,
    letters: Iterable[Letter] = (),
    is_secret: bool = False,
    in_reply_to: str = "",
) -> Message:
    """Put a message in the outbox, in the transaction of the deed. The same key is sent once.

    `is_secret`: the text is a code; it is wiped from our records once it is sent.
    """
    thing = thing_of(about) if about else None
    message = Message(
        key=key,
        channel=channel,
        to=to,
        subject=" ".join(subject.split())[:300],
        text=text,
        about_kind=thing.kind if thing else "",
        about_id=thing.id if thing else None,
        is_secret=is_secret,
        in_reply_to=in_reply_to,
        made_at=at,
    )
    if not insert_once(message, unless="key"):
        return Message.objects.get(key=key)
    if papers := list(letters):
        message.letters.add(*papers)
    DELIVER.using(key=task_key(message)).enqueue(at=at, message_id=message.pk)
    return message
