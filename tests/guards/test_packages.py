"""What is installed: pinned by hash, the same in every set, under licences we can live with."""

import re
from importlib import metadata
from itertools import pairwise
from pathlib import Path

import pytest

from tests.guards.source import ROOT, lines_with, tracked

SETS = ("run", "test", "dev")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)
# Places that are somebody's own machine or mirror, and flags that name them.
PRIVATE_PLACES = (
    r"--(find-links|index-url|extra-index-url)[ =]|file:///|/opt/(wheels|pypi)"
    r"|registry\.npmjs\.org|files\.pythonhosted\.org"
)
ALLOWED = re.compile(
    r"(?i)\b(MIT|BSD|Apache|ISC|MPL|PSF|Python Software Foundation|Unlicense|CC0|Zlib|HPND"
    r"|LGPL|Lesser General Public)\b"
)
REFUSED = re.compile(r"(?i)\bA?GPL|Affero|SSPL|Commons Clause|(?<!Lesser )General Public License")


def installed_here() -> list[str]:
    """Name the packages of the smallest set, without those for other systems."""
    lines = (ROOT / "requirements" / "run.lock").read_text().splitlines()
    return [line.split("==")[0] for line in lines if PIN.match(line) and "win32" not in line]


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / "requirements" / f"{name}.lock").read_text()))


def test_each_set_holds_the_one_before_it_in_the_same_versions():
    for smaller, bigger in pairwise(SETS):
        assert pins(smaller).items() <= pins(bigger).items()


@pytest.mark.parametrize("name", SETS)
def test_every_package_has_its_hashes(name: str):
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements" / f"{name}.lock").read_text().strip())

    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_everything_asked_for_is_in_the_lock():
    for name in SETS:
        wanted = {
            re.split(r"[\[><=; ]", line)[0].lower()
            for line in (ROOT / "requirements" / f"{name}.in").read_text().splitlines()
            if line and not line.startswith("-r")
        }
        assert wanted - {each.lower() for each in pins(name)} == set()


def test_no_file_names_the_place_where_somebody_keeps_his_packages():
    files = tracked(".lock", ".json", ".toml", ".txt", ".in", ".sh", ".cfg", ".yml", "Makefile")
    scripts = [path for path in tracked("") if {"scripts", ".ci"} & set(path.parts)]
    found = [line for path in {*files, *scripts} for line in lines_with(PRIVATE_PLACES, path)]

    assert found == []


def licence_of(name: str) -> str:
    """Say what a package says of its licence, in the three places where that may stand."""
    told = metadata.metadata(name)
    classifiers = [each for each in told.get_all("Classifier") or [] if each.startswith("License")]
    named = [*(told.get_all("License-Expression") or []), *(told.get_all("License") or [])]
    said = [*classifiers, *(each[:200] for each in named)]
    return " | ".join(filter(None, said))


@pytest.mark.parametrize("name", installed_here())
def test_the_licence_of_each_package_that_we_hand_out_is_one_we_can_live_with(name: str):
    licence = licence_of(name)

    assert is_fine(licence), licence


def is_fine(licence: str) -> bool:
    # A choice of two is fine when one of them is.
    if " OR " in licence and ALLOWED.search(licence):
        return True
    return bool(ALLOWED.search(licence)) and not REFUSED.search(licence.replace("LGPL", "Lesser"))


@pytest.mark.parametrize(
    ("licence", "fine"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-3-Clause", True),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", True),
        ("AGPL-3.0-only", False),
        ("License :: OSI Approved :: GNU Affero General Public License v3", False),
        ("GPL-3.0", False),
        ("", False),
    ],
)
def test_which_licences_pass(licence: str, fine: bool):  # noqa: FBT001 - a column of the table
    assert is_fine(licence) is fine


def test_the_licence_of_kabinet_is_apache_whole():
    text = (ROOT / "LICENSE").read_text()

    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert len(text.splitlines()) > 190


def test_pip_comes_with_the_source_as_one_wheel():
    assert len(list(Path(ROOT / "vendor").glob("pip-*.whl"))) == 1
