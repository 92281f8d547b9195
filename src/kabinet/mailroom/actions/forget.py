"""Forgetting what was written to somebody whose data has to go."""

from datetime import datetime

from django.db import models, transaction

from kabinet.journal.actions import note
from kabinet.journal.queries import thing_of
from kabinet.journal.rules import Thing
from kabinet.mailroom.models import Message, MessageState


@transaction.atomic
def forget_messages(*, about: models.Model | Thing, at: datetime) -> int:
    """Blank the messages about a thing: address, subject, text; that they went stays.

    One that has not gone yet is not sent any more.
    """
    thing = thing_of(about)
    written = Message.objects.filter(about_kind=thing.kind, about_id=thing.id).exclude(to="")
    written.filter(state=MessageState.QUEUED).update(state=MessageState.FAILED)
    forgotten = written.update(to="", subject="", text="", error="", in_reply_to="")
    if forgotten:
        data = {"messages": forgotten}
        note(what="messages.forgotten", about=thing, at=at, actor="erasure", data=data)
    return forgotten
