"""The program as text: its files, their syntax trees, the linter's list of rooms."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kabinet"
FACES = {"web", "demo", "jobs", "project", "kit"}
Function = ast.FunctionDef | ast.AsyncFunctionDef

_SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())
LAYERS: list[str] = _SETTINGS["tool"]["importlinter"]["contracts"][0]["layers"]


def rooms_of(layer: str) -> list[str]:
    """Read one line of the linter's list; brackets stand around rooms that are yet to come."""
    return [room.strip().strip("()") for room in layer.split("|")]


HEIGHT = {room: height for height, layer in enumerate(reversed(LAYERS)) for room in rooms_of(layer)}


def python_files(*folders: str) -> list[Path]:
    """List the Python files that a person wrote (migrations are written by Django)."""
    return sorted(
        path
        for folder in folders or ("src", "tests", "scripts")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    )


def rooms() -> list[Path]:
    """List the folders of the rooms, without the doors and the floor."""
    return [path for path in sorted(SOURCE.iterdir()) if path.name in HEIGHT.keys() - FACES]


def files_named(name: str) -> list[Path]:
    """List `rooms/*/name.py` and, where it grew into a folder, the files in it."""
    return sorted(
        path for room in rooms() for path in (*room.glob(f"{name}.py"), *room.rglob(f"{name}/*.py"))
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def functions(module: ast.Module) -> Iterator[Function]:
    for node in ast.walk(module):
        if isinstance(node, Function):
            yield node


def place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


@cache
def tracked(*endings: str) -> list[Path]:
    """List the files under version control, or all files where there is none (an archive)."""
    asked = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - git of the person who runs the tests
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    names = asked.stdout.split("\0") if asked.returncode == 0 else []
    paths = [ROOT / name for name in names if name]
    return [path for path in paths if path.is_file() and path.name.endswith(endings or ("",))]


def lines_with(pattern: str, path: Path) -> list[str]:
    """Name each line of a file in which the pattern stands."""
    wanted = re.compile(pattern)
    return [
        f"{place(path, number)}: {line.strip()[:100]}"
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1)
        if wanted.search(line)
    ]
