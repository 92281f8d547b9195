"""A person gets everything that is held about him, as data."""

import json

import pytest

from kabinet.access.rules import Role
from kabinet.parties.actions import reveal, seal_paper
from kabinet.parties.queries import export_of
from tests.people import MONDAY, person, staff

pytestmark = pytest.mark.django_db


def test_the_export_names_all_and_opens_no_paper():
    ivan = person(email="i@example.ru")
    paper = seal_paper(party=ivan, series_number="4509 123456", at=MONDAY)
    reveal(paper=paper, by=staff(Role.CLAIMS_OFFICER), at=MONDAY, reason="claim")

    export = export_of(ivan)

    text = json.dumps(export, ensure_ascii=False)
    assert json.loads(text) == export
    assert export["party"]["surname"] == "Сергеев"
    assert export["papers"][0]["kind"] == "passport_rf"
    assert "4509123456" not in text
    assert export["readings"][0]["who"] == "Ольга Власова"
    assert [line["what"] for line in export["history"]] == [
        "party.registered", "paper.sealed", "paper.revealed",
    ]  # fmt: skip
