"""Copying a database as it stands at one moment, while others write; and loading it back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.db import connection

from kabinet.project.boot import CannotStart


def dump(folder: Path) -> Path:
    """Copy the whole database into a file of `folder`."""
    return dump_sqlite(folder) if connection.vendor == "sqlite" else dump_postgresql(folder)


def load(copy: Path) -> None:
    """Load a copy into an empty database, whole or not at all."""
    if connection.vendor == "sqlite":
        load_sqlite(copy)
    else:
        load_postgresql(copy)


def is_empty() -> bool:
    """Tell whether there is nothing yet that a restore could destroy."""
    if connection.vendor == "sqlite" and not Path(settings_of()["NAME"]).exists():
        return True
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def settings_of() -> dict[str, str]:
    return {name: str(value) for name, value in connection.settings_dict.items()}


def dump_sqlite(folder: Path) -> Path:
    copy = folder / "database.sqlite3"
    own = Path(settings_of()["NAME"])
    if not own.exists():
        raise CannotStart([f"there is no database at {own}"])
    with closing(sqlite3.connect(own)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        (answer,) = target.execute("PRAGMA integrity_check").fetchone()
    if answer != "ok":
        raise CannotStart([f"the copy of the database is damaged: {answer}"])
    return copy


def load_sqlite(copy: Path) -> None:
    connection.close()
    own = Path(settings_of()["NAME"])
    own.parent.mkdir(parents=True, exist_ok=True)
    beside = own.with_suffix(".restoring")
    shutil.copyfile(copy, beside)
    beside.replace(own)


def dump_postgresql(folder: Path) -> Path:
    copy = folder / "database.pgdump"
    call("pg_dump", ["--format=custom", f"--file={copy}", name()])
    return copy


def load_postgresql(copy: Path) -> None:
    connection.close()
    how = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    call("pg_restore", [*how, f"--dbname={name()}", str(copy)])


def name() -> str:
    return settings_of()["NAME"]


def call(program: str, words: Sequence[str]) -> None:
    """Call a program of PostgreSQL; the password travels in its environment, not its words."""
    if not shutil.which(program):
        raise CannotStart([f"{program} was not found: install PostgreSQL's client programs"])
    own = settings_of()
    places = {"PGHOST": own["HOST"], "PGPORT": own["PORT"], "PGUSER": own["USER"]}
    told = {key: value for key, value in {**places, "PGPASSWORD": own["PASSWORD"]}.items() if value}
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        [program, *words], env=os.environ | told, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CannotStart([f"{program}: {done.stderr.strip()}"])
