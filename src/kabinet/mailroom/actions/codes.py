"""One-time codes leave by the outbox, like everything else."""

from datetime import datetime

from django.db import transaction

from kabinet.access.actions import make_code
from kabinet.access.models import OneTimeCode
from kabinet.mailroom.actions.queue import queue_message


@transaction.atomic
def send_code(
    *,
    purpose: str,
    about: str,
    address: str,
    channel: str,
    text: str,
    at: datetime,
    subject: str = "",
    silent: bool = False,
) -> OneTimeCode:
    """Make a code and queue the message that carries it, in one commit.

    `text` holds {code}. `silent`: the code is made but nobody is told, so that the page
    behaves the same for an address that we do not know. Raises TooManyCodes.
    """
    code, plain = make_code(purpose=purpose, about=about, address=address, at=at)
    if not silent:
        queue_message(
            key=f"code:{code.pk}",
            channel=channel,
            to=address,
            subject=subject,
            text=text.replace("{code}", plain),
            about=None,
            at=at,
            is_secret=True,
        )
    return code
