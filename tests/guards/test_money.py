"""Money is whole kopecks: no float and no decimal column comes near it."""

import ast

import pytest
from django.apps import apps
from django.db import models

from tests.guards.source import SOURCE, place, python_files, tree

# Where sums are added, moved, split and written down.
OF_MONEY = ("ledger", "bills", "claims", "kit")


def floats(module: ast.Module) -> list[int]:
    """List the lines with a float: the word, a number with a point, a true division."""
    return [
        node.lineno
        for node in ast.walk(module)
        if (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not is_a_path(node))
    ]


def is_a_path(node: ast.BinOp) -> bool:
    """Tell a folder's `/` by its right side: a name of a file."""
    return isinstance(node.right, ast.Constant | ast.JoinedStr) and not isinstance(
        getattr(node.right, "value", ""), int
    )


def test_where_money_is_counted_there_is_no_float():
    files = [
        path
        for path in python_files("src")
        if path.relative_to(SOURCE).parts[0] in OF_MONEY and path.name != "clock.py"
    ]

    assert files
    assert [place(path, line) for path in files for line in floats(tree(path))] == []


def test_no_column_is_a_float_or_a_decimal():
    ours = [model for model in apps.get_models() if model.__module__.startswith("kabinet.")]
    found = [
        f"{model._meta.label}.{field.name}"
        for model in ours
        for field in model._meta.concrete_fields
        if isinstance(field, models.FloatField | models.DecimalField)
    ]

    assert found == []


@pytest.mark.parametrize("text", ["x = float(y)", "x = y * 0.2", "x = kopecks / 100"])
def test_a_float_would_be_seen(text: str):
    assert floats(ast.parse(text))
