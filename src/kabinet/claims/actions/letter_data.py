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
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Kind

LEGAL = "ru"  # the language of letters that the law must understand


def claim_letter_data(opening: Opening, *, at: datetime) -> dict[str, Any]:
    """Gather what a claim letter may say. Sums in kopecks, dates in the subscriber's zone."""
    pack, day = operator_pack(), office_day(at)
    data: dict[str, Any] = {
        "claimant": claimant_data(opening),
        "operator": operator_data(),
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
        },
        "norms": norms_data(opening.ground, opening.party_kind, day),
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


def answers_data(ground: Ground, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Say the answers as Russian text; what was not answered is empty, never missing."""
    return {
        question.id: _dated(question.kind, answers.get(question.id))
        if question.kind in {"date", "money"}
        else as_text(question, answers.get(question.id), LEGAL)
        for question in ground.questions
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
    consumer = ground.norms_of_consumers if party_kind == Kind.PERSON else ()
    return {name: operator_pack().norm(name, day).citation for name in (*ground.norms, *consumer)}


def _reply_address(opening: Opening) -> str:
    who = opening.claimant
    return {"email": who.email, "sms": who.phone, "phone": who.phone, "post": who.address}.get(
        opening.reply_by, who.address
    ) or (who.email or who.phone or who.address)
