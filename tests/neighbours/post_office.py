"""A mail server that behaves as it is told."""

import asyncio
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.neighbours import free_port

logging.getLogger("mail.log").setLevel(logging.WARNING)


class PostOffice:
    """`taken` is all that it said yes to, in order; `mood` what it does next.

    Moods: accept; a reply such as `rcpt 450 …`, `rcpt 550 …`, `data 451 …`, `data 554 …`;
    `hang` (never answers the letter); `drop` (takes the letter and hangs up without a word).
    """

    def __init__(self) -> None:
        self.port = free_port()
        self.mood = "accept"
        self.pause = 0.0  # seconds before it answers a letter
        self.taken: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.logins: list[bytes] = []
        self.tls: list[bool] = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # noqa: N802
        if self.mood.startswith("rcpt "):
            return self.mood.removeprefix("rcpt ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        if self.mood.startswith("data "):
            return self.mood.removeprefix("data ")
        await asyncio.sleep(60 if self.mood == "hang" else 0)
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        self.tls.append(session.ssl is not None)
        await asyncio.sleep(self.pause)
        if self.mood == "drop":
            server.transport.abort()
        return "250 OK"

    def check(self, _server, _session, _envelope, _mechanism, login: Any) -> AuthResult:
        self.logins.append(login.login)
        return AuthResult(success=login.password == b"right", handled=False)


@contextmanager
def open_post_office(*, tls: ssl.SSLContext | None = None) -> Iterator[PostOffice]:
    """Open it for a time. With `tls` it offers STARTTLS, and under it asks for a password."""
    office = PostOffice()
    how: dict[str, Any] = {}
    if tls:
        how = {"tls_context": tls, "auth_required": True, "authenticator": office.check}
    door = Controller(office, hostname="127.0.0.1", port=office.port, **how)
    door.start()
    try:
        yield office
    finally:
        door.stop()
