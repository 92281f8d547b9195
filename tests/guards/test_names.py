"""Names that say what a thing is, and words that belong in nobody's mouth."""

import ast
import re
from pathlib import Path

import polib
import pytest

from tests.guards.source import (
    ROOT,
    SOURCE,
    files_named,
    functions,
    lines_with,
    place,
    python_files,
    tracked,
    tree,
)

NO_NAMES = {"core", "common", "utils", "helpers", "manager", "service", "base", "misc"}
# Django asks for these names.
GIVEN = {"get_absolute_url", "get_queryset"}
UNFINISHED = r"\b(TODO|FIXME|XXX|HACK)\b"
SAID_BADLY = r"(?i)\b(successfully|please|oops|invalid)\b|успешно|пожалуйста|ошибка ввода|s'il vous"
OF_ONE_OPERATOR = r"(?i)\bMTS\b|\bМТС\b|8.?800.?250|\b0890\b"


def test_no_module_has_a_name_that_says_nothing():
    found = [
        str(path.relative_to(ROOT))
        for path in python_files("src", "tests")
        if NO_NAMES & {path.stem, *path.relative_to(ROOT).parts[:-1]}
    ]

    assert found == []


def test_no_query_is_called_get():
    found = [
        f"{place(path, node.lineno)} {node.name}"
        for path in files_named("queries")
        for node in functions(tree(path))
        if node.name.startswith("get_") and node.name not in GIVEN
    ]

    assert found == []


def test_nothing_is_left_unfinished():
    files = [*python_files(), *tracked(".html", ".yaml", ".md", ".scss", ".sh")]
    here = Path(__file__)

    assert [line for path in files if path != here for line in lines_with(UNFINISHED, path)] == []


def test_nothing_that_people_read_is_said_badly():
    catalogs = sorted(SOURCE.glob("locale/*/LC_MESSAGES/django.po"))
    said = [
        f"{path.parent.parent.name}: {text}"
        for path in catalogs
        for entry in polib.pofile(str(path))
        for text in (entry.msgid, entry.msgstr)
        if re.search(SAID_BADLY, text)
    ]
    in_packs = [
        line for path in tracked(".yaml") if "packs" in path.parts
        for line in lines_with(SAID_BADLY, path)
    ]  # fmt: skip

    assert said + in_packs == []


def sentences_of(path: Path) -> list[str]:
    """List the texts of a Python file, without its docstrings."""
    module = tree(path)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        f"{place(path, node.lineno)}: {node.value}"
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


def test_the_program_does_not_know_the_name_of_an_operator():
    not_in_the_demonstration = [
        path for path in python_files("src") if "demo" not in path.relative_to(SOURCE).parts
    ]
    pages = [path for path in tracked(".html") if "demo" not in path.parts]

    in_python = [
        text for path in not_in_the_demonstration for text in sentences_of(path)
        if re.search(OF_ONE_OPERATOR, text.partition(": ")[2])
        and "ru-mts" not in text
    ]  # fmt: skip
    in_pages = [line for path in pages for line in lines_with(OF_ONE_OPERATOR, path)]

    assert in_python + in_pages == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (UNFINISHED, "# TODO later"),
        (SAID_BADLY, "Saved successfully"),
        (SAID_BADLY, "Пожалуйста, введите"),
        (OF_ONE_OPERATOR, "Звоните 8-800-250-08-90"),
        (OF_ONE_OPERATOR, "ПАО «МТС»"),
    ],
)
def test_each_pattern_would_see_it(pattern: str, text: str):
    assert re.search(pattern, text)
