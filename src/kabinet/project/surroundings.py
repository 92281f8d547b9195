"""What a command makes of the environment before the settings are read from it."""

import os
import shutil
import socket
import sys
from pathlib import Path

from kabinet.project.boot import CannotStart
from kabinet.project.place import Place, place_from_environment

DEMO_KEYS = "demo-keys.json"
SECRETS = ("KABINET_SECRET_KEY", "KABINET_PAPER_KEY", "KABINET_INDEX_KEY", "KABINET_JOURNAL_KEY")
MAIL_PORT = 8025


def data() -> Path:
    return Path(os.environ.get("KABINET_DATA") or "data")


def is_told() -> bool:
    """Tell whether somebody has said whose keys these are."""
    names = {"KABINET_DEMO", "KABINET_SECRET_KEY", "KABINET_SECRET_KEY_FILE"}
    return bool(names & os.environ.keys())


def anywhere(_words: list[str]) -> None:
    """Mind nothing."""


def as_told(_words: list[str]) -> None:
    """Take the environment as it is; but never open a demonstration to the world by mistake."""
    if not is_told() and (data() / DEMO_KEYS).exists():
        raise CannotStart([f"{data()} holds a demonstration: `kabinet demo` starts it"])


def follow_the_data(_words: list[str]) -> None:
    """Treat the folder of a demonstration as one, without being told again."""
    if not is_told() and (data() / DEMO_KEYS).exists():
        os.environ["KABINET_DEMO"] = "yes"
        print(f"({data()} holds a demonstration)", file=sys.stderr)


def without_keys(_words: list[str]) -> None:
    """Let what touches no secret and no table run on a machine that has no installation."""
    for name in SECRETS:
        if f"{name}_FILE" not in os.environ:
            os.environ.setdefault(name, os.urandom(32).hex())


def adopt_keys(words: list[str]) -> None:
    """Bring a demonstration's own keys back with its backup."""
    kept = Path(words[0]) / DEMO_KEYS if words else Path(DEMO_KEYS)
    if words and not is_told() and kept.is_file() and not (data() / DEMO_KEYS).exists():
        data().mkdir(parents=True, exist_ok=True)
        shutil.copy2(kept, data() / DEMO_KEYS)
    follow_the_data(words)


def demonstrate(_words: list[str]) -> None:
    """Set up a demonstration: its own keys, its own mail server, the address it will have."""
    os.environ["KABINET_DEMO"] = "yes"
    os.environ.setdefault("KABINET_PUBLIC_URL", place_from_environment().address)
    os.environ.setdefault("KABINET_SMTP_PORT", str(free_port(MAIL_PORT)))
    os.environ.setdefault("KABINET_LOG", "WARNING")


def free_port(wanted: int) -> int:
    """Take the wanted port, or any other when somebody has it: nobody types this one."""
    if Place("127.0.0.1", wanted).is_free():
        return wanted
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])
