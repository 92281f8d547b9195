"""SMS through a gateway that is asked over HTTP."""

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings

from kabinet.mailroom.carriers.outcome import Outcome
from kabinet.mailroom.models import Message
from kabinet.tasks.worker import TryAgain

PATIENCE = 15  # seconds
# The gateway will say the same of this message tomorrow. Other refusals (a wrong key, a wrong
# address, too many at once) are ours to mend, and are tried again.
_FOR_GOOD = {400, 410, 422}


class _NoDetour(urllib.request.HTTPRedirectHandler):
    """A gateway that sends us elsewhere is not followed: the text is for it alone."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_ASK = urllib.request.build_opener(_NoDetour)


def send(message: Message, at: datetime) -> Outcome:  # noqa: ARG001 - the shape of a carrier
    """Ask the gateway to send. `{key}` is the same at every try, so that it can tell a repeat."""
    try:
        with _ASK.open(_request(message), timeout=PATIENCE) as answer:
            return Outcome(sent=True, code=str(answer.status))
    except urllib.error.HTTPError as refusal:
        with refusal:
            if refusal.code not in _FOR_GOOD:
                raise TryAgain(f"SMS gateway {refusal.code}") from None
            words = refusal.read(200).decode(errors="replace")
            return Outcome(sent=False, code=str(refusal.code), answer=words)
    except (OSError, http.client.HTTPException) as trouble:
        raise TryAgain(f"SMS gateway {type(trouble).__name__}") from trouble


def _request(message: Message) -> urllib.request.Request:
    """Fill the templates: the address always; a body, where there is one, makes it a POST."""
    address = _filled(settings.SMS["url"], message, lambda value: quote(value, safe=""))
    body = settings.SMS.get("body", "")
    if not body:
        return urllib.request.Request(address)  # noqa: S310 - the operator's own setting
    is_json = body.lstrip().startswith("{")
    escape: Callable[[str], str] = _inside_json if is_json else _inside_form
    media_type = "application/json" if is_json else "application/x-www-form-urlencoded"
    return urllib.request.Request(  # noqa: S310 - likewise
        address,
        data=_filled(body, message, escape).encode(),
        headers={"Content-Type": f"{media_type}; charset=utf-8"},
    )


def _filled(template: str, message: Message, escape: Callable[[str], str]) -> str:
    values = {"{to}": message.to, "{text}": message.text, "{key}": message.message_id}
    for place, value in values.items():
        template = template.replace(place, escape(value))
    return template


def _inside_json(value: str) -> str:
    return json.dumps(value)[1:-1]


def _inside_form(value: str) -> str:
    return quote(value, safe="")
