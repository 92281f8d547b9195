"""What a chain alone cannot show: that its end was cut off, or a whole chain taken out.

Every few minutes a line goes to a file outside the database: how many notes there are up to
an id, and a digest of their seals, under the journal's key and chained to the line before.
Between two lines somebody with the database and without the file can still cut the end.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import Max

from kabinet.journal.models import Note
from kabinet.journal.rules import canonical

FILE = "journal-checkpoints.jsonl"
_PATIENCE = "2s"


@dataclass(frozen=True)
class Checkpoint:
    """The notes with `after` < id <= `upto`, as they were at a moment."""

    at: str
    after: int
    upto: int
    count: int
    digest: str


def place() -> Path:
    """Tell where the lines are kept: beside the data, unless the operator names another disk."""
    return Path(getattr(settings, "CHECKPOINTS", "") or settings.DATA / FILE)


def checkpoint(*, at: datetime) -> Checkpoint | None:
    """Add a line about the notes written since the last one; None when there are none."""
    lines = _lines()
    after, previous = (lines[-1][0].upto, lines[-1][1]) if lines else (0, "")
    upto = _settled_upto()
    if upto <= after:
        return None
    count, digest = _digest(after, upto)
    fresh = Checkpoint(at.isoformat(), after, upto, count, digest)
    _append({**asdict(fresh), "mac": _seal(fresh, previous)})
    return fresh


def verify_checkpoints() -> list[str]:
    """Compare the notes with what the lines say of them; name the span that differs."""
    try:
        lines = _lines()
    except (ValueError, TypeError, KeyError):
        return [f"journal checkpoints ({place()}): the file cannot be read"]
    return list(_troubles(lines))


def _troubles(lines: list[tuple[Checkpoint, str]]) -> Iterator[str]:
    previous, after = "", 0
    for number, (line, mac) in enumerate(lines, start=1):
        if mac != _seal(line, previous) or line.after != after:
            yield f"journal checkpoint {number} ({place()}): the line was altered or cut"
        count, digest = _digest(line.after, line.upto)
        if (count, digest) != (line.count, line.digest):
            yield (
                f"journal rows {line.after + 1} to {line.upto}: {count} are there,"
                f" {line.count} were on {line.at}; or they are other notes"
            )
        previous, after = mac, line.upto


def _lines() -> list[tuple[Checkpoint, str]]:
    """Read the lines; one cut off by a crash while it was written does not count."""
    if not place().exists():
        return []
    lines = []
    for line in place().read_text().split("\n")[:-1]:
        said = json.loads(line)
        mac = said.pop("mac")
        lines.append((Checkpoint(**said), mac))
    return lines


def _append(said: dict[str, object]) -> None:
    """Write a whole line, in place of one cut off by a crash, and see it on the disk."""
    place().touch()
    with place().open("r+b") as file:
        whole = file.read().rfind(b"\n") + 1
        file.seek(whole)
        file.truncate()
        file.write(canonical(said).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _seal(line: Checkpoint, previous: str) -> str:
    said = canonical([previous, asdict(line)])
    return hmac.new(settings.JOURNAL_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()


def _settled_upto() -> int:
    """Find the highest id under which no note can appear any more.

    On PostgreSQL a transaction still open may hold a lower id: wait for the writers for a
    moment. If they take too long, the next checkpoint will do.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            try:
                _wait_for_writers()
            except OperationalError:
                return 0
        return Note.objects.aggregate(upto=Max("id"))["upto"] or 0


def _wait_for_writers() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
        cursor.execute("LOCK TABLE journal_note IN SHARE MODE")


def _digest(after: int, upto: int) -> tuple[int, str]:
    seals = Note.objects.filter(id__gt=after, id__lte=upto).order_by("id")
    count, digest = 0, hashlib.sha256()
    for row in seals.values_list("id", "mac").iterator(chunk_size=5000):
        count += 1
        digest.update(f"{row[0]}:{row[1]}\n".encode())
    return count, digest.hexdigest()
