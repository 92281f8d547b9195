"""What was caught: every mail and every SMS that left the house, newest first."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path

from django.conf import settings

from kabinet.demo.catcher import folder
from kabinet.mailroom.carriers.sms_record import FOLDER
from kabinet.mailroom.models import Message

PAGE = 20
_CODE = re.compile(r"(?<!\d)(\d{6})(?!\d)")
_NAME = re.compile(r"[\w-]{1,80}\.(eml|json)", re.ASCII)


@dataclass(frozen=True)
class Attachment:
    """A file in a mail; `place` is where it stands there."""

    place: int
    name: str
    media_type: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(frozen=True)
class Caught:
    """One mail or SMS. `code` is the one-time code in it, if it carries one."""

    name: str  # of its file
    channel: str
    to: str
    subject: str
    text: str
    at: datetime | None
    message_id: str
    code: str = ""
    attachments: list[Attachment] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """A page of what was caught; `after` is the mark of the next one, or nothing."""

    caught: list[Caught]
    total: int
    after: str


def newest(after: str = "") -> Page:
    """Read a page; `after` is a count of those already seen."""
    files = sorted(_files(), key=_moment_of, reverse=True)
    first = int(after) if after.isdecimal() else 0
    read = [_read(path) for path in files[first : first + PAGE]]
    last = first + PAGE
    return Page(_with_codes(read), len(files), str(last) if last < len(files) else "")


def one(name: str) -> Caught | None:
    """Read one file that was caught; None for a name that is none of ours."""
    if not _NAME.fullmatch(name):
        return None
    for path in (folder() / name, _sms_folder() / name):
        if path.is_file():
            return _read(path)
    return None


def raw(name: str) -> bytes | None:
    """Give a mail as it came over SMTP."""
    path = folder() / name
    return path.read_bytes() if _NAME.fullmatch(name) and path.is_file() else None


def _sms_folder() -> Path:
    return Path(settings.DATA) / FOLDER


def _files() -> Iterable[Path]:
    yield from folder().glob("*.eml")
    yield from _sms_folder().glob("*.json")


def _moment_of(path: Path) -> int:
    """Order by the machine's clock: a demonstration's own may leap."""
    return path.stat().st_mtime_ns


def _read(path: Path) -> Caught:
    return _mail(path) if path.suffix == ".eml" else _sms(path)


def _sms(path: Path) -> Caught:
    said: Mapping[str, str] = json.loads(path.read_text())
    return Caught(
        name=path.name,
        channel="sms",
        to=said["to"],
        subject="",
        text=said["text"],
        at=datetime.fromisoformat(said["at"]),
        message_id=said["message_id"],
    )


def _mail(path: Path) -> Caught:
    letter = message_from_bytes(path.read_bytes(), policy=modern)
    body = letter.get_body(("plain", "html"))
    return Caught(
        name=path.name,
        channel="email",
        to=str(letter["To"] or ""),
        subject=str(letter["Subject"] or ""),
        text=str(body.get_content()).strip() if body else "",
        at=_date_of(letter),
        message_id=str(letter["Message-ID"] or "").strip("<> ").partition("@")[0],
        attachments=[
            _attachment(place, part) for place, part in enumerate(letter.iter_attachments())
        ],
    )


def _attachment(place: int, part: EmailMessage) -> Attachment:
    content = part.get_content()
    return Attachment(
        place=place,
        name=part.get_filename() or f"file-{place}",
        media_type=part.get_content_type(),
        content=content if isinstance(content, bytes) else str(content).encode(),
    )


def _date_of(letter: EmailMessage) -> datetime | None:
    found = getattr(letter["Date"], "datetime", None)
    return found.astimezone(UTC) if isinstance(found, datetime) else None


def _with_codes(read: list[Caught]) -> list[Caught]:
    """Mark the code in those messages that our own outbox knows as secret."""
    asked = [each.message_id for each in read]
    secret = Message.objects.filter(message_id__in=asked, is_secret=True)
    known = set(secret.values_list("message_id", flat=True))
    return [_marked(each) if each.message_id in known else each for each in read]


def _marked(each: Caught) -> Caught:
    found = _CODE.search(each.text)
    return Caught(**{**vars(each), "code": found[1]}) if found else each
