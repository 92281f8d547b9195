"""Every write is one action: told by name, in one transaction, with its line in the journal."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.guards.source import Function, files_named, functions, place, tree

WRITES = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "bulk_update"}
WRITES_OF_ROWS = {"insert", "insert_once", "insert_all"}  # of kit.rows
WRITES_OF_QUERYSETS = {"update", "delete"}
# Steps of another action, inside its transaction, or a single statement.
NO_TRANSACTION_OF_ITS_OWN = {
    "enqueue",  # the work is asked for in the commit that wants it
    "leave_note",  # a step of what an officer did
    "open_claim",  # a step of filing
    "end", "settle_in",  # steps of what happens to a transfer
    "tell_network",  # a step of switching a service on or off
    "write",  # the journal's own pen
    "store_file",  # one row, after its bytes are on the disk
    "write_letter",  # one row, after all that can refuse it
    "sweep", "open_account", "open_part", "operator_account",  # one statement each
}  # fmt: skip
# What has no moment of its own: a preference, an account before its first entry, a broom.
TIMELESS = {
    "choose_language", "open_account", "open_part", "operator_account", "sweep", "write",
    "throw_away", "save_view", "drop_view",
}  # fmt: skip
# What leaves no line of its own in the journal, and why.
NO_LINE_OF_ITS_OWN = {
    "note_many": "the pen itself",
    "transfer_many": "the entries in the ledger are the record",
    "enqueue": "a step of what asks for the work",
    "charge": "the entry in the ledger is the record",
    "transfer": "the entry in the ledger is the record",
    "register": "the register is the record",
    "queue_message": "the line is written when it is sent",
    "write_letter": "a step of the action that answers",
    "make_code": "a step of what is signed with it",
    "take_code": "a step of what is signed with it",
    "check_code": "a step of what is signed with it",
    "send_code": "a step of what is signed with it",
    "choose_language": "how one reads is nobody's business",
    "start": "a draft is private until it is filed",
    "save_view": "how one reads is nobody's business",
    "drop_view": "how one reads is nobody's business",
    "check_file": "a dry run changes nothing",
    "check_numbers": "a dry run changes nothing",
    "throw_away_drafts": "a dry run changes nothing",
    "save_answers": "a draft is private until it is filed",
    "attach": "a draft is private until it is filed",
    "detach": "a draft is private until it is filed",
    "discard": "a draft is private until it is filed",
    "seat_down": "a step of joining and of changing a member",
    "put_away": "a draft is private until it is filed",
    "throw_away": "a draft is private until it is filed",
}


def public(module: ast.Module) -> list[Function]:
    return [
        node for node in module.body if isinstance(node, Function) and not node.name.startswith("_")
    ]


def writes(node: Function) -> bool:
    """Tell whether a function itself changes a row."""
    called = [
        call.func
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
    ]
    return bool(calls(node) & WRITES_OF_ROWS) or any(
        func.attr in WRITES
        or (func.attr in WRITES_OF_QUERYSETS and "objects" in ast.unparse(func.value))
        for func in called
    )


def is_atomic(node: Function) -> bool:
    """Tell whether it opens a transaction: around itself, or around what it does."""
    opened = [ast.unparse(each) for each in node.decorator_list]
    opened += [
        ast.unparse(item.context_expr)
        for each in ast.walk(node)
        if isinstance(each, ast.With)
        for item in each.items
    ]
    return any("atomic" in each or "one_post" in each for each in opened)


def actions() -> list[tuple[Path, Function]]:
    found = [(path, node) for path in files_named("actions") for node in public(tree(path))]
    return [(path, node) for path, node in found if is_atomic(node) or writes(node)]


def calls(node: Function) -> set[str]:
    return {
        call.func.id if isinstance(call.func, ast.Name) else call.func.attr
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute)
    }


@cache
def called_by() -> dict[str, set[str]]:
    """Who calls whom in the rooms' actions, by name alone."""
    graph: dict[str, set[str]] = {}
    for path in files_named("actions"):
        for node in functions(tree(path)):
            graph.setdefault(node.name, set()).update(calls(node))
    return graph


def writes_a_line(name: str, graph: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = {name}
    while waiting - seen:
        seen |= (step := waiting - seen)
        waiting |= {called for each in step for called in graph.get(each, ())}
    return bool({"note", "note_many"} & seen)


def positional(node: Function) -> int:
    return len(node.args.posonlyargs) + len(node.args.args)


def names_told(node: Function) -> set[str]:
    return {arg.arg for arg in [*node.args.kwonlyargs, *node.args.args]}


def test_every_action_leaves_a_line_in_the_journal():
    found = [
        f"{place(path, node.lineno)} {node.name}"
        for path, node in actions()
        if is_atomic(node)
        and node.name not in NO_LINE_OF_ITS_OWN
        and not writes_a_line(node.name, called_by())
    ]

    assert found == []


def test_an_action_is_told_everything_by_name_but_the_one_thing_it_is_about():
    found = [
        f"{place(path, node.lineno)} {node.name}"
        for path, node in actions()
        if positional(node) > 1
    ]

    assert found == []


def test_what_writes_is_one_transaction():
    found = [
        f"{place(path, node.lineno)} {node.name}"
        for path, node in actions()
        if writes(node) and not is_atomic(node) and node.name not in NO_TRANSACTION_OF_ITS_OWN
    ]

    assert found == []


def test_an_action_is_told_the_time():
    found = [
        f"{place(path, node.lineno)} {node.name}"
        for path, node in actions()
        if writes(node) and node.name not in TIMELESS and "at" not in names_told(node)
    ]

    assert found == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("def f(a, b):\n    a.save()", lambda node: positional(node) > 1),
        ("def f(*, at):\n    Row.objects.filter(a=1).update(b=2)", writes),
        ("def f(*, at):\n    row.save()", lambda node: writes(node) and not is_atomic(node)),
    ],
)
def test_each_guard_would_see_it(text: str, seen):
    assert seen(ast.parse(text).body[0])


def test_a_silent_action_would_be_seen():
    graph = {"decide": {"_pay"}, "_pay": {"transfer"}, "answer": {"_tell"}, "_tell": {"note"}}

    assert not writes_a_line("decide", graph)
    assert writes_a_line("answer", graph)


def test_no_excuse_outlives_what_it_excuses():
    names = {node.name for path in files_named("actions") for node in public(tree(path))}
    excused = {*NO_TRANSACTION_OF_ITS_OWN, *TIMELESS, *NO_LINE_OF_ITS_OWN}

    assert excused - names == set()


def test_an_update_of_a_dict_is_no_write():
    assert not any(map(writes, functions(ast.parse("def f():\n    d.update(a=1)"))))


def test_the_guards_look_at_something():
    assert len(actions()) > 30
