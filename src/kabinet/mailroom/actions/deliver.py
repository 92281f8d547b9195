"""Sending what waits in the outbox, and writing down what came of it."""

from datetime import datetime

from django.db import transaction

from kabinet.journal.actions import note
from kabinet.journal.rules import Thing
from kabinet.mailroom.carriers import Outcome, carrier_of
from kabinet.mailroom.models import Message, MessageState
from kabinet.tasks.worker import GiveUp

_GONE = {MessageState.SENT, MessageState.DELIVERED}


def deliver(*, message_id: int, at: datetime) -> None:
    """Send one message and write down what came of it; a message that went is not sent again.

    Raises TryAgain when a neighbour is down: nothing has changed then.
    """
    record(message_id=message_id, outcome=carry(message_id=message_id, at=at), at=at)


def carry(*, message_id: int, at: datetime) -> Outcome | None:
    """Hand the message over, outside any transaction; None: it went before.

    A worker killed between this and `record` sends it again, under the same Message-ID.
    """
    message = Message.objects.get(pk=message_id)
    if message.state in _GONE:
        return None
    if not message.text:
        raise GiveUp("its text is no longer kept")
    return carrier_of(message.channel)(message, at)


@transaction.atomic
def record(*, message_id: int, outcome: Outcome | None, at: datetime) -> None:
    """Write down that it went, or that it was refused for good."""
    message = _locked(message_id)
    if outcome is None or message.state in _GONE:
        return
    message.state = MessageState.SENT if outcome.sent else MessageState.FAILED
    message.sent_at = at if outcome.sent else None
    _close(message, answer=outcome.answer, code=outcome.code, at=at)


@transaction.atomic
def give_up(*, message_id: int, error: str, at: datetime) -> None:
    """Write down that it never went: every try failed. It can still be revived by hand."""
    message = _locked(message_id)
    if message.state in _GONE:
        return
    message.state = MessageState.FAILED
    _close(message, answer=error, code="", at=at)


def _locked(message_id: int) -> Message:
    return Message.objects.select_for_update().get(pk=message_id)


def _close(message: Message, *, answer: str, code: str, at: datetime) -> None:
    message.error = "" if message.state in _GONE else answer[:300]
    if message.is_secret:
        message.text = ""
    message.save(update_fields=["state", "sent_at", "error", "text"])
    is_about_something = message.about_id is not None
    about = Thing(message.about_kind, message.about_id or 0)
    note(
        what="message.sent" if message.state in _GONE else "message.failed",
        about=about if is_about_something else message,
        at=at,
        actor="mailroom",
        data={"message": message.pk, "channel": message.channel, "code": code},
        public=is_about_something and not message.is_secret,
    )
