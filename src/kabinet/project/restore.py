"""Bringing a backup into an empty installation: files, then the database, then a check of all."""

import argparse
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from kabinet.journal.checkpoints import FILE as CHECKPOINTS, place as checkpoints
from kabinet.project import dumps, prepare
from kabinet.project.backup import keep
from kabinet.project.boot import CannotStart
from kabinet.project.copies import Page, copy_files, digest, fits, page_of, stored
from kabinet.project.verify import verify


def main(argv: list[str]) -> int:
    made = argparse.ArgumentParser(
        prog="kabinet restore",
        description="Bring a backup into an empty installation, then check every invariant. "
        "Nothing that exists is overwritten.",
    )
    made.add_argument("folder", type=Path)
    folder = made.parse_args(argv).folder
    page = page_of(folder)
    if wrong := hindrances(folder, page):
        raise CannotStart(wrong)
    bring_back(folder, page)
    prepare.prepare(prepare.say)
    return verify()


def hindrances(folder: Path, page: Page) -> list[str]:
    """Everything that stands in the way; nothing is written while there is anything."""
    found = []
    if not dumps.is_empty():
        found.append("there is a database already: restore into an empty one")
    if any(stored(settings.FILES)):
        found.append(f"there are files already: move {settings.FILES} away")
    if page.engine != connection.vendor:
        found.append(f"this backup is of {page.engine}, the installation is {connection.vendor}")
    if digest(folder / page.database) != page.sha256:
        found.append(f"{folder / page.database} is not the file that was written")
    if (files := len(list(stored(folder / "files")))) != page.files:
        found.append(f"{page.files} files were written, {files} are here")
    return [*found, *strange_keys(page), *unknown_steps(page)]


def strange_keys(page: Page) -> list[str]:
    return [
        f"KABINET_{name} is not the key that this backup was made with"
        for name, mark in page.keys.items()
        if not fits(name, mark)
    ]


def unknown_steps(page: Page) -> list[str]:
    known = {".".join(step) for step in MigrationLoader(None).disk_migrations}
    unknown = sorted(set(page.steps) - known)
    if not unknown:
        return []
    return [f"this backup was made by a newer Kabinet (step {unknown[-1]}): install that one"]


def bring_back(folder: Path, page: Page) -> None:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    if (folder / "files").exists():
        copy_files(folder / "files", settings.FILES)
    keep(folder / CHECKPOINTS, checkpoints())
    if settings.DEMO:
        keep(folder / "demo-clock", settings.DATA / "demo-clock")
    dumps.load(folder / page.database)
