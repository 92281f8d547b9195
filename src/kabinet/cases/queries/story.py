"""One case, and what happened in it, as it may be told."""

from typing import Any

from django.db.models import QuerySet

from kabinet.cases.models import Case
from kabinet.journal.models import Note
from kabinet.journal.queries import notes_about, timeline
from kabinet.ledger.queries import whole_balance_at


def case_of(reference: str) -> Case | None:
    """Find a case with all that stands beside it on its page."""
    beside = ("entry", "assignee", "party", "number", "account__contract")
    try:
        return Case.objects.select_related(*beside).get(reference=reference)
    except Case.DoesNotExist:
        return None


def with_balance(cases: QuerySet[Case]) -> QuerySet[Any]:
    """Add what stands on each case's account, in the same query."""
    return cases.annotate(balance=whole_balance_at("account__ledger"))


def timeline_of(case: Case) -> list[Note]:
    """Tell what its claimant reads, oldest first; what is said inside the house stays inside."""
    return list(timeline(case))


def history_of(case: Case) -> list[Note]:
    """Tell all that was done and read in a case, oldest first: for the desks."""
    return list(notes_about(case))
