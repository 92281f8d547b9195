"""Answering a claim: the letter, its number in the register, and word that it has come."""

from datetime import datetime
from typing import Any

from kabinet.access.models import User
from kabinet.cases.actions.telling import send_notice
from kabinet.claims.actions.letter_data import argued, arguments, charge_row, norms_data
from kabinet.claims.models import Decision
from kabinet.documents.actions import write_letter
from kabinet.documents.wording import (
    date_in_words,
    moment_in_words,
    roubles_in_words,
    short_name,
    split_name,
)
from kabinet.kit.money import Money
from kabinet.mailroom.actions import register
from kabinet.offices.queries import office_day, operator_data
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack

LEGAL = "ru"
SIGNED_HOW = "простая электронная подпись оператора"


def answer_letter(decision: Decision, *, template: str, officer: User | None, at: datetime) -> None:
    """Write the operator's answer into the decision: letter and outgoing number, signed.

    The outgoing number is taken last but one: its counter is locked for the shortest time.
    """
    claim, pack = decision.claim, operator_pack()
    ground, zone = pack.grounds[claim.ground], str(pack.setting("office.zone"))
    data = answer_data(decision, officer, at)
    entry = register(book="out.letter", channel="portal", received_at=at, at=at)
    number = f"{entry.year}-{entry.number:05d}"
    data["letter"] = {"number": number, "date": date_in_words(office_day(at))}
    decision.entry = entry
    decision.letter = write_letter(
        template=pack.template(ground.answers[template], office_day(at)),
        data=data,
        at=at,
        signature={
            "name": officer.name if officer else say(pack.operator.name, LEGAL),
            "moment": moment_in_words(at, zone),
            "method": SIGNED_HOW,
            "reference": number,
        },
    )


def notify(decision: Decision, *, what: str, at: datetime) -> None:
    """Queue the notice the way the claimant chose; by e-mail the letter itself goes with it."""
    case = decision.claim.case
    has_a_sum = decision.amount > 0 or what == "refused"
    send_notice(
        case,
        f"notice.claim.{what}" if has_a_sum else f"notice.claim.{what}.without_money",
        key=f"answer:{case.reference}",
        at=at,
        letters=[decision.letter] if decision.letter else [],
        amount=str(decision.amount),
    )


def answer_data(decision: Decision, officer: User | None, at: datetime) -> dict[str, Any]:
    """Gather what an answer letter may say; its number is put in when it is taken."""
    claim, pack = decision.claim, operator_pack()
    case, ground = claim.case, pack.grounds[claim.ground]
    day = office_day(at)
    cited = norms_data(ground, claim.party_kind, day)
    lines = claim.lines.select_related("charge").order_by("charge__charged_at", "charge_id")
    return {
        "claimant": claim.claimant,
        "operator": operator_data(),
        "claim": {
            "reference": case.reference,
            "filed_on": date_in_words(office_day(case.filed_at)),
            "subject": say(ground.name, LEGAL),
            "sum": claim.claimed,
            "sum_words": roubles_in_words(claim.claimed) if claim.claimed else "",
        },
        "decision": {
            "outcome": decision.outcome,
            "sum": decision.amount,
            "sum_words": roubles_in_words(decision.amount) if decision.amount else "",
            "rest_words": _rest(decision),
            "reasons": decision.reasons,
            "norms": "; ".join(cited[name] for name in argued(ground, claim.party_kind)),
            "is_paid_to_account": case.account_id is not None and decision.amount > 0,
        },
        "charges": [charge_row(line.charge, line.amount) for line in lines],
        "norms": cited,
        "arguments": arguments(ground, claim.party_kind, day),
        "officer": _officer(officer),
        "next_steps": say(ground.next_steps, LEGAL) if ground.next_steps else "",
    }


def _rest(decision: Decision) -> str:
    left = Money(decision.claimed - decision.amount)
    return roubles_in_words(left) if left > 0 else ""


def _officer(officer: User | None) -> dict[str, str]:
    if officer is None:
        return {"name": "", "post": ""}
    full = split_name(officer.name)
    return {
        "name": short_name(full.surname, full.name, full.patronymic),
        "post": operator_pack().text("letter.officer.post", LEGAL),
    }
