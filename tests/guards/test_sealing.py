"""One door to what is sealed: nobody but `reveal` opens a paper, nobody else holds the keys."""

import ast
from pathlib import Path

import pytest

from tests.guards.source import SOURCE, functions, place, python_files, tree

SEALING = SOURCE / "parties" / "sealing.py"
PAPERS = SOURCE / "parties" / "actions" / "papers.py"
LOOSE = SOURCE / "parties" / "actions" / "loose.py"
DETAILS = SOURCE / "parties" / "actions" / "details.py"
# The only functions that open a paper: one of a person, one that was typed into a form, and
# what a person was called before.
DOORS = {PAPERS: "reveal", LOOSE: "reveal_loose", DETAILS: "reveal_details"}
# Second factors lie in a box of their own, under another key.
OTHER_BOXES = {SOURCE / "web" / "signin" / "adapter.py"}
KEYS = {"PAPER_KEY", "PAPER_KEYS_BEFORE", "INDEX_KEY"}


def calls(module: ast.AST, name: str) -> list[ast.Call]:
    """List the calls of a function by its name, a method or not."""
    return [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and name in {getattr(node.func, "id", None), getattr(node.func, "attr", None)}
    ]


def callers_of(name: str, paths: list[Path]) -> list[str]:
    return [place(path, call.lineno) for path in paths for call in calls(tree(path), name)]


def names_in(path: Path) -> set[str]:
    return {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}


def test_nothing_decrypts_but_the_seal():
    others = [path for path in python_files("src") if path not in {SEALING} | OTHER_BOXES]

    assert callers_of("decrypt", others) == []
    assert len(calls(tree(SEALING), "decrypt")) == 1


def test_a_paper_is_opened_behind_its_door_and_nowhere_else():
    others = [path for path in python_files("src") if path not in {SEALING, *DOORS}]
    inside = {
        path: [node.name for node in functions(tree(path)) if calls(node, "open_paper")]
        for path in DOORS
    }

    assert callers_of("open_paper", others) == []
    assert inside == {path: [door] for path, door in DOORS.items()}


@pytest.mark.parametrize(("path", "door"), DOORS.items(), ids=DOORS.values())
def test_the_record_stands_before_the_opening(path, door):
    (reveal,) = [node for node in functions(tree(path)) if node.name == door]
    (noted,) = calls(reveal, "note")
    (opened,) = calls(reveal, "open_paper")

    assert noted.lineno < opened.lineno
    assert "durable=True" in ast.unparse(reveal)
    assert calls(reveal, "require")
    assert calls(reveal, "check_reason")


def test_the_keys_are_named_in_one_file():
    holders = [
        path
        for path in python_files("src")
        if names_in(path) & KEYS and SOURCE / "project" not in path.parents
    ]

    assert holders == [SEALING]


def test_the_seal_is_used_by_the_actions_of_parties_only():
    users = [
        path
        for path in python_files("src")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "kabinet.parties.sealing"
    ]

    assert {path.parent for path in users} == {PAPERS.parent}


@pytest.mark.parametrize(
    "text",
    ["AESGCM(key).decrypt(nonce, text, None)", "from x import decrypt\ndecrypt(blob)"],
)
def test_the_guard_would_see_another_door(text):
    assert calls(ast.parse(text), "decrypt")
