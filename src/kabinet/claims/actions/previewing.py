"""The answer as it would go out: for the officer's eyes before he sends it."""

from datetime import datetime

from kabinet.access.models import User
from kabinet.claims.actions.answering import answer_data
from kabinet.claims.errors import BadDecision
from kabinet.claims.models import Claim, Decision
from kabinet.claims.rules.decision import faults
from kabinet.documents import letters
from kabinet.documents.models import Letter
from kabinet.documents.wording import date_in_words
from kabinet.kit.money import Money
from kabinet.offices.queries import office_day
from kabinet.pack.queries import operator_pack

NO_NUMBER_YET = "______"


def preview_answer(
    *, claim: Claim, outcome: str, amount: Money, reasons: str, officer: User, at: datetime
) -> Letter:
    """Fill the answer letter of a decision; nothing is kept and no number is taken.

    Raises BadDecision as deciding would.
    """
    if found := faults(outcome=outcome, amount=amount, claimed=claim.claimed, reasons=reasons):
        raise BadDecision(found)
    pack, day = operator_pack(), office_day(at)
    decision = Decision(
        claim=claim,
        outcome=outcome,
        claimed=claim.claimed,
        amount=amount,
        reasons=reasons.strip(),
        proposed_by=officer,
        proposed_at=at,
    )
    data = answer_data(decision, officer, at)
    data["letter"] = {"number": NO_NUMBER_YET, "date": date_in_words(day)}
    template = pack.template(pack.grounds[claim.ground].answers[outcome], day)
    letter = letters.fill(template, data)
    return Letter(
        template=letter.template,
        edition=letter.edition,
        language=letter.language,
        title=letter.title,
        blocks=letters.to_json(letter),
        written_at=at,
    )
