"""Tables that are written once: the database itself refuses to change or delete their rows.

The guards are triggers named `guard_<table>…`, the same on both engines. A later migration
that rebuilds a guarded table on SQLite drops them: it must put them back, and `unguarded`
(asked by `kabinet verify`) tells when one is missing.
"""

from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

_SQLITE = """
CREATE TRIGGER guard_{table}_{act} BEFORE {act} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is written once'); END
"""
_POSTGRES = (
    """
    CREATE FUNCTION guard_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{table} is written once' USING ERRCODE = 'restrict_violation'; END $$
    """,
    """
    CREATE TRIGGER guard_{table}_row BEFORE UPDATE OR DELETE ON "{table}"
    FOR EACH ROW EXECUTE FUNCTION guard_{table}()
    """,
    """
    CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON "{table}"
    FOR EACH STATEMENT EXECUTE FUNCTION guard_{table}()
    """,
)
_ACTS = {"sqlite": ("update", "delete"), "postgresql": ("row", "truncate")}


def write_once(table: str) -> RunPython:
    """Make the migration step that guards a table."""

    def guard(_: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            orders = [order.format(table=table) for order in _POSTGRES]
        else:
            orders = [_SQLITE.format(table=table, act=act) for act in _ACTS["sqlite"]]
        for order in orders:
            schema_editor.execute(order)

    def unguard(_: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION guard_{table}() CASCADE")
            return
        for act in _ACTS["sqlite"]:
            schema_editor.execute(f"DROP TRIGGER guard_{table}_{act}")

    return RunPython(guard, unguard)


def unguarded(*tables: str) -> list[str]:
    """Name the tables whose guards are missing or switched off."""
    on_duty = _guards()
    acts = _ACTS[connection.vendor]
    return [
        f"{table}: the guard against changes is missing"
        for table in tables
        if not on_duty.issuperset(f"guard_{table}_{act}" for act in acts)
    ]


def _guards() -> set[str]:
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'guard%' AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}
