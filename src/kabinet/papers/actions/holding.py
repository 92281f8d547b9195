"""A paper held while something is done to it, and the line about it."""

from datetime import datetime

from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.journal.actions import note
from kabinet.papers.errors import Closed, NotNeeded
from kabinet.papers.models import Paper


def held(paper: Paper) -> Paper:
    """Hold the paper's row, its case beside it. Raises Closed or NotNeeded."""
    case = Case.objects.select_for_update().get(pk=paper.case_id)
    fresh = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    fresh.case = case
    if case.closed_at is not None:
        raise Closed
    if not fresh.is_needed:
        raise NotNeeded
    return fresh


def note_paper(
    what: str, paper: Paper, *, by: User | None, at: datetime, actor: str = "", file: int = 0
) -> None:
    """Write the line about a paper into the chain of its case."""
    data = {"paper": paper.pk, "kind": paper.kind, "side": paper.side}
    note(
        what=what,
        about=paper.case,
        at=at,
        by=by,
        actor=actor,
        data=data | ({"file": file} if file else {}),
        public=True,
    )
