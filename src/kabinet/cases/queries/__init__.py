"""Every read of cases."""

from kabinet.cases.queries.lists import (
    Board,
    Load,
    Page,
    arrivals,
    board,
    counted,
    queue,
    search,
    visible_to,
)
from kabinet.cases.queries.status import PublicStatus, by_status_code
from kabinet.cases.queries.story import case_of, history_of, timeline_of

__all__ = [
    "Board",
    "Load",
    "Page",
    "PublicStatus",
    "arrivals",
    "board",
    "by_status_code",
    "case_of",
    "counted",
    "history_of",
    "queue",
    "search",
    "timeline_of",
    "visible_to",
]
