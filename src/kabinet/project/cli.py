"""The console command: one table of what it can do, nothing loaded before it is asked for."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path


@dataclass(frozen=True)
class Command:
    """Where a command lives (`module:function`) and what the list says of it."""

    place: str
    says: str
    keyless: bool = False  # answers from the pack alone, on a machine that has no installation


COMMANDS = {
    "run": Command("run:main", "start the web server and the worker"),
    "demo": Command("demo:main", "start a demonstration with invented people"),
    "migrate": Command("prepare:main", "bring the database and the static files up to date"),
    "createstaff": Command("staff:main", "make the first administrator"),
    "keys": Command("keys:main", "print a fresh set of keys"),
    "doctor": Command("doctor:main", "say what is configured, what is unsafe, what is missing"),
    "verify": Command("verify:main", "check that every invariant holds"),
    "backup": Command("backup:main", "copy the database and the files into a folder"),
    "restore": Command("restore:main", "bring a backup back into an empty installation"),
    "pack": Command("cli_pack:pack_check", "check DIR: check a pack of rules", keyless=True),
    "deadline": Command("cli_pack:deadline", "count a deadline, step by step", keyless=True),
    "manage": Command("manage:main", "any command of Django's own"),
}
# These make up their own mind about the demonstration.
DECIDING = {"run", "demo", "keys"}


def main(argv: list[str] | None = None) -> int:
    """Run one command; the answer is the exit code: 0 done, 1 refused or failed, 2 misused."""
    words = sys.argv[1:] if argv is None else argv
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0
    name, *rest = words
    if name not in COMMANDS:
        print(f"kabinet: no command {name!r}\n\n{overview()}", file=sys.stderr)
        return 2
    command = COMMANDS[name]
    if command.keyless:
        use_throwaway_keys()
    elif name not in DECIDING:
        follow_the_data()
    return call(command, rest)


def overview() -> str:
    rows = "\n".join(f"  {name:<12} {command.says}" for name, command in COMMANDS.items())
    return f"kabinet COMMAND …\n\n{rows}\n\nEach of them explains itself: kabinet COMMAND --help"


def call(command: Command, rest: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kabinet.project.settings")
    module, function = command.place.split(":")
    run: Callable[[list[str]], int] = getattr(
        import_module(f"kabinet.project.{module}"), function
    )
    try:
        return run(rest)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `kabinet … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def use_throwaway_keys() -> None:
    """Let a command that touches no secret and no table run without an installation."""
    for name in ("SECRET", "PAPER", "INDEX", "JOURNAL"):
        if f"KABINET_{name}_KEY_FILE" not in os.environ:
            os.environ.setdefault(f"KABINET_{name}_KEY", os.urandom(32).hex())


def follow_the_data() -> None:
    """Treat the folder of a demonstration as one, without being told again."""
    data = Path(os.environ.get("KABINET_DATA", "data"))
    told = {"KABINET_DEMO", "KABINET_SECRET_KEY", "KABINET_SECRET_KEY_FILE"} & os.environ.keys()
    if not told and (data / "demo-keys.json").exists():
        os.environ["KABINET_DEMO"] = "yes"
        print(f"({data} holds a demonstration)", file=sys.stderr)
