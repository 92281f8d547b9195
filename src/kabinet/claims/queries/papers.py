"""The papers of a case: what was filed, what was answered."""

from dataclasses import dataclass
from typing import Any

from kabinet.cases.models import Case
from kabinet.claims.models import Claim, Decision
from kabinet.documents.models import Letter
from kabinet.documents.queries import render
from kabinet.pack.formats import Text
from kabinet.pack.queries import operator_pack


@dataclass(frozen=True)
class Story:
    """How a case ended, for whoever filed it."""

    claim: Claim | None
    decision: Decision | None
    answer: Any  # the operator's letter as HTML
    reply: str  # the answer to a question
    next_steps: Text | None

    @property
    def has_letter(self) -> bool:
        return self.claim is not None


def story_of(case: Case) -> Story:
    """Tell the outcome of a case. A decision that waits for a second signature is not told."""
    claim = Claim.objects.filter(case=case).select_related("letter").first()
    decision = final_decision(claim)
    inquiry = getattr(case, "inquiry", None)
    steps = operator_pack().grounds[claim.ground].next_steps if claim else None
    return Story(
        claim=claim,
        decision=decision,
        answer=render(decision.letter, "html") if decision and decision.letter else "",
        reply=inquiry.answer if inquiry else "",
        next_steps=steps if decision and decision.outcome != "upheld" else None,
    )


def letter_of(case: Case, which: str) -> Letter | None:
    """Find a letter of a case: `claim`, what was filed; `answer`, the operator's."""
    claim = Claim.objects.filter(case=case).select_related("letter").first()
    if claim is None:
        return None
    if which == "claim":
        return claim.letter
    decision = final_decision(claim)
    return decision.letter if which == "answer" and decision else None


def final_decision(claim: Claim | None) -> Decision | None:
    if claim is None:
        return None
    final = claim.decisions.filter(rejected_at=None, final_at__isnull=False)
    return final.select_related("letter", "entry").first()
