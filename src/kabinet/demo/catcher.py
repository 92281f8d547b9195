"""The demonstration's mail server: takes every mail over real SMTP, and passes none on."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.parser import BytesHeaderParser
from hashlib import sha256
from pathlib import Path
from time import sleep, time_ns
from typing import Any

from aiosmtpd.controller import Controller
from django.conf import settings

LOOPBACK = "127.0.0.1"
LOOKS_EVERY = 0.5  # seconds between two looks at whether to stop

ShouldStop = Callable[[], bool]


def folder() -> Path:
    return Path(settings.DATA) / "catcher"


def catch(should_stop: ShouldStop) -> None:
    """Be the mail server, until told to stop. Stays away when the mail goes to a real one."""
    how: dict[str, Any] = settings.SMTP
    with started(how["host"], how["port"], folder()):
        while not should_stop():
            sleep(LOOKS_EVERY)


@contextmanager
def started(host: str, port: int, into: Path) -> Iterator[None]:
    """Catch mail while the block runs. Only on loopback: elsewhere stands somebody's own server."""
    if host != LOOPBACK:
        yield
        return
    server = start(host, port, into)
    try:
        yield
    finally:
        server.stop()


def start(host: str, port: int, into: Path) -> Controller:
    """Start the server in a thread of its own. `stop()` of what it returns ends it."""
    into.mkdir(parents=True, exist_ok=True)
    server = Controller(Keep(into), hostname=host, port=port)
    server.start()
    return server


def reserve_port() -> None:
    """Let two demonstrations run side by side: take the next free port when ours is taken.

    Called before the processes part; written into the environment for those that read it anew.
    """
    how: dict[str, Any] = settings.SMTP
    while how["host"] == LOOPBACK and not _is_free(how["port"]):
        how["port"] += 1
    os.environ["KABINET_SMTP_PORT"] = str(how["port"])


class Keep:
    """Keeps each mail as it came, in a file named by the moment and by its Message-ID."""

    def __init__(self, into: Path) -> None:
        self._into = into

    async def handle_DATA(  # noqa: N802 - the library's name
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        put_away(envelope.content, self._into)
        return "250 Caught"


def put_away(content: bytes, into: Path) -> Path:
    """Write a mail down whole; sent again, it is the same file."""
    name = BytesHeaderParser().parsebytes(content)["Message-ID"] or content.hex()
    mark = sha256(name.encode()).hexdigest()[:16]
    place = next(into.glob(f"*-{mark}.eml"), into / f"{time_ns():020d}-{mark}.eml")
    fresh = place.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.replace(place)
    return place


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
