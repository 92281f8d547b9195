"""The console command: one table of what it can do, nothing loaded before it is asked for."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.db.utils import OperationalError, ProgrammingError

from kabinet.project import surroundings
from kabinet.project.boot import CannotStart, refuse, wake


@dataclass(frozen=True)
class Command:
    """Where a command lives (`module:function`), and what the list says of it.

    `before` looks at the surroundings, before the settings are read.
    """

    place: str
    says: str
    before: Callable[[list[str]], None] = surroundings.follow_the_data
    needs_rooms: bool = True


COMMANDS = {
    "run": Command("run:main", "start the web server and the worker", surroundings.as_told),
    "demo": Command(
        "demo:main", "start a demonstration with invented people", surroundings.demonstrate
    ),
    "migrate": Command("prepare:main", "bring the database and the static files up to date"),
    "createstaff": Command("staff:main", "make the first administrator"),
    "agi": Command("agi:main", "tell callers the status of a matter, for Asterisk (FastAGI)"),
    "keys": Command(
        "keys:main", "print a fresh set of keys", surroundings.anywhere, needs_rooms=False
    ),
    "rewrap": Command("rewrap:main", "wrap the papers' keys with a new KABINET_PAPER_KEY"),
    "doctor": Command("doctor:main", "say what is configured, what is unsafe, what is missing"),
    "verify": Command("verify:main", "check that every invariant holds"),
    "backup": Command("backup:main", "copy the database and the files into a folder"),
    "restore": Command(
        "restore:main", "bring a backup into an empty installation", surroundings.adopt_keys
    ),
    "numbers": Command(
        "cli_numbers:main", "check FILE --company INN: judge a spreadsheet, change nothing"
    ),
    "pack": Command(
        "cli_pack:pack_check", "check DIR: check a pack of rules", surroundings.without_keys
    ),
    "deadline": Command(
        "cli_pack:deadline", "count a deadline, step by step", surroundings.without_keys
    ),
    "letter": Command(
        "cli_letter:main",
        "list the templates of letters, or fill one in",
        surroundings.without_keys,
    ),
    "manage": Command("manage:main", "any of Django's own commands"),
}


def main(argv: list[str] | None = None) -> int:
    """Run one command; the answer is the exit code: 0 done, 1 refused or failed, 2 misused.

    What keeps a command from starting becomes sentences, not a traceback.
    """
    try:
        return chosen(sys.argv[1:] if argv is None else argv)
    except CannotStart as trouble:
        return refuse(trouble)
    except (OperationalError, ProgrammingError) as trouble:
        first = str(trouble).partition("\n")[0]
        return refuse(CannotStart([f"the database: {first}. Was `kabinet migrate` run?"]))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `kabinet … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def chosen(words: list[str]) -> int:
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview(), flush=True)
        return 0
    if words[0] not in COMMANDS:
        print(f"kabinet: no command {words[0]!r}\n\n{overview()}", file=sys.stderr)
        return 2
    return call(COMMANDS[words[0]], words[1:])


def overview() -> str:
    rows = "\n".join(f"  {name:<12} {command.says}" for name, command in COMMANDS.items())
    return f"kabinet COMMAND …\n\n{rows}\n\nEach explains itself: kabinet COMMAND --help"


def call(command: Command, rest: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kabinet.project.settings")
    os.umask(0o077)  # what is written down is about people: nobody else on the machine reads it
    if {"-h", "--help"} & set(rest):
        surroundings.without_keys(rest)
    else:
        command.before(rest)
    if command.needs_rooms:
        wake()
    module, function = command.place.split(":")
    run: Callable[[list[str]], int] = getattr(import_module(f"kabinet.project.{module}"), function)
    return run(rest)


if __name__ == "__main__":
    raise SystemExit(main())
