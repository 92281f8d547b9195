"""An installation of its own in a folder, spoken to by the console as an operator does it."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.pg import free_port

ROOT = Path(__file__).resolve().parents[3]
COMMAND = "import sys; from kabinet.project.cli import main; sys.exit(main())"


def keys() -> dict[str, str]:
    names = ("SECRET", "PAPER", "INDEX", "JOURNAL")
    return {f"KABINET_{name}_KEY": secrets.token_urlsafe(48) for name in names}


OWN_KEYS = keys()  # of every installation that names no others, so that one may be a copy


class Installation:
    """A data folder, its environment, and the command run in it."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.data = folder
        self.port = free_port()
        self.own = {
            **OWN_KEYS,
            "KABINET_DATA": str(folder),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "PYTHONPATH": str(ROOT / "src"),
            **settings,
        }

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self, **changed: str | None) -> dict[str, str]:
        """Everything but what the tests themselves are set to; None takes a variable away."""
        outside = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("KABINET_", "DJANGO_", "PYTEST_", "PYTHONWARNINGS"))
        }
        both = {**outside, **self.own, **changed}
        return {name: value for name, value in both.items() if value is not None}

    def kabinet(self, *words: str, **changed: str | None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", COMMAND, *words],
            env=self.environment(**changed),
            cwd=self.data.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    @contextmanager
    def running(self, *words: str, **changed: str | None) -> Iterator[subprocess.Popen[str]]:
        """Run a server until the block ends; it answers when the block begins."""
        log = self.data.parent / "server.log"
        with log.open("a") as said:
            server = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-c", COMMAND, *(words or ("run",))],
                env=self.environment(**changed),
                cwd=self.data.parent,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
        try:
            self.wait_for_an_answer(server)
            yield server
        finally:
            server.terminate()
            server.wait(timeout=60)

    def wait_for_an_answer(self, server: subprocess.Popen[str]) -> None:
        patience = time.monotonic() + 60
        while not self.answers():
            said = (self.data.parent / "server.log").read_text()
            assert server.poll() is None, said
            assert time.monotonic() < patience, said
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/", timeout=20) as answer:  # noqa: S310 - loopback
                return bool(answer.status == 200)
        except HTTPError as refused:
            refused.close()
            return True
        except (URLError, ConnectionError):
            return False


def children_of(pid: int) -> list[int]:
    """List the processes under one, from the kernel's own list."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")  # each thread has its own
    own = [int(child) for each in lists for child in each.read_text().split()]
    return own + [grandchild for child in own for grandchild in children_of(child)]


def lives(pid: int) -> bool:
    """Tell whether a process is at work; one that is dead and not yet buried is not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
