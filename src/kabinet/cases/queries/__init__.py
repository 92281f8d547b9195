"""Every read of cases."""

from kabinet.cases.queries.lists import (
    Board,
    Page,
    arrivals,
    board,
    counted,
    queue,
    search,
    visible_to,
)
from kabinet.cases.queries.status import PublicStatus, by_status_code
from kabinet.cases.queries.story import history_of, timeline_of

__all__ = [
    "Board",
    "Page",
    "PublicStatus",
    "arrivals",
    "board",
    "by_status_code",
    "counted",
    "history_of",
    "queue",
    "search",
    "timeline_of",
    "visible_to",
]
