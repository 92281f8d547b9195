"""Trees into frozen values, by the types of their fields; every wrong place is reported at once."""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from kabinet.pack.reading import Map, Problem, Rows, Tree

LANGUAGES = ("ru", "en", "fr")
CASES = ("nominative", "genitive", "dative")
WORDS_OF_YES_AND_NO = {"yes": True, "true": True, "no": False, "false": False}
WHOLE = re.compile(r"-?\d+\Z")

T = TypeVar("T")


class Wrong(Exception):
    """This value cannot be read; the problem is already noted."""


@cache
def plan(cls: type) -> dict[str, tuple[Any, Field[Any]]]:
    """Tell what a file may write of a class: key -> its type and its field."""
    hints = get_type_hints(cls, include_extras=True)
    return {
        row.name: (hints[row.name], row) for row in fields(cls) if not row.metadata.get("computed")
    }


class Builder:
    """Builds values and keeps the list of problems. `languages` are those every text needs."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def build(self, cls: type[T], tree: Tree, *, file: str, key: str, line: int = 0) -> T | None:
        """Make one value; None when something in it was wrong (and noted)."""
        self._file = file
        try:
            return self._value(cls, tree, key, line)  # type: ignore[no-any-return]
        except Wrong:
            return None

    def wrong(self, line: int, key: str, what: str) -> Wrong:
        self.problems.append(Problem(self._file, line, key, what))
        return Wrong()

    def _value(self, kind: Any, tree: Tree, key: str, line: int) -> Any:
        if get_origin(kind) is Annotated:
            return _MARKED[get_args(kind)[1]](self, tree, key, line)
        if isinstance(kind, type) and (reader := _PLAIN.get(kind)):
            return reader(self, tree, key, line)
        if get_origin(kind) in _SHAPES:
            return _SHAPES[get_origin(kind)](self, kind, tree, key, line)
        return self._dataclass(kind, tree, key, line)

    def _dataclass(self, cls: type, tree: Tree, key: str, line: int) -> Any:
        if not isinstance(tree, Map):
            raise self.wrong(line, key, "a group of `name: value` lines is needed here")
        known, values = plan(cls), {}
        failed = self._unknown_keys(tree, key, known)
        for name, (kind, row) in known.items():
            if name in tree:
                line = tree.line_of(name)
                try:
                    values[name] = self._value(kind, tree[name], f"{key}.{name}", line)
                except Wrong:
                    failed = True
            elif row.default is MISSING and row.default_factory is MISSING:
                self.wrong(tree.line, f"{key}.{name}", "missing")
                failed = True
        if failed:
            raise Wrong
        return cls(**values)

    def _unknown_keys(self, tree: Map, key: str, known: Mapping[str, Any]) -> bool:
        strange = [name for name in tree if name not in known]
        for name in strange:
            self.wrong(tree.line_of(name), f"{key}.{name}", _unknown(name, known))
        return bool(strange)

    # Plain values.

    def text(self, tree: Tree, key: str, line: int) -> str:
        if not isinstance(tree, str):
            raise self.wrong(line, key, "one value is needed here, not a list or a group")
        return tree

    def whole(self, tree: Tree, key: str, line: int) -> int:
        typed = self.text(tree, key, line)
        if not WHOLE.match(typed):
            raise self.wrong(line, key, f"a whole number is needed, not {typed!r}")
        return int(typed)

    def yes_no(self, tree: Tree, key: str, line: int) -> bool:
        typed = self.text(tree, key, line).lower()
        if typed not in WORDS_OF_YES_AND_NO:
            raise self.wrong(line, key, f"say yes or no, not {typed!r}")
        return WORDS_OF_YES_AND_NO[typed]

    def day(self, tree: Tree, key: str, line: int) -> date:
        typed = self.text(tree, key, line)
        try:
            return date.fromisoformat(typed)
        except ValueError:
            raise self.wrong(line, key, f"no such date: {typed!r} (write 2026-11-23)") from None

    # Marked mappings.

    def translations(self, tree: Tree, key: str, line: int) -> Mapping[str, str]:
        return self._exactly(LANGUAGES, "translation", tree, key, line)

    def declined(self, tree: Tree, key: str, line: int) -> Mapping[str, str]:
        return self._exactly(CASES, "case", tree, key, line)

    def _exactly(
        self, wanted: tuple[str, ...], what: str, tree: Tree, key: str, line: int
    ) -> Mapping[str, str]:
        if not isinstance(tree, Map):
            raise self.wrong(line, key, f"a text in each of {', '.join(wanted)} is needed")
        missing = [name for name in wanted if not tree.get(name)]
        strange = [name for name in tree if name not in wanted]
        for name in missing:
            self.wrong(tree.line, f"{key}.{name}", f"this {what} is missing")
        for name in strange:
            self.wrong(tree.line_of(name), f"{key}.{name}", f"unknown {what}")
        if missing or strange:
            raise Wrong
        return {name: self.text(tree[name], f"{key}.{name}", tree.line_of(name)) for name in wanted}

    def condition(self, tree: Tree, key: str, line: int) -> Mapping[str, tuple[str, ...]]:
        if not isinstance(tree, Map):
            raise self.wrong(line, key, "`name: [value, …]` lines are needed here")
        return {
            name: self._values_of(tree[name], f"{key}.{name}", tree.line_of(name)) for name in tree
        }

    def _values_of(self, tree: Tree, key: str, line: int) -> tuple[str, ...]:
        if isinstance(tree, str):
            return (tree,)
        if isinstance(tree, Rows):
            return tuple(self.text(row, key, line) for row in tree)
        raise self.wrong(line, key, "a value or a list of values is needed")

    # Shapes.

    def row_of(self, kind: Any, tree: Tree, key: str, line: int) -> tuple[Any, ...]:
        inner = get_args(kind)
        if inner[-1] is Ellipsis:
            return self._list(inner[0], tree, key, line)
        if not isinstance(tree, Rows) or len(tree) != len(inner):
            raise self.wrong(line, key, f"a list of {len(inner)} values is needed")
        pairs = zip(inner, tree, strict=True)
        return tuple(
            self._value(one, row, f"{key}[{n}]", line) for n, (one, row) in enumerate(pairs)
        )

    def _list(self, kind: Any, tree: Tree, key: str, line: int) -> tuple[Any, ...]:
        if isinstance(tree, Map) and get_origin(kind) is tuple:  # ordered pairs: `name: value`
            _, of = get_args(kind)
            return tuple(
                (name, self._value(of, row, f"{key}.{name}", tree.line_of(name)))
                for name, row in tree.items()
            )
        if isinstance(tree, str) and kind is str and tree:
            return (tree,)
        if not isinstance(tree, Rows):
            raise self.wrong(line, key, "a list is needed here")
        return tuple(
            self._value(kind, row, f"{key}[{n}]", tree.lines[n]) for n, row in enumerate(tree)
        )

    def mapping_of(self, kind: Any, tree: Tree, key: str, line: int) -> Mapping[str, Any]:
        if not isinstance(tree, Map):
            raise self.wrong(line, key, "`name: value` lines are needed here")
        _, of = get_args(kind)
        return {
            name: self._value(of, row, f"{key}.{name}", tree.line_of(name))
            for name, row in tree.items()
        }

    def one_of(self, kind: Any, tree: Tree, key: str, line: int) -> str:
        typed = self.text(tree, key, line)
        if typed not in get_args(kind):
            choices = ", ".join(repr(choice) for choice in get_args(kind))
            raise self.wrong(line, key, f"{typed!r} is not one of {choices}")
        return typed

    def maybe(self, kind: Any, tree: Tree, key: str, line: int) -> Any:
        if tree == "":
            return None
        (real,) = (one for one in get_args(kind) if one is not NoneType)
        return self._value(real, tree, key, line)


_PLAIN: dict[type, Callable[[Builder, Tree, str, int], Any]] = {
    str: Builder.text,
    int: Builder.whole,
    bool: Builder.yes_no,
    date: Builder.day,
}
_MARKED: dict[str, Callable[[Builder, Tree, str, int], Any]] = {
    "text": Builder.translations,
    "declined": Builder.declined,
    "condition": Builder.condition,
}
_SHAPES: dict[Any, Callable[[Builder, Any, Tree, str, int], Any]] = {
    tuple: Builder.row_of,
    Mapping: Builder.mapping_of,
    Literal: Builder.one_of,
    UnionType: Builder.maybe,
}


def _unknown(name: str, known: Mapping[str, Any]) -> str:
    near = [key for key in known if key.startswith(name[:3]) or name in key]
    return f"unknown key; did you mean {near[0]!r}?" if near else "unknown key"
