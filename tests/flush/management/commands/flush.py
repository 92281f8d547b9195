"""`flush`, with the guards lifted for its time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import flush
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        with guards_lifted(connections[options["database"]]):
            super().handle(**options)


@contextmanager
def guards_lifted(database: BaseDatabaseWrapper) -> Iterator[None]:
    """Take the guards away, and put back what was there."""
    postgres = database.vendor == "postgresql"
    away, back = _orders_of_postgres(database) if postgres else _orders_of_sqlite(database)
    _run(database, away)
    try:
        yield
    finally:
        _run(database, back)


def _orders_of_sqlite(database: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    guards = _ask(
        database,
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard%'",
    )
    return [f"DROP TRIGGER {name}" for name, _ in guards], [sql for _, sql in guards]


def _orders_of_postgres(database: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    guards = _ask(
        database,
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
        " WHERE tgname LIKE 'guard%' AND tgenabled <> 'D'",
    )
    away = [f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in guards]
    return away, [order.replace(" DISABLE ", " ENABLE ") for order in away]


def _ask(database: BaseDatabaseWrapper, query: str) -> list[tuple[str, str]]:
    with database.cursor() as cursor:
        cursor.execute(query)
        return [(first, second) for first, second in cursor.fetchall()]


def _run(database: BaseDatabaseWrapper, orders: list[str]) -> None:
    with database.cursor() as cursor:
        if database.vendor == "postgresql" and database.in_atomic_block:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the table may not be altered
        for order in orders:
            cursor.execute(order)
