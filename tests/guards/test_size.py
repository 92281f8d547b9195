"""Files and functions that one can hold in the head."""

import ast
from statistics import median

from tests.guards.source import Function, functions, place, python_files, tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MEDIAN_FUNCTION = 8


def length(node: Function) -> int:
    """Count the lines of a function, from its `def` to its last."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_longer_than_400_lines():
    too_long = [
        f"{place(path, lines)}"
        for path in python_files()
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    ]

    assert too_long == []


def test_no_function_is_longer_than_60_lines():
    too_long = [
        f"{place(path, node.lineno)} {node.name}: {length(node)}"
        for path in python_files()
        for node in functions(tree(path))
        if length(node) > LONGEST_FUNCTION
    ]

    assert too_long == []


def test_half_of_the_functions_have_eight_lines_or_fewer():
    lengths = [length(node) for path in python_files("src") for node in functions(tree(path))]

    assert median(lengths) <= MEDIAN_FUNCTION


def test_a_long_function_would_be_seen():
    text = "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION

    assert length(next(functions(ast.parse(text)))) > LONGEST_FUNCTION
