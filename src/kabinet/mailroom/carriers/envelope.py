"""A message as an e-mail: text, the same as simple HTML, letters as PDF."""

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import linebreaks, urlize

from kabinet.documents.models import Letter
from kabinet.documents.queries import render
from kabinet.mailroom.models import Message

_PAGE = """<!doctype html>
<html><body style="font: 16px/1.5 Arial, sans-serif; max-width: 40em">
{text}
</body></html>
"""


class BadAddress(Exception):
    """This is no address that a letter could be sent to."""


def envelope_of(message: Message, at: datetime) -> EmailMessage:
    """Write the e-mail. The same message makes the same Message-ID at every try.

    Raises BadAddress.
    """
    letter = EmailMessage(policy=SMTP)
    letter["From"] = settings.SMTP["from"]
    letter["To"] = _address(message.to)
    letter["Subject"] = message.subject
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = f"<{message.message_id}@{_host()}>"
    if message.in_reply_to:
        letter["In-Reply-To"] = letter["References"] = message.in_reply_to
    # Nobody's holiday answer may answer us (RFC 3834).
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Auto-Response-Suppress"] = "All"
    letter.set_content(message.text)
    letter.add_alternative(_PAGE.format(text=_as_html(message.text)), subtype="html")
    for paper in message.letters.order_by("pk"):
        _enclose(letter, paper)
    return letter


def _as_html(text: str) -> str:
    return linebreaks(urlize(text, autoescape=True), autoescape=False)


def _address(typed: str) -> Address:
    if not typed or any(mark in typed for mark in "\r\n,;<>"):
        raise BadAddress
    try:
        return Address(addr_spec=typed)
    except (ValueError, MessageError) as trouble:
        raise BadAddress from trouble


def _host() -> str:
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"


def _enclose(letter: EmailMessage, paper: Letter) -> None:
    content = render(paper, "pdf")
    assert isinstance(content, bytes)  # noqa: S101 - told to mypy: only HTML is a string
    name = " ".join(paper.title.replace("/", "-").split()) or paper.token
    letter.add_attachment(
        content, maintype="application", subtype="pdf", filename=f"{name[:100]}.pdf"
    )
