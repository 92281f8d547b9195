"""Kills processes at random, as a power cut does, and starts them again.

Made for any promise of the kind "whoever dies when, nothing is lost".

`Installation` is a house of its own, with its own data and database; `Team` are processes
that work in it and are killed with -9, whole process groups at a time.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).parents[2]
KEYS = {
    f"KABINET_{name}_KEY": f"{name.lower()}-key-of-a-house-that-is-killed-all-day"
    for name in ("SECRET", "PAPER", "INDEX", "JOURNAL")
}


@dataclass(frozen=True)
class Installation:
    """Where it lies and how its processes are told so."""

    folder: Path
    env: Mapping[str, str]

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start `python -m words…` in a process group of its own, its output to a file."""
        with (self.folder / "output.log").open("a") as output:
            return subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", *words],
                cwd=ROOT,
                env=dict(self.env),
                stdout=output,
                stderr=output,
                text=True,
                start_new_session=True,
            )

    def ask(self, *words: str) -> Any:
        """Run `python -m words…` to its end; read the JSON of its last line."""
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=dict(self.env),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def install(folder: Path, *, engine: str, **more: str) -> Iterator[Installation]:
    """Make an installation with empty tables on `sqlite` or `postgresql`; drop it afterwards."""
    with _database(engine, folder) as address:
        env = {
            **{name: value for name, value in os.environ.items() if "KABINET" not in name},
            **KEYS,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "kabinet.project.settings",
            "KABINET_DATA": str(folder),
            "KABINET_DATABASE": address,
            **more,
        }
        house = Installation(folder, env)
        house.ask("tests.promises.house", "migrate")
        yield house


@contextmanager
def _database(engine: str, folder: Path) -> Iterator[str]:
    if engine == "sqlite":
        yield ""
        return
    server = os.environ["KABINET_TEST_POSTGRES"]
    name = f"killed_{os.getpid()}_{abs(hash(str(folder))) % 10**8}"
    with psycopg.connect(server, autocommit=True) as door:
        door.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            door.execute(f"DROP DATABASE {name} WITH (FORCE)")


@dataclass
class Team:
    """Processes that are killed and started again. `start` makes each of them, by name."""

    members: Mapping[str, Callable[[], subprocess.Popen[str]]]
    random: Random
    running: dict[str, subprocess.Popen[str]] = field(default_factory=dict)
    kills: int = 0

    def begin(self) -> None:
        self.running = {name: start() for name, start in self.members.items()}

    def kill_one(self, *, busy: Callable[[int], bool], within: float = 0.05) -> str:
        """Wait until one has work in hand, kill it with -9, and put a new one in its place.

        `busy` is asked with the number of the process; the blow falls `within` seconds after.
        """
        name = self.random.choice(sorted(self.running))
        victim = self.running[name]
        wait_until(lambda: busy(victim.pid), within=20, looking_every=0.02)
        sleep(self.random.uniform(0, within))
        _kill(victim)
        self.kills += 1
        self.running[name] = self.members[name]()
        return name

    def end(self) -> None:
        for process in self.running.values():
            _kill(process)


def _kill(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def at_work(
    members: Mapping[str, Callable[[], subprocess.Popen[str]]], *, seed: int
) -> Iterator[Team]:
    team = Team(members, Random(seed))  # noqa: S311 - repeatable, not secret
    team.begin()
    try:
        yield team
    finally:
        team.end()


def tell_figures(promise: str, **figures: object) -> None:
    """Print what was measured (`pytest -s`), and keep it where KABINET_FIGURES says."""
    line = json.dumps({"promise": promise, **figures}, ensure_ascii=False)
    sys.stdout.write(f"\n{line}\n")
    if place := os.environ.get("KABINET_FIGURES"):
        with Path(place).open("a") as file:
            file.write(line + "\n")


def has_begun(house: Installation) -> Callable[[int], bool]:
    """Look into `begun.txt`, where processes write their number when they begin something."""
    place = house.folder / "begun.txt"
    return lambda pid: place.exists() and str(pid) in place.read_text().split()


def wait_until(
    what_holds: Callable[[], bool], *, within: float, looking_every: float = 0.3
) -> bool:
    end = monotonic() + within
    while monotonic() < end:
        if what_holds():
            return True
        sleep(looking_every)
    return False
