"""What the mailroom does."""

from kabinet.mailroom.actions.codes import send_code
from kabinet.mailroom.actions.deliver import carry, deliver, give_up, record
from kabinet.mailroom.actions.forget import forget_messages
from kabinet.mailroom.actions.invitations import send_invitation
from kabinet.mailroom.actions.queue import queue_message
from kabinet.mailroom.actions.register import register

__all__ = [
    "carry",
    "deliver",
    "forget_messages",
    "give_up",
    "queue_message",
    "record",
    "register",
    "send_code",
    "send_invitation",
]
