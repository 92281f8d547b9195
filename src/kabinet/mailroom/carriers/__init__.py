"""Who takes a message out of the house: one module for each channel's adapter."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from kabinet.mailroom.carriers import mail, sms_http, sms_record
from kabinet.mailroom.carriers.outcome import Outcome
from kabinet.mailroom.models import Channel, Message

Carrier = Callable[[Message, datetime], Outcome]

_SMS: dict[str, Carrier] = {"record": sms_record.send, "http": sms_http.send}

__all__ = ["Outcome", "carrier_of"]


def carrier_of(channel: str) -> Carrier:
    if channel == Channel.EMAIL:
        return mail.send
    return _SMS[settings.SMS["adapter"]]
