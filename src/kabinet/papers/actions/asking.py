"""Telling which papers a side must bring."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.journal.actions import note
from kabinet.pack.queries import operator_pack
from kabinet.papers.models import Paper
from kabinet.parties.models import Party


@transaction.atomic(savepoint=False)
def require_papers(
    *,
    case: Case,
    side: str,
    kinds: Sequence[str],
    at: datetime,
    party: Party | None = None,
    by: User | None = None,
) -> list[Paper]:
    """Ask a side for these papers and for no others; a step of what a higher room does.

    Called again with another list, it adds what is new and lets go what is not wanted any
    more; what was sent stays. `party` is who stands on that side, once he is known.
    Raises NotInForce for a kind that the pack does not know.
    """
    for kind in kinds:
        operator_pack().paper(kind, at.date())
    Case.objects.select_for_update().get(pk=case.pk)
    there = {paper.kind: paper for paper in Paper.objects.filter(case=case, side=side)}
    asked = [kind for kind in kinds if kind not in there or not there[kind].is_needed]
    dropped = [kind for kind, one in there.items() if one.is_needed and kind not in kinds]
    papers = Paper.objects.filter(case=case, side=side)
    papers.filter(kind__in=dropped).update(is_needed=False)
    papers.filter(kind__in=asked).update(is_needed=True)
    Paper.objects.bulk_create(
        Paper(case=case, side=side, kind=kind, asked_at=at) for kind in kinds if kind not in there
    )
    papers.update(party=party)
    if asked or dropped:
        data = {"side": side, "asked": asked, "dropped": dropped}
        note(
            what="papers.required", about=case, at=at, by=by, actor="" if by else "rule", data=data
        )
    return list(papers.filter(is_needed=True).order_by("pk"))
