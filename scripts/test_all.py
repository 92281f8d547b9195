"""Everything there is to check, step by step, with one table at the end.

`scripts/test-all` runs all of it; `scripts/test-all browser lint` runs only those steps.
A step that fails does not keep the next one from running.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = str(ROOT / ".venv" / "bin" / "python")
PYTEST = (PYTHON, "-m", "pytest")
PARALLEL = ("-n", "auto", "--maxprocesses=4")


@dataclass(frozen=True)
class Step:
    says: str
    command: tuple[str, ...]
    lacks: Callable[[], str] = lambda: ""


def browser_missing() -> str:
    if any(map(shutil.which, ("chromium", "chromium-browser"))):
        return ""
    return "The browser journeys need the package `chromium` (Debian: apt install chromium)."


def gettext_missing() -> str:
    if shutil.which("xgettext"):
        return ""
    return "Comparing the words needs the package `gettext` (Debian: apt install gettext)."


STEPS = {
    "lint": Step("lint, types, layers", ("scripts/lint",)),
    "words": Step("no untranslated string", (PYTHON, "scripts/words.py"), gettext_missing),
    "sqlite": Step("the suite on SQLite", ("scripts/test",)),
    "slow": Step(
        "load and kills on SQLite", (*PYTEST, "-m", "slow and not postgres and not browser")
    ),
    "postgres": Step(
        "the suite on PostgreSQL",
        (PYTHON, "-m", "tests.pg", *PYTEST, *PARALLEL, "-m", "not browser and not slow"),
    ),
    "postgres-slow": Step(
        "load and kills on PostgreSQL",
        (PYTHON, "-m", "tests.pg", *PYTEST, "-m", "slow and not browser"),
    ),
    "browser": Step("journeys in a browser", (*PYTEST, "-m", "browser"), browser_missing),
}


def main(names: list[str]) -> int:
    if unknown := set(names) - STEPS.keys():
        print(f"No such step: {', '.join(unknown)}. There are: {', '.join(STEPS)}", file=sys.stderr)
        return 2
    outcomes = [outcome(STEPS[name]) for name in names or STEPS]
    print("\n" + "\n".join(row for row, _ in outcomes))
    return 0 if all(passed for _, passed in outcomes) else 1


def outcome(step: Step) -> tuple[str, bool]:
    """Run one step; give its line of the table, and whether it passed."""
    print(f"\n=== {step.says}", flush=True)
    started = time.monotonic()
    if lack := step.lacks():
        print(lack, file=sys.stderr)
        return f"LACKS   {step.says}: {lack}", False
    code = subprocess.run(step.command, cwd=ROOT, check=False).returncode
    took = f"{time.monotonic() - started:.0f} s"
    return f"{'passed' if code == 0 else 'FAILED'}  {step.says}, {took}", code == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
