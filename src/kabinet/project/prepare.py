"""Bringing an installation up to date: tables, the cache's table, the static files."""

import argparse
import hashlib
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kabinet.project.boot import CannotStart, troubles

Say = Callable[[str], None]


def main(argv: list[str]) -> int:
    argparse.ArgumentParser(
        prog="kabinet migrate",
        description="Bring the database and the static files up to date. Safe to repeat.",
    ).parse_args(argv)
    if wrong := troubles(with_database=False):
        raise CannotStart(wrong)
    prepare(say)
    say("Up to date.")
    return 0


def say(line: str) -> None:
    print(line, flush=True)


def prepare(say: Say) -> None:
    """Do only what is missing, so that a second start is quick."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    waiting = unapplied()
    if waiting:
        say(f"Database: {len(waiting)} steps to take")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    if static_is_old():
        say("Static files: compressing")
        collect_static()


def unapplied() -> list[str]:
    """Name the migrations that the database has not seen."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _ in plan]


def static_version() -> str:
    """Name what the static files are made from: our own, and those of the locked packages."""
    digest = hashlib.sha256()
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(folder)).encode())
                digest.update(path.read_bytes())
    digest.update(settings.LOCK.read_bytes() if settings.LOCK.exists() else b"")
    return digest.hexdigest()


def stamp() -> Path:
    return Path(settings.STATIC_ROOT) / "made-from"


def static_is_old() -> bool:
    return not stamp().exists() or stamp().read_text() != static_version()


def collect_static() -> None:
    """Gather, name by content, compress. Stopped half-way it has no stamp and begins again."""
    root = Path(settings.STATIC_ROOT)
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    logging.getLogger("whitenoise").setLevel(logging.WARNING)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp().write_text(static_version())
