"""What is lacking of a paper. Plain Python."""

from dataclasses import dataclass

ACCEPTED, UPLOADED, REFUSED = "accepted", "uploaded", "refused"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of one paper: its state, and whether its original is wanted and was seen."""

    state: str
    needs_original: bool
    original_seen: bool


def lack(paper: Standing) -> str:
    """Tell why a paper is still lacking: missing, unjudged, refused, unseen; "" when it is not."""
    if paper.state == ACCEPTED:
        return "unseen" if paper.needs_original and not paper.original_seen else ""
    return {UPLOADED: "unjudged", REFUSED: "refused"}.get(paper.state, "missing")
