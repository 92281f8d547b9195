"""Every read of papers. What the portal shows begins with `visible_to`."""

from kabinet.papers.queries.forms import NoForm, form
from kabinet.papers.queries.kinds import kind_of
from kabinet.papers.queries.lists import (
    Lack,
    Line,
    Page,
    checklist,
    lacking,
    sides_of,
    to_judge,
    visible_to,
)

__all__ = [
    "Lack",
    "Line",
    "NoForm",
    "Page",
    "checklist",
    "form",
    "kind_of",
    "lacking",
    "sides_of",
    "to_judge",
    "visible_to",
]
