"""A whole demonstration of its own: web, worker and mail catcher, on a free port."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from time import monotonic, sleep

READY_WITHIN = 180  # seconds; a loaded machine takes its time


@dataclass(frozen=True)
class House:
    """A running installation, and the language in which its visitors read."""

    address: str
    language: str

    def url(self, path: str) -> str:
        return f"{self.address}{path}"


@contextmanager
def standing(data: Path, language: str) -> Iterator[House]:
    """Start a demonstration, as `make demo` does, and stop it at the end."""
    port = _free_port()
    house = House(f"http://127.0.0.1:{port}", language)
    said = (data / "said.log").open("wb")
    program = Path(sys.executable).with_name("kabinet")
    process = subprocess.Popen(  # noqa: S603 - our own program
        [program, "demo"],
        env=_environment(data, port),
        stdout=said,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait(house, process, data)
        yield house
    finally:
        process.terminate()
        process.wait(timeout=60)
        said.close()


def _environment(data: Path, port: int) -> Mapping[str, str]:
    """Give what an operator's shell has: none of the settings of these tests."""
    ours = {"HOST": "127.0.0.1", "PORT": str(port), "KABINET_DATA": str(data)}
    theirs = ("KABINET_", "DJANGO_")
    return {key: value for key, value in os.environ.items() if not key.startswith(theirs)} | ours


def _wait(house: House, process: "subprocess.Popen[bytes]", data: Path) -> None:
    until = monotonic() + READY_WITHIN
    while monotonic() < until:
        if process.poll() is not None:
            break
        if _answers(house.url("/demo/")):
            return
        sleep(0.3)
    raise AssertionError((data / "said.log").read_text())


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - http, loopback
            return bool(answer.status == HTTPStatus.OK)
    except (urllib.error.URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port
