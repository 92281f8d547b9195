"""A broken or expired pack stops the start, and the message says which file and line."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kabinet.kit import clock
from kabinet.pack.queries import PackError, operator_pack
from kabinet.project.checks import pack_is_sound


@pytest.fixture
def installed(packs: Path, settings) -> Iterator[Path]:
    """Run on a copy of the packs that a test may spoil."""
    settings.PACKS = str(packs)
    operator_pack.cache_clear()
    yield packs
    operator_pack.cache_clear()


def test_a_sound_pack_stops_nothing(installed: Path):
    assert pack_is_sound() == []


def test_an_unknown_key_stops_the_start(installed: Path):
    path = installed / "ru-mts/operator.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, "owner: nobody", ""]), encoding="utf-8")

    (error,) = pack_is_sound()

    place = f"ru-mts/operator.yaml:{len(lines) + 1}"
    assert error.msg.startswith(f"pack: {place}: operator.owner: unknown key")


def test_a_norm_that_ended_yesterday_stops_the_start(installed: Path, monkeypatch):
    path = installed / "ru-law/norms/consumers.yaml"
    text = path.read_text(encoding="utf-8")
    ended = text.replace('  point: "15"\n', '  point: "15"\n  valid_until: 2027-03-01\n')
    path.write_text(ended, encoding="utf-8")

    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 2, 28, tzinfo=UTC))
    assert pack_is_sound() == []

    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 3, 1, tzinfo=UTC))
    assert all("'zpp-15' ended on 2027-03-01" in error.msg for error in pack_is_sound())
    cited = [error.msg for error in pack_is_sound()]
    assert any("grounds/01_unconsented_service" in one for one in cited)
    assert any("letters/claim_unconsented_service" in one for one in cited)


def test_a_pack_of_law_alone_is_no_operators(installed: Path, settings):
    settings.PACK = "ru-law"

    with pytest.raises(PackError, match=r"ru-law/operator\.yaml: missing: no operator's pack"):
        operator_pack()
