"""A calendar file (RFC 5545) of the days that matter in a case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_WIDTH = 75  # bytes in a line, the leading space of a folded one included


@dataclass(frozen=True, kw_only=True)
class Event:
    """A day, or a moment. `uid` never changes for the same deadline: a new file moves the entry.

    alarm_before: how long before it a reminder rings.
    """

    uid: str
    on: date | datetime
    summary: str
    description: str = ""
    url: str = ""
    alarm_before: timedelta | None = None


def ics(events: Iterable[Event], *, at: datetime) -> bytes:
    """Write the events, stamped with the moment `at`."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kabinet//Deadlines//EN"]
    for event in events:
        lines.extend(_event(event, at))
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: Event, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(event.uid)}"
    yield f"DTSTAMP:{_moment(at)}"
    yield from _when(event.on)
    yield f"SUMMARY:{_escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_escaped(event.description)}"
    if event.url:
        yield f"URL:{_plain(event.url)}"
    if event.alarm_before is not None:
        yield from _alarm(event)
    yield "END:VEVENT"


def _when(on: date | datetime) -> Iterator[str]:
    if isinstance(on, datetime):
        yield f"DTSTART:{_moment(on)}"
    else:
        yield f"DTSTART;VALUE=DATE:{on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}"


def _alarm(event: Event) -> Iterator[str]:
    minutes = int((event.alarm_before or timedelta()) / timedelta(minutes=1))
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_escaped(event.summary)}"
    yield f"TRIGGER:-PT{minutes}M"
    yield "END:VALARM"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return _plain(escaped.replace("\n", "\\n"))


def _plain(text: str) -> str:
    """Drop control characters: a value can never begin a line of its own."""
    return "".join(char for char in text if char >= " " and char != "\x7f")


def _folded(line: str) -> bytes:
    """Fold by bytes, never inside a character."""
    out, room = bytearray(), _WIDTH
    for char in line:
        encoded = char.encode("utf-8", "replace")
        if len(encoded) > room:
            out += b"\r\n "
            room = _WIDTH - 1
        out += encoded
        room -= len(encoded)
    return bytes(out) + b"\r\n"
