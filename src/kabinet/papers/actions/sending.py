"""A paper filled in, signed, and sent: by its side, or scanned at a desk."""

from datetime import datetime

from django.db import transaction

from kabinet.access.models import User
from kabinet.access.rules import Permit
from kabinet.documents.actions import Readable, store_file
from kabinet.kit.errors import NotPermitted
from kabinet.papers.actions.holding import held, note_paper
from kabinet.papers.errors import OnlyShown
from kabinet.papers.models import Paper
from kabinet.papers.queries.kinds import kind_of
from kabinet.papers.states import FLOW, PaperState


@transaction.atomic
def upload(
    *,
    paper: Paper,
    upload: Readable | bytes,
    name: str,
    at: datetime,
    by: User | None = None,
    actor: str = "",
) -> Paper:
    """Take a file for a paper; a newer one takes the place of the older until it is judged.

    Its side sends it, or a clerk scans it; `actor` says by which handle (an invitation's link)
    somebody without a login does. Raises NotPermitted, Closed, NotNeeded, OnlyShown,
    WrongMove or FileRefused.
    """
    _may_bring(paper, by, actor, at)
    paper = held(paper)
    if not kind_of(paper).upload:
        raise OnlyShown
    FLOW.check(paper.state, PaperState.UPLOADED)
    paper.file = store_file(upload=upload, name=name, by=by, at=at)
    paper.state, paper.uploaded_at = PaperState.UPLOADED, at
    paper.judged_by, paper.judged_at, paper.reason = None, None, ""
    # The original that was seen was that of another file.
    paper.original_seen_by, paper.original_seen_at = None, None
    paper.save()
    note_paper("paper.uploaded", paper, by=by, actor=actor, at=at, file=paper.file.pk)
    return paper


@transaction.atomic
def note_filled(*, paper: Paper, at: datetime, by: User | None = None, actor: str = "") -> Paper:
    """Write down that the filled form was taken, to be signed. Sent papers stay as they are.

    Raises NotPermitted, Closed or NotNeeded.
    """
    _may_bring(paper, by, actor, at)
    paper = held(paper)
    if paper.state == PaperState.MISSING:
        paper.state = PaperState.FILLED
        paper.save(update_fields=["state"])
        note_paper("paper.filled", paper, by=by, actor=actor, at=at)
    return paper


def _may_bring(paper: Paper, by: User | None, actor: str, at: datetime) -> None:
    """Let its side bring it, whoever holds the side's link, and the desks that take papers."""
    if by is None:
        if not actor:
            raise NotPermitted(Permit.OWN_ACCOUNT)
        return
    is_own = paper.party_id is not None and by.holder_id == paper.party_id
    if is_own and by.may(Permit.OWN_ACCOUNT, at):
        return
    if not by.may(Permit.JUDGE_PAPERS, at) and not by.may(Permit.MEET_VISITORS, at):
        raise NotPermitted(Permit.JUDGE_PAPERS)
