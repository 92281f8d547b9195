"""Every read of papers. What the portal shows begins with `visible_to`."""

from kabinet.papers.queries.facts import parties_of, plain_facts, side_facts, side_of
from kabinet.papers.queries.forms import NoForm, form
from kabinet.papers.queries.kinds import kind_of
from kabinet.papers.queries.lists import (
    Lack,
    Line,
    Page,
    checklist,
    lacking,
    requests_of,
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
    "parties_of",
    "plain_facts",
    "requests_of",
    "side_facts",
    "side_of",
    "sides_of",
    "to_judge",
    "visible_to",
]
