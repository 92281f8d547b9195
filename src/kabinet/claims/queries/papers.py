"""The papers of a case: what was filed, what was answered."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kabinet.cases.models import Case
from kabinet.claims.models import Claim, Decision
from kabinet.documents.models import Letter, StoredFile
from kabinet.documents.queries import render
from kabinet.inquiries.models import Inquiry
from kabinet.pack.formats import Text
from kabinet.pack.queries import operator_pack
from kabinet.parties.rules import SEALED


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
    claim = claim_of(case)
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


def claim_of(case: Case) -> Claim | None:
    """Find the claim of a case, its letter beside it."""
    claim = Claim.objects.filter(case=case).select_related("letter").first()
    if claim is not None:
        claim.case = case
    return claim


def matter_of(case: Case) -> Claim | Inquiry | None:
    """Find what was written: the claim of a case, or its question."""
    return claim_of(case) or getattr(case, "inquiry", None)


def files_in(matter: Claim | Inquiry | None) -> QuerySet[StoredFile]:
    """List a claim's evidence, or what came with a question."""
    if matter is None:
        return StoredFile.objects.none()
    files = matter.evidence if isinstance(matter, Claim) else matter.attachments
    return files.order_by("pk")


def letter_of(case: Case, which: str) -> Letter | None:
    """Find a letter of a case: `claim`, what was filed; `answer`, the operator's."""
    claim = claim_of(case)
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


def typed_passport_of(case: Case) -> str:
    """Give the mark of a passport typed into the form of a case; nothing, when none was."""
    return typed_passport_in(matter_of(case))


def typed_passport_in(matter: Claim | Inquiry | None) -> str:
    answers = (matter.answers if isinstance(matter, Claim) else matter.facts) if matter else {}
    marks = (one for one in answers.values() if isinstance(one, str) and one.startswith(SEALED))
    return next(marks, "")
