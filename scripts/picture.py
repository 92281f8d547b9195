"""The stack of rooms in ARCHITECTURE.md, drawn from the linter's own list.

`python scripts/picture.py` writes it anew; a guard test says when that was forgotten.
"""

import ast
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "ARCHITECTURE.md"
BEGIN, END = "<!-- rooms -->", "<!-- /rooms -->"


def picture() -> str:
    """Draw the rooms, the highest first, each with the first words of its docstring."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    rows = [line for layer in layers for line in drawn(layer)]
    return "\n".join([BEGIN, "```", *rows, "```", END])


def drawn(layer: str) -> list[str]:
    """Draw one line of the list: the rooms on it do not know each other."""
    rooms = [room.strip() for room in layer.split("|")]
    return [
        f"{'│' if place else '├'}─ {room.strip('()'):<10} {says(room)}"
        for place, room in enumerate(rooms)
    ]


def says(room: str) -> str:
    if room.startswith("("):
        return "(to come)"
    module = ast.parse((ROOT / "src" / "kabinet" / room / "__init__.py").read_text())
    return (ast.get_docstring(module) or "").splitlines()[0]


def with_picture(page: str) -> str:
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + picture() + after


def main() -> int:
    PAGE.write_text(with_picture(PAGE.read_text()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
