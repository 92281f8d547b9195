"""Asking a side for its papers: the list grows and shrinks, what was sent stays."""

import pytest
from django.db import transaction

from kabinet.journal.queries import notes_about
from kabinet.pack.queries import NotInForce
from kabinet.papers.actions import require_papers, upload
from kabinet.papers.models import Paper
from kabinet.papers.queries import checklist, lacking, visible_to
from tests.people import MONDAY
from tests.rooms.documents.corpus import pdf
from tests.rooms.power import power_cut

BASIC = ["identity", "application-giver"]


def ask(case, kinds, **more):
    return require_papers(case=case, side="giver", kinds=kinds, at=MONDAY, **more)


def test_each_paper_is_asked_for_once_in_the_order_given(case, ivan):
    ask(case, BASIC, party=ivan)
    ask(case, BASIC, party=ivan)

    assert [line.kind.id for line in checklist(case, "giver")] == BASIC
    assert [one.why for one in lacking(case)] == ["missing", "missing"]
    assert [note.what for note in notes_about(case)].count("papers.required") == 1


def test_what_is_no_longer_wanted_is_let_go_and_what_was_sent_is_kept(case, ivan, ivans_login):
    _, application = ask(case, BASIC, party=ivan)
    upload(paper=application, upload=pdf(), name="a.pdf", by=ivans_login, at=MONDAY)

    ask(case, ["identity", "deed"], party=ivan)

    assert [line.kind.id for line in checklist(case)] == ["identity", "deed"]
    assert Paper.objects.get(kind="application-giver").file is not None

    ask(case, BASIC, party=ivan)
    assert [line.paper.state for line in checklist(case)] == ["missing", "uploaded"]


def test_the_party_of_a_side_may_become_known_later(case, ivan, ivans_login):
    ask(case, BASIC)
    assert not visible_to(ivans_login).exists()

    ask(case, BASIC, party=ivan)
    assert visible_to(ivans_login).count() == 2


def test_the_same_kind_stands_apart_for_each_side(case):
    ask(case, ["identity"])
    require_papers(case=case, side="receiver", kinds=["identity"], at=MONDAY)

    assert [(one.side, one.kind) for one in lacking(case)] == [
        ("giver", "identity"),
        ("receiver", "identity"),
    ]


def test_a_kind_that_the_pack_does_not_know_is_a_mistake_and_asks_nothing(case):
    with pytest.raises(NotInForce, match="horoscope"), transaction.atomic():
        ask(case, ["identity", "horoscope"])

    assert not Paper.objects.exists()


def test_when_the_commit_fails_nothing_was_asked(case):
    with power_cut():
        ask(case, BASIC)

    assert not Paper.objects.exists()
    assert "papers.required" not in [note.what for note in notes_about(case)]
