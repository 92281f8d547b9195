"""Imports stand at the top; rules are plain Python; one place asks the clock."""

import ast
from pathlib import Path

import pytest

from tests.guards.source import Function, files_named, functions, place, python_files, tree

HEAVY = "# noqa: PLC0415 - heavy"
CLOCKS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("time", "time"), ("timezone", "now"), ("timezone", "localtime"), ("timezone", "localdate"),
}  # fmt: skip
MAY_ASK_THE_CLOCK = {
    "src/kabinet/kit/clock.py",
    # The codes of an authenticator follow the world's clock, not the demonstration's.
    "src/kabinet/demo/views/stories.py",
}


def hidden_imports(module: ast.Module) -> list[int]:
    """List the lines of imports inside functions."""
    inside = {
        node.lineno
        for function in functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return sorted(inside)


def clock_reads(module: ast.Module) -> list[int]:
    """List the lines that ask the machine for the time."""
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in CLOCKS
    ]


def imported(module: ast.Module) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append((node.lineno, node.module or ""))
    return found


def test_an_import_inside_a_function_says_that_it_is_heavy():
    found = [
        place(path, line)
        for path in python_files("src")
        for line in hidden_imports(tree(path))
        if HEAVY not in path.read_text().splitlines()[line - 1]
    ]

    assert found == []


def test_rules_import_no_django_and_no_room_that_does():
    found = [
        f"{place(path, line)}: {name}"
        for path in [*files_named("rules"), *files_named("states")]
        for line, name in imported(tree(path))
        if name.split(".")[0] == "django" and path.name != "states.py"
    ]

    assert found == []


def test_one_place_asks_the_machine_for_the_time():
    found = [
        place(path, line)
        for path in python_files("src")
        for line in clock_reads(tree(path))
        if not place(path, 0).startswith(tuple(MAY_ASK_THE_CLOCK))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("text", "finder"),
    [
        ("def f():\n    import os", hidden_imports),
        ("def f():\n    if 1:\n        from os import path", hidden_imports),
        ("x = datetime.now(UTC)", clock_reads),
        ("class A:\n    def f(self): return timezone.now()", clock_reads),
    ],
)
def test_each_guard_would_see_it(text: str, finder):
    assert finder(ast.parse(text))


def test_the_guards_look_at_something():
    assert len(files_named("rules")) > 3
    assert len(python_files("src")) > 50
    assert isinstance(next(functions(tree(Path(__file__)))), Function)
