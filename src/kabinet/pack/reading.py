"""YAML into plain trees that remember their lines. Every scalar stays the text that was typed.

The types come from the schema, not from YAML's guesses: `no` is a word, 2026-11-23 a date
only where a date is asked for, and there is no float to get wrong.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the compiled one is much faster
MAX_BYTES = 2_000_000
MAX_VALUES = 100_000  # aliases unfold: a short file may name one list a million times


class Loader(_Loader):  # type: ignore[misc] # chosen at run time
    """Leaves the tags alone: no guessing, and a third of the time saved."""

    def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
        return ""

    def descend_resolver(self, _parent: object, _index: object) -> None:
        """Keep no path: nothing is resolved by it."""

    def ascend_resolver(self) -> None:
        """Likewise."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a pack: where, under which key, and what."""

    file: str
    line: int
    key: str
    what: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.key}: {self.what}" if self.key else f"{where}: {self.what}"


class Map(dict[str, "Tree"]):
    """A mapping that knows its file, its line, and the line of each key."""

    file = ""
    line = 0
    lines: dict[str, int]

    def line_of(self, key: Hashable) -> int:
        return self.lines.get(str(key), self.line)


class Rows(list["Tree"]):
    """A list that knows the line of each row."""

    line = 0
    lines: list[int]


Tree = str | Map | Rows


def read_file(path: Path, name: str, problems: list[Problem]) -> Tree | None:
    """Read one file of a pack; nothing (and a problem) when it is no YAML."""
    try:
        if path.stat().st_size > MAX_BYTES:
            problems.append(Problem(name, 0, "", "the file is larger than 2 MB"))
            return None
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except UnicodeDecodeError:
        problems.append(Problem(name, 0, "", "the file is not UTF-8 text"))
        return None
    except yaml.YAMLError as trouble:
        problems.append(_syntax(name, trouble))
        return None
    try:
        return Map() if node is None else _Converter(name, problems).tree(node)
    except _TooMuch:
        problems.append(Problem(name, 0, "", f"more than {MAX_VALUES} values"))
        return None


def _syntax(name: str, trouble: yaml.YAMLError) -> Problem:
    mark = getattr(trouble, "problem_mark", None)
    what = getattr(trouble, "problem", None) or "not readable as YAML"
    return Problem(name, mark.line + 1 if mark else 0, "", f"broken YAML: {what}")


class _TooMuch(Exception):
    pass


class _Converter:
    def __init__(self, file: str, problems: list[Problem]) -> None:
        self._file, self._problems, self._left = file, problems, MAX_VALUES

    def tree(self, node: yaml.Node) -> Tree:
        self._left -= 1
        if self._left < 0:
            raise _TooMuch
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            rows = Rows(self.tree(row) for row in node.value)
            rows.line = node.start_mark.line + 1
            rows.lines = [row.start_mark.line + 1 for row in node.value]
            return rows
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode) -> Map:
        mapping = Map()
        mapping.file, mapping.line, mapping.lines = self._file, node.start_mark.line + 1, {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in mapping:
                self._problems.append(Problem(self._file, line, key, "written twice"))
            mapping[key] = self.tree(value_node)
            mapping.lines[key] = line
        return mapping
