"""The facts that a letter is filled with, by the names that packs may use."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import override

from kabinet.bills.models import Charge
from kabinet.catalog.queries import name_of
from kabinet.claims.actions.opening import Opening
from kabinet.claims.queries.interview import as_text
from kabinet.claims.rules.interview import is_open
from kabinet.deadlines.queries import clocks_for
from kabinet.documents.letters import fill_text
from kabinet.documents.wording import (
    date_in_digits,
    date_in_words,
    decline_name,
    roubles_in_words,
    short_name,
    split_name,
)
from kabinet.kit.money import Money
from kabinet.offices.queries import office_day, operator_data
from kabinet.pack.formats import Demand, Ground, say
from kabinet.pack.queries import fill, operator_pack
from kabinet.parties.models import Kind

LEGAL = "ru"  # the language of letters that the law must understand


def claim_letter_data(
    opening: Opening, *, at: datetime, more: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Gather what a claim letter may say, and `more`. Sums in kopecks, dates as at the office."""
    pack, day = operator_pack(), office_day(at)
    data: dict[str, Any] = {
        "claimant": claimant_data(opening),
        "operator": operator_data(),
        "respondent": {"to": respondent_lines(opening, day)},
        "claim": {
            "reference": "",
            "filed_on": date_in_words(day),
            "city": str(opening.answers.get("city") or pack.operator.city),
            "subject": say(opening.ground.name, LEGAL),
            "essence": str(opening.answers.get("essence") or ""),
            "sum": opening.claimed,
            "sum_words": roubles_in_words(opening.claimed) if opening.claimed else "",
        },
        "answers": answers_data(opening.ground, opening.answers),
        "charges": [charge_row(one, one.refundable) for one in opening.charges],
        "attachments": list(opening.attachments),
        "reply": {
            "form": opening.reply_by,
            "address": _reply_address(opening),
            "by_email": opening.reply_by == "email",
            "by_post": opening.reply_by == "post",
            "by_phone": opening.reply_by in {"sms", "phone"},
            **answer_term(opening, day),
        },
        "norms": norms_data(opening.ground, opening.party_kind, day),
        "arguments": arguments(opening.ground, opening.party_kind, day),
        **(more or {}),
    }
    data["demands"] = [
        fill_text(demand.wording, data, template=opening.ground.id)
        for demand in demands_made(opening.ground, opening.demands, opening.answers)
    ]
    return data


def claimant_data(opening: Opening) -> dict[str, Any]:
    """Name the claimant as every letter of the claim will: a company's name is not declined."""
    who, is_company = opening.claimant, opening.party_kind == Kind.COMPANY
    full = split_name(who.name)
    parts = (full.surname, full.name, full.patronymic)
    return {
        "name": who.name,
        "name_genitive": _in_case(who.name, parts, opening, "genitive"),
        "name_dative": _in_case(who.name, parts, opening, "dative"),
        "short_name": who.name if is_company else short_name(*parts),
        "address": who.address,
        "phone": who.phone,
        "email": who.email,
        "number": opening.number.identifier if opening.number else opening.typed_number,
        "contract": opening.contract_number,
        "account": opening.account.number if opening.account else "",
        "sex": opening.sex,
        "is_consumer": opening.party_kind == Kind.PERSON,
    }


def _in_case(name: str, parts: tuple[str, str, str], opening: Opening, case: str) -> str:
    """Decline a person's name; a company's stays as it is registered."""
    if opening.party_kind == Kind.COMPANY:
        return name
    return decline_name(*parts, sex=opening.sex, case=case)


def respondent_lines(opening: Opening, day: date) -> list[str]:
    """Name who the claim goes to: the operator, or another organisation."""
    if opening.ground.respondent != "operator":
        return list(operator_pack().respondent(opening.ground.respondent, day).to)
    data = operator_data()
    return [data["director_dative"], data["legal_name"], data["address"]]


def answer_term(opening: Opening, day: date) -> dict[str, str]:
    """Name the law's term for the answer, by the clock that will run; the soonest of several."""
    running = clocks_for({**opening.clock_facts, "case": "claim"}, day)
    rule = min(
        (one for one in running if one.kind == "legal" and ".answer" in one.id),
        key=lambda one: one.n,
    )
    since = _SINCE["registered_at" if "registered_at" in rule.start else "received_at"]
    return {
        "norm": operator_pack().norm(rule.norm, day).citation,
        "term": f"{rule.n} {_UNITS[rule.unit]} {since}",
    }


_SINCE = {"registered_at": "со дня регистрации", "received_at": "со дня получения"}
_UNITS = {"calendar_day": "календарных дней", "working_day": "рабочих дней"}


def answers_data(ground: Ground, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Say the answers as Russian text; what was not answered is empty, never missing."""
    asked = {q.id: q for q in (*operator_pack().questions["claim"], *ground.questions)}
    return {
        question.id: _dated(question.kind, answers.get(question.id))
        if question.kind in {"date", "money"}
        else as_text(question, answers.get(question.id), LEGAL)
        for question in asked.values()
    }


def _dated(kind: str, value: Any) -> Any:
    if value in (None, ""):
        return ""
    return date_in_digits(date.fromisoformat(value)) if kind == "date" else Money(int(value))


def charge_row(charge: Charge, amount: Money) -> dict[str, Any]:
    """Lay out a disputed debit; `amount` is what the claim disputes of it."""
    return {
        "date": date_in_digits(office_day(charge.charged_at)),
        "service": _name_of(charge),
        "amount": amount,
    }


def _name_of(charge: Charge) -> str:
    """Say what a debit was for in the language of the letter, whoever reads the page."""
    if charge.service:
        return name_of(charge.service, LEGAL)
    with override(LEGAL):
        return str(charge.get_kind_display())


def demands_made(ground: Ground, chosen: Sequence[str], answers: Mapping[str, Any]) -> list[Demand]:
    """List the demands that were chosen and that the answers allow, in the pack's order."""
    return [d for d in ground.demands if d.id in chosen and is_open(d.when, answers)]


def norms_data(ground: Ground, party_kind: str, day: date) -> dict[str, str]:
    """Cite every norm of the ground as in force that day; a consumer's only for a consumer."""
    return {name: operator_pack().norm(name, day).citation for name in _cited(ground, party_kind)}


def arguments(ground: Ground, party_kind: str, day: date) -> list[str]:
    """Argue by the norms that the ground names for that, each in its words of that day."""
    norms = [operator_pack().norm(name, day) for name in argued(ground, party_kind)]
    return [fill(norm.argument, {"cite": norm.citation}) for norm in norms]


def argued(ground: Ground, party_kind: str) -> list[str]:
    """List the norms that a letter argues by; a consumer's only for a consumer."""
    cited = _cited(ground, party_kind)
    return [name for name in ground.argues if name in cited]


def _cited(ground: Ground, party_kind: str) -> tuple[str, ...]:
    consumer = ground.norms_of_consumers if party_kind == Kind.PERSON else ()
    return (*ground.norms, *consumer)


def _reply_address(opening: Opening) -> str:
    who = opening.claimant
    return {"email": who.email, "sms": who.phone, "phone": who.phone, "post": who.address}.get(
        opening.reply_by, who.address
    ) or (who.email or who.phone or who.address)
