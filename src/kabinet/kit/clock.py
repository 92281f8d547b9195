"""The one place that asks the machine what time it is; only doors may import it.

A demonstration may run ahead of the world: its offset lives in a small file beside the
data, so that the web and the worker processes agree on it at once.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

_offset_file: Path | None = None
_seen: tuple[float, timedelta] = (-1.0, timedelta())


def use_offset_file(path: Path | None) -> None:
    """Let a file of whole seconds move the clock (demonstration only); None puts it back."""
    global _offset_file, _seen
    _offset_file, _seen = path, (-1.0, timedelta())


def now() -> datetime:
    """Tell the moment, in UTC."""
    return datetime.now(UTC) + offset()


def offset() -> timedelta:
    """Tell how far a demonstration runs ahead; nothing outside one."""
    global _seen  # noqa: PLW0603 - the file is read again only when it was written again
    if _offset_file is None:
        return timedelta()
    try:
        written = _offset_file.stat().st_mtime
    except FileNotFoundError:
        return timedelta()
    if written != _seen[0]:
        _seen = (written, timedelta(seconds=int(_offset_file.read_text() or 0)))
    return _seen[1]


def move_forward(by: timedelta) -> None:
    """Move a demonstration's clock on; it never goes back."""
    if _offset_file is None or by < timedelta():
        raise ValueError("Only a demonstration's clock moves, and only forward")
    seconds = int((offset() + by).total_seconds())
    fresh = _offset_file.with_suffix(".new")
    fresh.write_text(str(seconds))
    os.replace(fresh, _offset_file)  # noqa: PTH105 - atomic on every system
