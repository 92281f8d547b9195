"""What happened in a case, as it may be told."""

from kabinet.cases.models import Case
from kabinet.journal.models import Note
from kabinet.journal.queries import notes_about, timeline


def timeline_of(case: Case) -> list[Note]:
    """Tell what its claimant reads, oldest first; what is said inside the house stays inside."""
    return list(timeline(case))


def history_of(case: Case) -> list[Note]:
    """Tell all that was done and read in a case, oldest first: for the desks."""
    return list(notes_about(case))
