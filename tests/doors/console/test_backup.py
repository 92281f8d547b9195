"""A backup comes back whole, into an empty place, under the same keys; or not at all."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.doors.console.installation import Installation, keys
from tests.pg import server

ANNA = ("createstaff", "--print", "anna@example.ru", "Анна Сергеева")


@pytest.fixture(scope="session")
def first(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an installation with one person in it and one stored file, and its backup, once."""
    folder = tmp_path_factory.mktemp("first")
    made = Installation(folder / "data")
    shutil.copytree(template, made.data)
    file = made.data / "files" / "ab" / "abcdef"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"a receipt")
    assert made.kabinet(*ANNA).returncode == 0
    assert made.kabinet("backup", str(folder / "copy")).returncode == 0
    return folder


@pytest.fixture
def working(first: Path, installation: Installation) -> Installation:
    shutil.copytree(first / "data", installation.data)
    return installation


@pytest.fixture
def copy(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first / "copy", tmp_path / "copy"))


def elsewhere(working: Installation, name: str = "other", **settings: str) -> Installation:
    """Give another machine: an empty folder, the same keys."""
    return Installation(working.data.parent / name, **settings)


def people(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as rows:
        return [name for (name,) in rows.execute("SELECT name FROM access_user")]


def test_everything_comes_back_and_is_verified(working: Installation, copy: Path):
    other = elsewhere(working)

    restored = other.kabinet("restore", str(copy))

    assert restored.returncode == 0, restored.stderr
    assert "BROKEN" not in restored.stdout
    assert people(other.data / "kabinet.sqlite3") == ["Анна Сергеева"]
    assert (other.data / "files" / "ab" / "abcdef").read_bytes() == b"a receipt"


def test_it_holds_no_key_and_says_so(working: Installation, copy: Path):
    everything = b"".join(path.read_bytes() for path in copy.rglob("*") if path.is_file())

    assert [name for name, key in working.own.items()
            if name.endswith("_KEY") and key.encode() in everything] == []  # fmt: skip
    assert (copy.stat().st_mode & 0o077) == 0


def test_it_is_made_while_kabinet_works(working: Installation, tmp_path: Path):
    with working.running("run"):
        made = working.kabinet("backup", str(tmp_path / "copy"))

    assert made.returncode == 0
    assert people(tmp_path / "copy" / "database.sqlite3") == ["Анна Сергеева"]


def test_a_backup_never_overwrites_another(working: Installation, copy: Path):
    before = (copy / "backup.json").read_bytes()

    again = working.kabinet("backup", str(copy))

    assert again.returncode == 1
    assert "exists already" in again.stderr
    assert (copy / "backup.json").read_bytes() == before


def test_one_that_was_cut_off_is_not_taken_for_a_whole_one(working: Installation, copy: Path):
    (copy / "backup.json").unlink()

    refused = elsewhere(working).kabinet("restore", str(copy))

    assert refused.returncode == 1
    assert "is not a whole backup" in refused.stderr


def test_a_restore_never_overwrites_what_is_there(working: Installation, copy: Path):
    before = (working.data / "kabinet.sqlite3").read_bytes()

    refused = working.kabinet("restore", str(copy))

    assert refused.returncode == 1
    assert "there is a database already" in refused.stderr
    assert "there are files already" in refused.stderr
    assert (working.data / "kabinet.sqlite3").read_bytes() == before


def nothing_was_written(other: Installation) -> bool:
    return not (other.data / "kabinet.sqlite3").exists() and not (other.data / "files").exists()


def test_other_keys_are_noticed_before_anything_is_written(working: Installation, copy: Path):
    stranger = Installation(working.data.parent / "stranger", **keys())

    refused = stranger.kabinet("restore", str(copy))

    assert refused.returncode == 1
    assert "KABINET_PAPER_KEY is not the key" in refused.stderr
    assert nothing_was_written(stranger)


def test_a_paper_key_that_was_replaced_still_opens_an_older_backup(
    working: Installation, copy: Path
):
    other = elsewhere(working)
    before = other.own["KABINET_PAPER_KEY"]
    other.own |= {"KABINET_PAPER_KEY": "k" * 50, "KABINET_PAPER_KEYS_BEFORE": before}

    assert other.kabinet("restore", str(copy)).returncode == 0


def test_a_damaged_copy_is_noticed_before_anything_is_written(working: Installation, copy: Path):
    with (copy / "database.sqlite3").open("r+b") as database:
        database.seek(5000)
        database.write(b"damage")

    refused = elsewhere(working).kabinet("restore", str(copy))

    assert refused.returncode == 1
    assert "is not the file that was written" in refused.stderr
    assert nothing_was_written(elsewhere(working))


def test_a_missing_file_is_noticed_before_anything_is_written(working: Installation, copy: Path):
    (copy / "files" / "ab" / "abcdef").unlink()

    refused = elsewhere(working).kabinet("restore", str(copy))

    assert refused.returncode == 1
    assert "1 files were written, 0 are here" in refused.stderr
    assert nothing_was_written(elsewhere(working))


def test_a_backup_of_a_newer_kabinet_is_not_forced_into_an_older_one(
    working: Installation, copy: Path
):
    page = json.loads((copy / "backup.json").read_text())
    page["steps"].append("claims.9999_from_the_future")
    (copy / "backup.json").write_text(json.dumps(page))

    refused = elsewhere(working).kabinet("restore", str(copy))

    assert refused.returncode == 1
    assert "made by a newer Kabinet" in refused.stderr


@pytest.fixture
def two_databases() -> Iterator[tuple[str, str]]:
    with server() as address:
        base = urlsplit(address)
        names = ("kabinet_backup_from", "kabinet_backup_to")
        maintenance = base._replace(path="/postgres").geturl()
        for name in names:
            psql(maintenance, f"DROP DATABASE IF EXISTS {name}")
            psql(maintenance, f"CREATE DATABASE {name}")
        source, target = (base._replace(path=f"/{name}").geturl() for name in names)
        yield source, target
        for name in names:
            psql(maintenance, f"DROP DATABASE {name} WITH (FORCE)")


def psql(address: str, statement: str) -> str:
    done = subprocess.run(  # noqa: S603
        ["psql", "-XAtq", address, "-c", statement],  # noqa: S607 - on the PATH of a tester
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.mark.postgres
def test_postgresql_comes_back_and_is_verified(
    installation: Installation, two_databases: tuple[str, str], tmp_path: Path
):
    source, target = two_databases
    installation.own["KABINET_DATABASE"] = source
    other = elsewhere(installation, KABINET_DATABASE=target)
    assert installation.kabinet("migrate").returncode == 0
    assert installation.kabinet(*ANNA).returncode == 0

    made = installation.kabinet("backup", str(tmp_path / "copy"))
    restored = other.kabinet("restore", str(tmp_path / "copy"))
    twice = other.kabinet("restore", str(tmp_path / "copy"))

    assert made.returncode == 0, made.stderr
    assert restored.returncode == 0, restored.stderr
    assert psql(target, "SELECT name FROM access_user") == "Анна Сергеева"
    assert twice.returncode == 1
    assert "there is a database already" in twice.stderr
