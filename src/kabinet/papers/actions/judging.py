"""A clerk looks at a paper: accepted, refused with the reason, seen in the original."""

from datetime import datetime

from django.db import transaction

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.kit.flow import WrongMove
from kabinet.papers.actions.holding import held, note_paper
from kabinet.papers.errors import NoOriginal, SentAgain, WhyRefused
from kabinet.papers.models import Paper
from kabinet.papers.queries.kinds import kind_of
from kabinet.papers.states import FLOW, PaperState


@transaction.atomic
def judge(
    *,
    paper: Paper,
    accepted: bool,
    by: User,
    at: datetime,
    reason: str = "",
    file: str = "",
) -> Paper:
    """Accept a paper that was sent, or refuse it with the reason that its sender reads.

    `file` is the token of the file that the clerk looked at: a newer one is not judged unseen.
    Raises NotPermitted, Closed, NotNeeded, WrongMove, SentAgain or WhyRefused.
    """
    require(by, Permit.JUDGE_PAPERS, at)
    paper = held(paper)
    to = PaperState.ACCEPTED if accepted else PaperState.REFUSED
    if paper.state != PaperState.UPLOADED:
        raise WrongMove(paper.state, to)  # judged already, or never sent
    if file and paper.file is not None and paper.file.token != file:
        raise SentAgain
    if not accepted and not reason.strip():
        raise WhyRefused
    paper.state, paper.reason = to, "" if accepted else reason.strip()
    paper.judged_by, paper.judged_at = by, at
    paper.save(update_fields=["state", "reason", "judged_by", "judged_at"])
    note_paper(f"paper.{to}", paper, by=by, at=at)
    return paper


@transaction.atomic
def see_original(*, paper: Paper, by: User, at: datetime) -> Paper:
    """Tick that the original was in a clerk's hands; what is only shown is accepted by that.

    A second tick changes nothing. Raises NotPermitted, Closed, NotNeeded or NoOriginal.
    """
    require(by, Permit.MEET_VISITORS, at)
    paper, kind = held(paper), kind_of(paper)
    if not kind.original:
        raise NoOriginal
    if paper.original_seen_at is not None:
        return paper
    paper.original_seen_by, paper.original_seen_at = by, at
    if not kind.upload:
        FLOW.check(paper.state, PaperState.ACCEPTED)
        paper.state, paper.judged_by, paper.judged_at = PaperState.ACCEPTED, by, at
    paper.save()
    note_paper("paper.original_seen", paper, by=by, at=at)
    return paper
