"""E-mail over SMTP."""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings

from kabinet.mailroom.carriers.envelope import BadAddress, envelope_of
from kabinet.mailroom.carriers.outcome import Outcome
from kabinet.mailroom.models import Message
from kabinet.tasks.worker import TryAgain

PATIENCE = 20  # seconds for one step of the talk
_FOR_GOOD = 500  # answers from here on will not change by asking again


def send(message: Message, at: datetime) -> Outcome:
    """Hand the message to the mail server. Raises TryAgain when that may help.

    Trouble of our own making (a wrong password, a sender that the server does not know) may
    pass too: somebody mends the settings. Only what the server says of the recipient or of
    the letter itself is final.
    """
    try:
        letter = envelope_of(message, at)
    except BadAddress:
        return Outcome(sent=False, code="bad-address", answer="The address cannot be written")
    try:
        with _talk() as server:
            server.send_message(letter, _sender(), [message.to])
    except smtplib.SMTPRecipientsRefused as refusal:
        return _judge(*refusal.recipients[message.to])
    except smtplib.SMTPDataError as refusal:
        return _judge(refusal.smtp_code, refusal.smtp_error)
    except smtplib.SMTPNotSupportedError:
        return Outcome(sent=False, code="not-supported", answer="Not an address for this server")
    except smtplib.SMTPResponseException as trouble:
        raise TryAgain(f"SMTP {trouble.smtp_code} before the letter") from trouble
    except (OSError, smtplib.SMTPException) as trouble:
        raise TryAgain(f"SMTP {type(trouble).__name__}") from trouble
    return Outcome(sent=True, code="250")


@contextlib.contextmanager
def _talk() -> Iterator[smtplib.SMTP]:
    """Open the talk with the server; end it politely, whatever it says to that."""
    how: dict[str, Any] = settings.SMTP
    server = smtplib.SMTP(how["host"], how["port"], timeout=PATIENCE)
    try:
        if how["starttls"]:
            _cover(server)
        if how["user"]:
            server.login(how["user"], how["password"])
        yield server
        with contextlib.suppress(OSError, smtplib.SMTPException):
            server.quit()
    finally:
        server.close()


def _cover(server: smtplib.SMTP) -> None:
    """Go on under TLS, with a certificate that the system trusts, or not at all."""
    try:
        server.starttls(context=ssl.create_default_context())
    except smtplib.SMTPNotSupportedError as trouble:
        raise TryAgain("SMTP: no STARTTLS there, and nothing is sent in the open") from trouble


def _sender() -> str:
    return parseaddr(str(settings.SMTP["from"]))[1]


def _judge(code: int, answer: bytes | str) -> Outcome:
    if code < _FOR_GOOD:
        raise TryAgain(f"SMTP {code}")
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return Outcome(sent=False, code=str(code), answer=f"{code} {words}")
