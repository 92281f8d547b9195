"""A draft, read as an interview: what is asked, what was answered, what it would become."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext as _

from kabinet.access.models import User
from kabinet.bills.models import Charge
from kabinet.claims.models import Draft
from kabinet.claims.rules.completeness import Check, Element, completeness
from kabinet.claims.rules.interview import Path, is_blank, is_open, walk
from kabinet.kit.money import Money
from kabinet.numbers import queries as numbers
from kabinet.pack.formats import EvidenceSlot, Ground, Question, say
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party
from kabinet.parties.rules import masked


@dataclass(frozen=True)
class Answered:
    """A question with its answer as a person reads it."""

    question: Question
    text: str
    is_answered: bool


@dataclass(frozen=True)
class Address:
    """Where a one-time code may go: a phone or a mailbox named in the draft."""

    channel: str  # sms, email
    address: str


_LEANT_ON = ("service_kind", "number")  # what the ground's own questions lean on


def path_of(draft: Draft) -> Path:
    return path_through(draft.kind, draft.answers, has_charges=draft.has_charges)


def path_through(kind: str, answers: Mapping[str, Any], *, has_charges: bool = False) -> Path:
    """Walk the interview of a kind; what the ground settles itself counts as answered."""
    ground = ground_of(answers) if kind == "claim" else None
    asked = questions_for(kind, answers, has_charges=has_charges)
    return walk(asked, answers, ground.known if ground else None)


def questions_for(
    kind: str, answers: Mapping[str, Any], *, has_charges: bool = False
) -> tuple[Question, ...]:
    """List all questions of a kind; a claim's ground brings its own after the first.

    Who writes is asked first: the law depends on it, and so do the grounds. Debits are ticked in
    the account, not here; with them the sum is known and not asked.
    """
    pack = operator_pack()
    if kind != "claim":
        return pack.questions[kind]
    who = next(q for q in pack.questions["claim"] if q.id == "party_kind")
    choice = (who, _ground_question(str(answers.get("party_kind", ""))))
    ground = ground_of(answers)
    if ground is None:
        return (*choice, *(q for q in pack.questions["claim"] if q is not who))
    return (*choice, *paper_questions(ground, answers, has_charges=has_charges))


def paper_questions(
    ground: Ground, answers: Mapping[str, Any], *, has_charges: bool = False
) -> tuple[Question, ...]:
    """List what a ground asks of one who has said already in whose name he writes."""
    shared = [
        q
        for q in operator_pack().questions["claim"]
        if q.id != "party_kind" and q.id not in ground.known
    ]
    first = tuple(q for q in shared if q.id in _LEANT_ON)
    rest = tuple(q for q in shared if q.id not in _LEANT_ON)
    unasked = {"charges", "money"} if has_charges else {"charges"}
    own = tuple(q for q in ground.questions if q.kind not in unasked)
    said = walk(own, answers, {**_said(answers), **ground.known}).answers
    return (*first, *own, _demands_question(ground, said), *rest)


def _said(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give what was answered before the ground's own questions come."""
    return {name: answers.get(name, "") for name in ("party_kind", *_LEANT_ON)}


def ground_of(answers: Mapping[str, Any]) -> Ground | None:
    """Find the ground that was chosen; one that is not for this kind of claimant is none."""
    ground = operator_pack().grounds.get(str(answers.get("ground", "")))
    who = str(answers.get("party_kind", ""))
    return ground if ground and (not who or who in ground.parties) else None


def prefilled(
    kind: str, user: User | None, charges: Sequence[Charge], *, ground: str
) -> dict[str, Any]:
    """Answer what the account knows already; nobody is asked twice (WCAG 3.3.7)."""
    answers: dict[str, Any] = {"ground": ground} if ground in operator_pack().grounds else {}
    holder = user.holder if user else None
    if user is None or holder is None:
        return answers
    known = _known(holder, user, charges)
    for question in questions_for(kind, answers):
        value = known.get(question.prefill, "")
        if question.prefill and value:
            answers[question.id] = value
    return answers


def known_of(path: Path) -> dict[str, Any]:
    """Give the answers by what they mean (`prefill`), whatever a pack calls its questions."""
    return {
        question.prefill: path.answers[question.id]
        for question in path.questions
        if question.prefill and not is_blank(path.answers.get(question.id))
    }


def slots_of(draft: Draft) -> tuple[EvidenceSlot, ...]:
    ground = ground_of(draft.answers) if draft.kind == "claim" else None
    return ground.evidence if ground else ()


def answered(path: Path) -> list[Answered]:
    return [
        Answered(
            question, as_text(question, path.answers.get(question.id)), question.id in path.answers
        )
        for question in path.questions
    ]


def as_text(question: Question, value: Any, language: str | None = None) -> str:
    """Say an answer as a person reads it."""
    reader = language or get_language() or "ru"
    if is_blank(value):
        return ""
    labels = {name: say(text, reader) for name, text in question.choices}
    if isinstance(value, list):
        return ", ".join(labels.get(str(one), str(one)) for one in value)
    if question.kind == "yes_no":
        return _("Yes") if value == "yes" else _("No")
    if question.kind == "money":
        return str(Money(int(value)))
    said = masked(str(value)) if question.kind == "passport" else str(value)
    return labels.get(said, said)


def addresses_of(draft: Draft, path: Path | None = None) -> list[Address]:
    """List where the signing code may go: a subscriber's proved number, or what a visitor gave."""
    owner = draft.owner
    if owner is not None and owner.phone:
        return [Address("sms", owner.phone)]
    known = known_of(path or path_of(draft))
    found = [("email", known.get("email")), ("sms", known.get("phone"))]
    return [Address(channel, str(address)) for channel, address in found if address]


def completeness_of(draft: Draft, path: Path) -> list[Check]:
    """Tell what a complete claim has and this draft lacks; the clerk sees the same list."""
    if draft.kind != "claim":
        return []
    known = known_of(path)
    return completeness(
        {
            Element.ADDRESSEE: True,
            Element.CLAIMANT: known.get("full_name"),
            Element.CONTACTS: known.get("email") or known.get("phone"),
            Element.CONTRACT: known.get("contract") or known.get("number"),
            Element.ESSENCE: path.answers.get("essence") or draft.has_charges,
            Element.NORMS: ground_of(path.answers),
            Element.DEMANDS: path.answers.get("demands"),
            Element.ATTACHMENTS: draft.attached or draft.has_charges,
            Element.REPLY_WAY: path.answers.get("reply_by"),
            Element.SIGNATURE: True,
        }
    )


def _ground_question(party_kind: str) -> Question:
    """Ask what happened: the grounds that are for this claimant, «something else» the last."""
    pack = operator_pack()
    return Question(
        id="ground",
        kind="choice",
        label=pack.texts["interview.ground.label"],
        help=pack.texts["interview.ground.help"],
        choices=tuple(
            (ground.id, ground.name)
            for ground in pack.grounds.values()
            if not party_kind or party_kind in ground.parties
        ),
    )


def _demands_question(ground: Ground, answers: Mapping[str, Any]) -> Question:
    """Ask what is demanded: what this ground and these answers allow."""
    pack = operator_pack()
    allowed = (demand for demand in ground.demands if is_open(demand.when, answers))
    return Question(
        id="demands",
        kind="choices",
        label=pack.texts["interview.demands.label"],
        help=pack.texts["interview.demands.help"],
        choices=tuple((demand.id, demand.name) for demand in allowed),
    )


def _known(party: Party, user: User, charges: Sequence[Charge]) -> dict[str, str]:
    """Tell what the account knows, by the names that questions use in `prefill`."""
    number = charges[0].number if charges else numbers.visible_to(user).first()
    account = number.account if number else None
    return {
        "full_name": party.full_name,
        "sex": party.sex,
        "party_kind": party.kind,
        "address": party.address,
        "phone": user.phone or party.phone,
        "email": party.email,
        "number": number.identifier if number else "",
        "account": account.number if account else "",
        "contract": account.contract.number if account else "",
        "amount": str(sum(int(charge.refundable) for charge in charges) or ""),
    }
