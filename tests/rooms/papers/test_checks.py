"""`kabinet verify` finds a paper that cannot be."""

from kabinet.papers.actions import judge, see_original, upload
from kabinet.papers.models import Paper
from kabinet.papers.queries.checks import verify
from tests.people import MONDAY
from tests.rooms.documents.corpus import pdf


def test_all_is_well(application, ivans_login, clerk):
    upload(paper=application, upload=pdf(), name="a.pdf", by=ivans_login, at=MONDAY)
    judge(paper=application, accepted=True, by=clerk, at=MONDAY)

    assert verify() == []


def test_a_judged_paper_without_its_file_is_found(application, ivans_login, clerk):
    upload(paper=application, upload=pdf(), name="a.pdf", by=ivans_login, at=MONDAY)
    judge(paper=application, accepted=True, by=clerk, at=MONDAY)
    Paper.objects.update(file=None)

    assert "no file was sent" in verify()[0]


def test_a_passport_accepted_unseen_is_found(passport, clerk):
    see_original(paper=passport, by=clerk, at=MONDAY)
    Paper.objects.update(original_seen_at=None, original_seen_by=None)

    assert "nobody saw it" in verify()[0]


def test_a_judge_who_does_not_work_here_is_found(passport, clerk, ivans_login):
    see_original(paper=passport, by=clerk, at=MONDAY)
    Paper.objects.update(judged_by=ivans_login)

    assert "does not work here" in verify()[0]


def test_a_kind_that_no_pack_knows_is_found(passport):
    Paper.objects.update(kind="horoscope")

    assert "horoscope" in verify()[0]
