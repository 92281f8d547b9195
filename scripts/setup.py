"""Make or refresh .venv from a hash-pinned lock, without root, ensurepip or a build step.

Called by `scripts/setup`. Nothing is done when the lock has not changed since the last time,
so a second start costs a few hundredths of a second.
"""

import fcntl
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCKS = ROOT / "requirements"
PIP = next((ROOT / "vendor").glob("pip-*.whl"))
# Each set holds the ones before it (a guard test keeps that true).
SETS = ("run", "test", "dev")

COMMAND = """\
#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from kabinet.project.cli import main

sys.exit(main())
"""


class Failed(Exception):
    """Setting up stopped; the text says why and what to do."""


def say(line: str) -> None:
    print(line, flush=True)


def main(which: str) -> None:
    if which not in SETS:
        raise Failed(f"Say which set of packages: {', '.join(SETS)}.")
    with Path(__file__).open() as own:
        # Two set-ups at once (two terminals) wait for each other.
        fcntl.flock(own, fcntl.LOCK_EX)
        if is_ready(which):
            return
        started = time.monotonic()
        make_environment()
        install(which)
        link_sources()
        for name in SETS[: SETS.index(which) + 1]:
            stamp(name).write_text(fingerprint(name))
        say(f"Ready in {time.monotonic() - started:.0f} s: .venv/bin/kabinet")


def stamp(which: str) -> Path:
    return VENV / f"installed-{which}"


def fingerprint(which: str) -> str:
    """Name what an environment is made of: the lock, the Python, the folder it stands in."""
    digest = hashlib.sha256((LOCKS / f"{which}.lock").read_bytes()).hexdigest()
    return f"{digest} Python {sys.version_info[0]}.{sys.version_info[1]} {ROOT}\n"


def is_ready(which: str) -> bool:
    try:
        return stamp(which).read_text() == fingerprint(which) and works()
    except FileNotFoundError:
        return False


def works() -> bool:
    """Tell whether the environment's Python starts and is the one that runs this."""
    try:
        answer = subprocess.run(
            [VENV / "bin" / "python", "-c", "import sys; print(sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return answer.stdout.strip() == str(sys.version_info[:2])


def make_environment() -> None:
    if works():
        return
    say(f"Making .venv with Python {platform.python_version()} ({sys.executable})")
    if VENV.exists():
        shutil.rmtree(VENV)
    # Debian's bare python3 has no ensurepip: pip comes as a wheel in vendor/ instead.
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", VENV],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise Failed(f"{made.stdout}{made.stderr}\nThis Python cannot make an environment.")


def install(which: str) -> None:
    lock = LOCKS / f"{which}.lock"
    wanted = len(re.findall(r"^\S+==", lock.read_text(), re.MULTILINE))
    say(f"Installing {wanted} packages, each checked against its hash (requirements/{which}.lock)")
    command = [
        str(VENV / "bin" / "python"),
        str(PIP / "pip"),
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--no-deps",
        "--only-binary=:all:",
        "--require-hashes",
        "--progress-bar=off",
        f"--requirement={lock}",
    ]
    said: list[str] = []
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            show(line, wanted, sum(map(is_package, said)))
    if pip.returncode:
        complain(said)


def environment() -> dict[str, str]:
    """Keep the index and proxy settings of this machine; drop what bends where pip installs."""
    bending = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_USER", "PIP_ROOT")
    kept = {name: value for name, value in os.environ.items() if name not in bending}
    return kept | {"PIP_USER": "no", "PYTHONUNBUFFERED": "1"}


def is_package(line: str) -> bool:
    return line.startswith(("Collecting ", "Processing ", "Requirement already satisfied: "))


def show(line: str, wanted: int, seen: int) -> None:
    """Tell how far it is: a line for every ten packages; an error at once."""
    if is_package(line) and (seen % 10 == 0 or seen == wanted):
        say(f"  {seen} of {wanted}")
    elif line.startswith("Installing collected packages"):
        say("  unpacking")
    elif line.startswith("ERROR"):
        say(line.rstrip())


def complain(said: list[str]) -> None:
    tail = "".join(said[-15:])
    raise Failed(
        f"{tail}\nThe packages could not be installed. What is needed: a way to the package index "
        "(PIP_INDEX_URL and HTTPS_PROXY are honoured) and about 500 MB of disk. "
        "Running the same command again goes on from here."
    )


def link_sources() -> None:
    """Let the environment see src/ and give it the `kabinet` command; nothing is built."""
    packages = next((VENV / "lib").glob("python3.*/site-packages"))
    (packages / "kabinet.pth").write_text(f"{ROOT / 'src'}\n")
    command = VENV / "bin" / "kabinet"
    command.write_text(COMMAND.format(python=VENV / "bin" / "python"))
    command.chmod(0o755)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:2] or [""])
    except Failed as trouble:
        sys.exit(str(trouble))
    except KeyboardInterrupt:
        sys.exit("Stopped. The same command goes on from here.")
