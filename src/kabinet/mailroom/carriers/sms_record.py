"""SMS that goes nowhere: a file for each, for demonstrations and for trying things out."""

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings

from kabinet.mailroom.carriers.outcome import Outcome
from kabinet.mailroom.models import Message

FOLDER = "outbox-sms"


def send(message: Message, at: datetime) -> Outcome:
    """Keep the message as `outbox-sms/<message id>.json`; sent again, it is the same file."""
    folder = Path(settings.DATA) / FOLDER
    folder.mkdir(exist_ok=True)
    said = {
        "message_id": message.message_id,
        "to": message.to,
        "text": message.text,
        "at": at.isoformat(),
    }
    fresh = folder / f"{message.message_id}.new"
    fresh.write_text(json.dumps(said, ensure_ascii=False))
    fresh.replace(folder / f"{message.message_id}.json")
    return Outcome(sent=True, code="recorded")
