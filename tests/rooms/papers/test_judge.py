"""Papers are judged one by one: accepted, or refused in words that the sender reads."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.cases.actions import close_case
from kabinet.journal.queries import notes_about
from kabinet.kit.errors import NotPermitted
from kabinet.kit.flow import WrongMove
from kabinet.papers.actions import judge, require_papers, see_original, upload
from kabinet.papers.errors import Closed, NoOriginal, SentAgain, WhyRefused
from kabinet.papers.models import Paper
from kabinet.papers.queries import lacking, to_judge
from tests.people import MONDAY, person, staff, subscriber
from tests.rooms.cases.matters import filed, last_note
from tests.rooms.documents.corpus import pdf
from tests.rooms.power import power_cut

LATER = MONDAY + timedelta(hours=2)


@pytest.fixture
def sent(application: Paper, ivans_login: User) -> Paper:
    return upload(paper=application, upload=pdf(), name="a.pdf", by=ivans_login, at=MONDAY)


def fresh(paper: Paper) -> Paper:
    return Paper.objects.get(pk=paper.pk)


def whys(paper: Paper) -> list[str]:
    return [one.why for one in lacking(paper.case)]


def test_an_accepted_paper_still_wants_its_original(sent, clerk):
    assert whys(sent) == ["unjudged"]

    judge(paper=sent, accepted=True, by=clerk, at=LATER)
    assert (fresh(sent).state, fresh(sent).judged_by) == ("accepted", clerk)
    assert whys(sent) == ["unseen"]

    see_original(paper=sent, by=clerk, at=LATER)
    assert whys(sent) == []


def test_a_refusal_says_why(sent, clerk, case):
    judge(paper=sent, accepted=False, reason="  Нет подписи. ", by=clerk, at=LATER)

    assert (fresh(sent).state, fresh(sent).reason) == ("refused", "Нет подписи.")
    assert whys(sent) == ["refused"]
    assert last_note(case).what == "paper.refused"
    assert "подписи" not in str(last_note(case).data)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_refusal_without_a_reason_is_refused(sent, clerk, reason):
    with pytest.raises(WhyRefused):
        judge(paper=sent, accepted=False, reason=reason, by=clerk, at=LATER)

    assert fresh(sent).state == "uploaded"


def test_a_paper_is_judged_once(sent, clerk):
    judge(paper=sent, accepted=True, by=clerk, at=LATER)

    with pytest.raises(WrongMove):
        judge(paper=sent, accepted=False, reason="Передумали", by=clerk, at=LATER)

    assert fresh(sent).state == "accepted"


def test_what_was_never_sent_is_not_judged(application, clerk):
    with pytest.raises(WrongMove):
        judge(paper=application, accepted=True, by=clerk, at=LATER)


def test_a_file_that_nobody_looked_at_is_not_judged(sent, ivans_login, clerk):
    looked_at = sent.file.token
    upload(paper=sent, upload=pdf("/X 1"), name="b.pdf", by=ivans_login, at=MONDAY)

    with pytest.raises(SentAgain):
        judge(paper=sent, accepted=True, file=looked_at, by=clerk, at=LATER)

    assert fresh(sent).state == "uploaded"


@pytest.mark.parametrize("role", [Role.CARE_AGENT, Role.REGISTRY, Role.AUDITOR])
def test_other_desks_do_not_judge(sent, role):
    with pytest.raises(NotPermitted):
        judge(paper=sent, accepted=True, by=staff(role), at=LATER)

    assert fresh(sent).state == "uploaded"


def test_its_sender_does_not_judge_it(sent, ivans_login):
    with pytest.raises(NotPermitted):
        judge(paper=sent, accepted=True, by=ivans_login, at=LATER)
    with pytest.raises(NotPermitted):
        see_original(paper=sent, by=ivans_login, at=LATER)


def test_papers_of_a_closed_request_are_not_judged(sent, clerk, case):
    close_case(case=case, state="withdrawn", by=None, at=LATER)

    with pytest.raises(Closed):
        judge(paper=sent, accepted=True, by=clerk, at=LATER)

    assert to_judge().lines == []


def test_a_passport_is_accepted_by_being_seen(passport, clerk):
    see_original(paper=passport, by=clerk, at=LATER)
    see_original(paper=passport, by=clerk, at=LATER + timedelta(days=1))

    seen = fresh(passport)
    assert (seen.state, seen.original_seen_at, seen.original_seen_by) == ("accepted", LATER, clerk)
    assert whys(passport) == []


def test_a_paper_without_original_has_none_to_see(case, ivan, clerk):
    (paper,) = require_papers(case=case, side="giver", kinds=["bank-details"], at=MONDAY)

    with pytest.raises(NoOriginal):
        see_original(paper=paper, by=clerk, at=LATER)


def test_when_the_commit_fails_nothing_was_judged(sent, clerk):
    with power_cut():
        judge(paper=sent, accepted=True, by=clerk, at=LATER)

    assert fresh(sent).state == "uploaded"


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "refused"},
        {"state": "accepted"},
        {"state": "uploaded", "file": None},
        {"reason": "without a refusal"},
        {"original_seen_at": LATER},
    ],
)
def test_the_database_knows_what_a_paper_must_have(sent, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=sent.pk).update(**broken)


def test_the_longest_waiting_comes_first_page_by_page(ivan, ivans_login):
    for day in range(27):
        case = filed("question", party=ivan)
        (paper,) = require_papers(
            case=case, side="giver", kinds=["bank-details"], party=ivan, at=MONDAY
        )
        at = MONDAY - timedelta(days=day % 9)
        upload(paper=paper, upload=pdf(), name="a.pdf", by=ivans_login, at=at)

    first = to_judge()
    second = to_judge(after=first.after)

    shown = [line.paper.pk for page in (first, second) for line in page.lines]
    moments = [line.paper.uploaded_at for page in (first, second) for line in page.lines]
    assert len(shown) == len(set(shown)) == 27
    assert moments == sorted(filter(None, moments))
    assert second.after == ""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_clerks_one_judges():
    ivan = person()
    login = subscriber(ivan)
    clerks = [
        staff(Role.SHOWROOM, email=f"clerk{number}@example.ru", name=f"Clerk {number}")
        for number in range(6)
    ]
    case = filed("question", party=ivan)
    (paper,) = require_papers(
        case=case, side="giver", kinds=["application-giver"], party=ivan, at=MONDAY
    )
    upload(paper=paper, upload=pdf(), name="a.pdf", by=login, at=MONDAY)

    def press(clerk: User) -> str:
        accepted = clerk.pk % 2 == 0
        try:
            judge(paper=paper, accepted=accepted, reason="Нет подписи", by=clerk, at=LATER)
        except WrongMove:
            return "too late"
        else:
            return "judged"
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        outcomes = sorted(pool.map(press, clerks))

    assert outcomes == ["judged", *["too late"] * 5]
    whats = [note.what for note in notes_about(case)]
    assert len({"paper.accepted", "paper.refused"} & set(whats)) == 1
