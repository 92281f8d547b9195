"""How a reference and a code are read, however typed; how urgent a case is. Plain Python."""

import re
from datetime import datetime, timedelta
from enum import StrEnum

DAY, WEEK = timedelta(days=1), timedelta(days=7)

# Letters that look alike in both alphabets: people copy a reference from paper.
_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
_REFERENCE = re.compile(r"(?:([QFOTAKBD])-?)?(20\d\d)-?(\d{1,6})")


def read_reference(typed: str) -> str:
    """Read `2026 - 17`, `q-2026-00003`, `№ 2026-00017` as the register writes them; "" for none."""
    plain = re.sub(r"[\s№N#]+", "", typed.upper().translate(_LOOK_ALIKE))
    found = _REFERENCE.fullmatch(plain.replace("–", "-").replace("—", "-"))
    if not found:
        return ""
    prefix, year, number = found.groups()
    return f"{prefix + '-' if prefix else ''}{year}-{int(number):05d}"


def keyed_reference(typed: str) -> tuple[str, str] | None:
    """Read a reference typed on a telephone, `2026*17` or `202617`: its prefix, and the rest.

    Keys have no letters: the prefix is empty then, and any book may be meant.
    """
    written = read_reference(typed.replace("*", "-").replace("#", ""))
    if not written:
        return None
    head, dash, rest = written.partition("-")
    return (f"{head}{dash}", rest) if head.isalpha() else ("", written)


def write_reference(prefix: str, year: int, number: int) -> str:
    return f"{prefix}{year}-{number:05d}"


def read_code(typed: str) -> str:
    """Read a status code: case, spaces and hyphens do not matter."""
    return re.sub(r"[\s-]+", "", typed).lower()


class Urgency(StrEnum):
    """How a case stands to its deadline; the groups of a queue, in this order."""

    CRITICAL = "critical"  # late by more than a week
    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


def urgency(due_at: datetime | None, at: datetime) -> Urgency:
    """Tell the group; `due_at` is the first instant that is too late."""
    if due_at is None:
        return Urgency.LATER
    left = due_at - at
    if left <= timedelta():
        return Urgency.CRITICAL if left < -WEEK else Urgency.LATE
    if left <= DAY:
        return Urgency.TODAY
    return Urgency.SOON if left <= WEEK else Urgency.LATER
