"""Decisions that wait for somebody."""

from django.db.models import Exists, OuterRef

from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.cases.states import CaseState
from kabinet.claims.models import Decision

PAGE = 25


def awaiting_signature(by: User) -> list[Case]:
    """List the cases that this person may sign: decided by another, the most urgent first."""
    his_own = Decision.objects.filter(
        claim__case=OuterRef("pk"), proposed_by=by, rejected_at=None, final_at=None
    )
    waiting = Case.objects.filter(~Exists(his_own), state=CaseState.PROPOSED)
    return list(waiting.select_related("assignee", "number").order_by("due_at", "pk")[:PAGE])
