"""A paper is sent by its side, or scanned by a clerk; nobody else brings it."""

from datetime import timedelta

import pytest

from kabinet.access.rules import Role
from kabinet.cases.actions import close_case
from kabinet.documents.models import StoredFile
from kabinet.documents.queries import read_file
from kabinet.documents.refusals import FileRefused
from kabinet.journal.queries import notes_about
from kabinet.kit.errors import NotPermitted
from kabinet.kit.flow import WrongMove
from kabinet.papers.actions import judge, note_filled, require_papers, see_original, upload
from kabinet.papers.errors import Closed, NotNeeded, OnlyShown
from kabinet.papers.models import Paper
from tests.people import MONDAY, person, staff, subscriber
from tests.rooms.cases.matters import last_note
from tests.rooms.documents.corpus import pdf
from tests.rooms.power import power_cut

LATER = MONDAY + timedelta(hours=1)


def send(paper: Paper, **who) -> Paper:
    return upload(paper=paper, upload=pdf(), name="Заявление.pdf", at=LATER, **who)


def nothing_moved(paper: Paper) -> bool:
    fresh = Paper.objects.get(pk=paper.pk)
    return fresh.state == paper.state and not StoredFile.objects.exists()


def test_its_side_sends_it_and_the_file_is_kept_bit_for_bit(application, ivans_login, case):
    sent = send(application, by=ivans_login)

    assert (sent.state, sent.uploaded_at) == ("uploaded", LATER)
    assert sent.file
    assert read_file(sent.file) == pdf()
    note = last_note(case)
    assert (note.what, note.by, note.public) == ("paper.uploaded", ivans_login, True)
    assert note.data["kind"] == "application-giver"


def test_a_newer_file_takes_the_place_of_the_older(application, ivans_login):
    first = send(application, by=ivans_login).file
    second = upload(
        paper=application, upload=pdf("/X 1"), name="b.pdf", by=ivans_login, at=LATER
    ).file

    assert Paper.objects.get().file == second
    assert first in StoredFile.objects.all()


def test_a_link_and_a_clerk_may_send_it_too(application, clerk):
    assert send(application, actor="invitation").state == "uploaded"
    scan = send(application, by=clerk).file
    assert scan
    assert scan.by == clerk


def test_a_stranger_sends_nothing(application):
    maria = subscriber(person("Лебедева", "Мария"), "+79110000001")

    with pytest.raises(NotPermitted):
        send(application, by=maria)
    with pytest.raises(NotPermitted):
        send(application)

    assert nothing_moved(application)


@pytest.mark.parametrize("role", [Role.CARE_AGENT, Role.AUDITOR, Role.SUPERVISOR])
def test_not_every_desk_takes_papers(application, role):
    with pytest.raises(NotPermitted):
        send(application, by=staff(role))

    assert nothing_moved(application)


def test_a_passport_is_never_sent(passport, ivans_login):
    with pytest.raises(OnlyShown):
        send(passport, by=ivans_login)

    assert nothing_moved(passport)


def test_an_accepted_paper_is_not_replaced(application, ivans_login, clerk):
    sent = send(application, by=ivans_login)
    judge(paper=sent, accepted=True, by=clerk, at=LATER)

    with pytest.raises(WrongMove):
        send(application, by=ivans_login)

    assert Paper.objects.get().file == sent.file


def test_a_refused_paper_is_sent_again_and_its_original_seen_anew(application, ivans_login, clerk):
    send(application, by=ivans_login)
    see_original(paper=application, by=clerk, at=LATER)
    judge(paper=application, accepted=False, reason="Нет подписи", by=clerk, at=LATER)

    again = send(application, by=ivans_login)

    assert (again.state, again.reason, again.judged_by) == ("uploaded", "", None)
    assert again.original_seen_at is None


def test_a_closed_request_takes_no_papers(application, ivans_login, case):
    close_case(case=case, state="withdrawn", by=None, at=LATER)

    with pytest.raises(Closed):
        send(application, by=ivans_login)

    assert nothing_moved(application)


def test_what_is_not_wanted_any_more_is_not_taken(application, ivans_login, case):
    require_papers(case=case, side="giver", kinds=["deed"], at=LATER, party=application.party)

    with pytest.raises(NotNeeded):
        send(application, by=ivans_login)


def test_a_file_that_lies_about_itself_is_refused(application, ivans_login):
    with pytest.raises(FileRefused):
        upload(paper=application, upload=b"MZ\x90", name="a.pdf", by=ivans_login, at=LATER)

    assert nothing_moved(application)


def test_when_the_commit_fails_nothing_was_sent(application, ivans_login):
    with power_cut():
        send(application, by=ivans_login)

    assert nothing_moved(application)


def test_taking_the_filled_form_is_written_down_once(application, ivans_login, case):
    note_filled(paper=application, by=ivans_login, at=LATER)
    note_filled(paper=application, by=ivans_login, at=LATER)

    assert Paper.objects.get().state == "filled"
    assert [note.what for note in notes_about(case)].count("paper.filled") == 1

    send(application, by=ivans_login)
    note_filled(paper=application, by=ivans_login, at=LATER)
    assert Paper.objects.get().state == "uploaded"
