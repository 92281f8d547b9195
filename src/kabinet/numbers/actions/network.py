"""The network is told, after the commit and until it confirms."""

import hmac
import http.client
import json
import urllib.error
import urllib.request
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from kabinet.journal.actions import note
from kabinet.numbers.models import ConnectedService, NetworkCommand
from kabinet.tasks.actions import enqueue

_PATIENCE = 10  # seconds


class NetworkSilent(Exception):
    """The network did not confirm a command; it is sent again later, under the same key."""


def tell_network(connected: ConnectedService, *, verb: str, at: datetime) -> NetworkCommand:
    """Leave word for the network, in the caller's transaction. The same word twice is one."""
    command, is_new = NetworkCommand.objects.get_or_create(
        key=f"{verb}:{connected.pk}",
        defaults={
            "number": connected.number,
            "action": f"{verb}_service",
            "service": connected.service,
            "asked_at": at,
        },
    )
    if is_new:
        enqueue(
            "network.send", payload={"command_id": command.pk}, at=at, key=f"network:{command.key}"
        )
    return command


def send_command(*, command_id: int, at: datetime) -> None:
    """Send one command and keep the confirmation. Sent again, it is the same command.

    Without an address of a network the register itself is the network. Raises NetworkSilent.
    """
    command = NetworkCommand.objects.select_related("number").get(pk=command_id)
    if command.confirmed_at is not None:
        return
    if settings.NETWORK["url"]:
        _post(command)
    _confirm(command, at)


@transaction.atomic
def _confirm(command: NetworkCommand, at: datetime) -> None:
    waiting = NetworkCommand.objects.filter(pk=command.pk, confirmed_at__isnull=True)
    if waiting.update(confirmed_at=at):
        note(
            what="network.confirmed",
            about=command.number,
            at=at,
            actor="network",
            data={"action": command.action, "service": command.service},
            public=True,
        )


def _post(command: NetworkCommand) -> None:
    body = json.dumps(
        {
            "key": command.key,
            "action": command.action,
            "number": command.number.identifier,
            "service": command.service,
            "asked_at": command.asked_at.isoformat(),
            **({"value": command.value} if command.value else {}),
        }
    ).encode()
    request = urllib.request.Request(  # noqa: S310 - the address is the operator's own setting
        settings.NETWORK["url"],
        data=body,
        headers={
            "Content-Type": "application/json",
            "Idempotency-Key": command.key,
            "X-Kabinet-Signature": f"sha256={signature_of(body)}",
        },
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE):  # noqa: S310 - likewise
            pass
    except (urllib.error.URLError, http.client.HTTPException, OSError) as trouble:
        raise NetworkSilent(f"{command.key}: {trouble}") from trouble


def signature_of(body: bytes) -> str:
    """Sign what is sent, so that the network knows that it comes from us."""
    return hmac.new(settings.NETWORK["secret"].encode(), body, sha256).hexdigest()
