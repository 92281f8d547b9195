"""Putting one new row down with a statement that is made once per table.

For the rows that every deed writes: filing one claim writes eight. Measured on those, saving a
model costs four times as much, most of it for cases that a new row cannot be in.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models import Field


def insert(row: models.Model) -> None:
    """Insert a new row and give it its key; what the database refuses is raised as ever."""
    _insert(row, unless="")


def insert_once(row: models.Model, *, unless: str) -> bool:
    """Insert a row unless its unique column `unless` has that value already; tell if it did.

    The database decides, so two at once are one, and the caller's transaction lives on.
    """
    return _insert(row, unless=unless)


def insert_all(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one table in one statement; their keys are not asked back."""
    if not rows:
        return
    statement, fields = _statement(type(rows[0]), "")
    begin, one = statement.split(" VALUES ")[0], f"({', '.join(['%s'] * len(fields))})"
    values = [value for row in rows for value in _values(row, fields)]
    with connection.cursor() as cursor:
        cursor.execute(f"{begin} VALUES {', '.join([one] * len(rows))}", values)


def _insert(row: models.Model, *, unless: str) -> bool:
    statement, fields = _statement(type(row), unless)
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(row, fields))
        made = cursor.fetchone()
    if made is None:
        return False
    row.pk = made[0]
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 - as `save` does
    return True


def _values(row: models.Model, fields: Sequence["Field[object, object]"]) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]


@cache
def _statement(model: type[models.Model], unless: str) -> tuple[str, list["Field[object, object]"]]:
    meta, quote = model._meta, connection.ops.quote_name
    fields = [field for field in meta.local_concrete_fields if field is not meta.auto_field]
    names = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    skip = f" ON CONFLICT ({quote(unless)}) DO NOTHING" if unless else ""
    table, key = quote(meta.db_table), quote(str(meta.pk.column))
    return (
        f"INSERT INTO {table} ({names}) VALUES ({marks}){skip} RETURNING {key}",  # noqa: S608 - our own names
        fields,
    )
