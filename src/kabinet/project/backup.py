"""A copy of everything that cannot be made again, while the installation works.

The database is copied first and the files after it: a file is on the disk before the row
that names it is committed and is never changed, so the copy misses none. The keys are not
copied: who holds a backup must not be able to read what they seal.
"""

import argparse
import shutil
from pathlib import Path

from django.conf import settings

from kabinet.journal.checkpoints import FILE as CHECKPOINTS, place as checkpoints
from kabinet.kit import clock
from kabinet.project import dumps
from kabinet.project.boot import CannotStart
from kabinet.project.copies import copy_files, describe, sync
from kabinet.project.surroundings import DEMO_KEYS


def main(argv: list[str]) -> int:
    made = argparse.ArgumentParser(
        prog="kabinet backup",
        description="Copy the database and the files into a new folder, while Kabinet works. "
        "The keys are not copied: keep them elsewhere.",
    )
    made.add_argument("folder", type=Path)
    folder = made.parse_args(argv).folder
    files = back_up(folder)
    print(f"{folder}: the database and {files} files.")
    if not settings.DEMO:
        print("Keep the keys elsewhere: without them passports in this copy cannot be read.")
    return 0


def back_up(folder: Path) -> int:
    """Make the copy under another name first: a folder of the right name is a whole backup."""
    if folder.exists():
        raise CannotStart([f"{folder} exists already: a backup makes a folder of its own"])
    growing = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(growing, ignore_errors=True)
    growing.mkdir(parents=True, mode=0o700)
    # Before the database: its lines speak of notes that must be in the copy.
    keep(checkpoints(), growing / CHECKPOINTS)
    database = dumps.dump(growing)
    files = copy_files(settings.FILES, growing / "files")
    keep_demonstration(growing)
    describe(database, files=files, at=clock.now()).write(growing)
    for path in (database, growing / "backup.json", growing):
        sync(path)
    growing.rename(folder)
    sync(folder.absolute().parent)
    return files


def keep_demonstration(folder: Path) -> None:
    """Take a demonstration's keys and clock along: they guard nothing, and it needs them."""
    if settings.DEMO:
        for name in (DEMO_KEYS, "demo-clock"):
            keep(settings.DATA / name, folder / name)


def keep(path: Path, copy: Path) -> None:
    """Copy a file that may not be there."""
    if path.exists():
        shutil.copy2(path, copy)
