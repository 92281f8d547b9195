"""When a failed task is tried again. Plain Python."""

import zlib
from datetime import timedelta

LEASE = timedelta(minutes=5)  # longer than any one effect: a send gives up after a minute
MOST_ATTEMPTS = 16  # about seven hours of trying, then somebody must look
_FIRST_WAIT = timedelta(seconds=2)
_LONGEST_WAIT = timedelta(hours=1)


def wait_after(attempt: int, *, task: int) -> timedelta:
    """Count the pause after a failed attempt: doubled each time, up to an hour.

    Spread by half to one and a half, so that a neighbour that came back is not met by all
    tasks at once; the same for the same task and attempt.
    """
    doubled = min(_FIRST_WAIT * (1 << min(attempt - 1, 20)), _LONGEST_WAIT)
    spread = zlib.crc32(f"{task}:{attempt}".encode()) % 1001
    return doubled * (500 + spread) / 1000
