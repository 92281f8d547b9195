"""What must hold of every paper, whatever happened (`kabinet verify`)."""

from kabinet.pack.queries import NotInForce
from kabinet.papers.models import Paper
from kabinet.papers.queries.kinds import kind_of
from kabinet.papers.states import PaperState


def verify() -> list[str]:
    """List papers whose state, file and judge contradict each other, or what the pack says."""
    papers = Paper.objects.select_related("case", "judged_by").order_by("pk")
    return [f"paper {one.pk} of {one.case}: {wrong}" for one in papers for wrong in _wrong(one)]


def _wrong(paper: Paper) -> list[str]:
    try:
        kind = kind_of(paper)
    except NotInForce:
        return [f"no kind of paper {paper.kind!r} held on {paper.asked_at:%Y-%m-%d}"]
    sent = {PaperState.UPLOADED, PaperState.ACCEPTED, PaperState.REFUSED}
    faults = {
        "judged, and no file was sent": kind.upload
        and paper.state in sent
        and paper.file_id is None,
        "a file of what is only shown": not kind.upload and paper.file_id is not None,
        "accepted, and nobody saw it": not kind.upload
        and paper.state == PaperState.ACCEPTED
        and paper.original_seen_at is None,
        "judged by somebody who does not work here": paper.judged_by is not None
        and not paper.judged_by.is_staff,
    }
    return [fault for fault, holds in faults.items() if holds]
