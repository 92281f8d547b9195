"""How a note is chained to the one before it. Plain Python."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

BEGINNING = ""  # what the first note of a chain follows


@dataclass(frozen=True)
class Thing:
    """What a note is about, when the row itself is not at hand."""

    kind: str  # "cases.case"
    id: int


@dataclass(frozen=True, kw_only=True)
class Entry:
    """All that a note says; every field of it is under the seal."""

    about: Thing
    seq: int
    at: datetime
    by: int | None
    actor: str
    what: str
    data: Mapping[str, Any]
    public: bool
    is_reading: bool
    previous: str


def seal(entry: Entry, key: str) -> str:
    """Count the keyed hash of a note: without the key nobody can write or mend a chain."""
    said = [
        entry.about.kind,
        entry.about.id,
        entry.seq,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.by,
        entry.actor,
        entry.what,
        entry.data,
        entry.public,
        entry.is_reading,
        entry.previous,
    ]
    return hmac.digest(key.encode(), canonical(said).encode(), "sha256").hex()


def canonical(value: object) -> str:
    """Write JSON in the one way that both databases give back unchanged."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: Any) -> Any:
    """Reduce a note's data to what JSON holds exactly.

    A float is refused: it may come back as another number, and the seal would break.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"A note holds ids, codes and sums, not {type(value).__name__}")
