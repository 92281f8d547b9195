"""A throw-away PostgreSQL server, made from installed programs by an ordinary user.

`python -m tests.pg COMMAND …` runs a command with KABINET_TEST_POSTGRES naming a server: the
one that is set already, or one that lives as long as the command.
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "KABINET_TEST_POSTGRES"
USER = "kabinet"


class NoPostgres(Exception):
    """There is no server and none can be made."""


def main(command: Sequence[str]) -> int:
    try:
        with server() as address:
            environment = os.environ | {VARIABLE: address}
            return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603
    except NoPostgres as trouble:
        print(trouble, file=sys.stderr)  # noqa: T201 - this module is a command too
        return 3


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a server: the one that is set, or a new one for as long as needed."""
    if given := os.environ.get(VARIABLE):
        yield given
        return
    programs = find_programs()
    home = Path(tempfile.mkdtemp(prefix="kabinet-postgres-"))
    own = Own(programs, home)
    try:
        yield own.start()
    finally:
        own.stop()
        shutil.rmtree(home, ignore_errors=True)


def find_programs() -> Path:
    """Find the folder of initdb and postgres: on the PATH, or where Debian puts them."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgres(
        "These tests need PostgreSQL. Install the package `postgresql`"
        f" (Debian: apt install postgresql), or set {VARIABLE} to"
        " postgresql://user:password@host:port/name of a server where databases may be made."
    )


def version(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdecimal() else 0


class Own:
    """A server of our own in a folder of our own."""

    def __init__(self, programs: Path, home: Path) -> None:
        self.programs = programs
        self.home = home
        self.data = home / "data"
        self.password = secrets.token_hex(16)
        self.as_user = ordinary_user()
        if self.as_user:
            os.chown(home, *ids(self.as_user))

    def start(self) -> str:
        secret = self.home / "password"
        secret.write_text(self.password)
        if self.as_user:
            os.chown(secret, *ids(self.as_user))
        self.run(
            "initdb", f"--pgdata={self.data}", f"--username={USER}", f"--pwfile={secret}",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
        )  # fmt: skip
        port = free_port()
        options = f"-h 127.0.0.1 -p {port} -k {self.home} -c max_connections=200"
        log = f"--log={self.home / 'log'}"
        self.run("pg_ctl", "start", "--wait", f"--pgdata={self.data}", log, f"--options={options}")
        address = f"postgresql://{USER}:{self.password}@127.0.0.1:{port}"
        self.run("createdb", f"--maintenance-db={address}/postgres", "kabinet")
        return f"{address}/kabinet"

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "stop", "--mode=immediate", f"--pgdata={self.data}")

    def run(self, program: str, *words: str) -> None:
        # Into a file, not a pipe: the server would hold the pipe open for as long as it lives.
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(  # noqa: S603
                [self.programs / program, *words], cwd=self.home, check=False,
                stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT,
                user=self.as_user, group=self.as_user and ids(self.as_user)[1],
                extra_groups=[] if self.as_user else None,
            )  # fmt: skip
            said.seek(0)
            if done.returncode:
                raise NoPostgres(f"{program} failed:\n{said.read().decode(errors='replace')}")


def ordinary_user() -> str | None:
    """Name somebody to be: the server refuses to run as root."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise NoPostgres("PostgreSQL does not run as root: run this as an ordinary user.")


def ids(name: str) -> tuple[int, int]:
    entry = pwd.getpwnam(name)
    return entry.pw_uid, entry.pw_gid


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
