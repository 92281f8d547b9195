"""What a backup holds: a copy of the database, the files, and a page that says of what."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from kabinet.project.boot import CannotStart

PAGE = "backup.json"
KEYS = ("PAPER_KEY", "INDEX_KEY", "JOURNAL_KEY")


@dataclass(frozen=True)
class Page:
    """What a backup says of itself."""

    made_at: str
    engine: str
    database: str
    sha256: str
    files: int
    steps: list[str]
    keys: dict[str, str]

    def write(self, folder: Path) -> None:
        (folder / PAGE).write_text(json.dumps(asdict(self), indent=1) + "\n")


def page_of(folder: Path) -> Page:
    try:
        return Page(**json.loads((folder / PAGE).read_text()))
    except (OSError, ValueError, TypeError) as trouble:
        raise CannotStart([f"{folder} is not a whole backup: {trouble}"]) from trouble


def describe(database: Path, *, files: int, at: datetime) -> Page:
    return Page(
        made_at=at.isoformat(),
        engine=connection.vendor,
        database=database.name,
        sha256=digest(database),
        files=files,
        steps=steps_taken(),
        keys=marks_of_keys(),
    )


def steps_taken() -> list[str]:
    """Name the migrations that the database has seen."""
    return sorted(".".join(step) for step in MigrationRecorder(connection).applied_migrations())


def marks_of_keys() -> dict[str, str]:
    """Mark each key, so that a restore under another one is noticed."""
    return {name: mark_of(getattr(settings, name)) for name in KEYS}


def mark_of(key: str) -> str:
    """Mark a key; nobody can read the key off its mark."""
    return hashlib.sha256(f"kabinet backup {key}".encode()).hexdigest()[:16]


def fits(name: str, mark: str) -> bool:
    """Tell whether the key of that name opens what was made under the marked one."""
    keys = [getattr(settings, name)]
    if name == "PAPER_KEY":
        keys += settings.PAPER_KEYS_BEFORE
    return mark in map(mark_of, keys)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_files(source: Path, target: Path) -> int:
    """Copy stored files; each is on the disk when this returns. Unfinished ones are left out."""
    number = 0
    for path in stored(source):
        to = target / path.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, to)
        sync(to)
        number += 1
    return number


def stored(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path


def sync(path: Path) -> None:
    """Wait until the disk has a file, or a folder's list of names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
