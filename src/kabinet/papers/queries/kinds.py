"""What the pack says of a kind of paper."""

from kabinet.pack.papers import PaperKind
from kabinet.pack.queries import operator_pack
from kabinet.papers.models import Paper


def kind_of(paper: Paper) -> PaperKind:
    """Give the kind as it was when the paper was asked for: a request keeps its rules."""
    return operator_pack().paper(paper.kind, paper.asked_at.date())
