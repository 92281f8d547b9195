"""The published test vectors of the seal are what the program does."""

import re
from pathlib import Path

import pytest

from kabinet.parties import sealing

PAGE = Path(__file__).resolve().parents[3] / "docs" / "security" / "papers.md"


@pytest.fixture
def published(settings) -> dict[str, str]:
    rows = re.findall(r"^\| (.+?) \| `(.+)` \|$", PAGE.read_text(), re.MULTILINE)
    found = {what: value.replace("\\|", "|") for what, value in rows}
    settings.PAPER_KEY = found["`KABINET_PAPER_KEY`"]
    settings.INDEX_KEY = found["`KABINET_INDEX_KEY`"]
    return found


def test_the_published_bytes_open_to_the_published_text(published):
    wrapped = sealing.Wrapped(
        bytes.fromhex(published["wrapped for party 17, nonce `00` to `0b`"]), published["its id"]
    )
    data_key = sealing.unwrap(wrapped, owner=17)
    sealed = bytes.fromhex(published["sealed for party 17, nonce `0c` to `17`"])

    assert data_key.hex() == published["data key"]
    assert sealing.open_paper(data_key, sealed, paper=5, party=17) == {"number": "4509123456"}


def test_the_published_text_seals_to_the_published_bytes(published):
    sealed = sealing.seal(
        bytes.fromhex(published["data key"]),
        published["text of paper 5"].encode(),
        published["additional data of the paper"].encode(),
        nonce=bytes(range(12, 24)),
    )

    assert sealed.hex() == published["sealed for party 17, nonce `0c` to `17`"]


def test_the_published_key_and_index_come_out(published):
    index = next(value for what, value in published.items() if what.startswith("index of"))

    assert sealing.new_key(17).key_id == published["its id"]
    assert sealing.blind_index("passport_rf", "4509123456") == index


@pytest.mark.parametrize(("party", "key_id"), [(18, "82bb1f47cd4c"), (17, "000000000000")])
def test_bytes_in_another_place_or_under_another_key_do_not_open(published, party, key_id):
    wrapped = bytes.fromhex(published["wrapped for party 17, nonce `00` to `0b`"])

    with pytest.raises(sealing.BrokenSeal):
        sealing.unwrap(sealing.Wrapped(wrapped, key_id), owner=party)
