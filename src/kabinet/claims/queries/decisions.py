"""Decisions that wait for somebody."""

from django.db.models import Exists, OuterRef

from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.cases.states import CaseState
from kabinet.claims.models import Decision
from kabinet.claims.rules import decision as rules
from kabinet.kit.money import Money
from kabinet.pack.queries import operator_pack

PAGE = 25


def awaiting_signature(by: User) -> list[Case]:
    """List the cases that this person may sign: decided by another, the most urgent first."""
    his_own = Decision.objects.filter(
        claim__case=OuterRef("pk"), proposed_by=by, rejected_at=None, final_at=None
    )
    waiting = Case.objects.filter(~Exists(his_own), state=CaseState.PROPOSED)
    return list(waiting.select_related("assignee", "number").order_by("due_at", "pk")[:PAGE])


def waiting_decision(case: Case) -> Decision | None:
    """Find the decision of a case that waits for its second signature."""
    return Decision.objects.filter(claim__case=case, rejected_at=None, final_at=None).first()


def needs_second_signature(amount: Money) -> bool:
    """Tell whether the operator's pack asks for a second pair of eyes on this sum."""
    above = Money(operator_pack().setting("claims.four_eyes_above"))
    return rules.needs_second_signature(amount, above)
