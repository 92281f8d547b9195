"""The facts of a form, by the names that packs may use. What is not known is a line to write on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kabinet.catalog.queries import item, name_of
from kabinet.documents.wording import (
    FullName,
    date_in_digits,
    date_in_words,
    decline_name,
    decline_post,
    phone_text,
    sex_of,
    short_name,
    split_name,
)
from kabinet.pack.formats import LetterTemplate, say
from kabinet.pack.queries import operator_pack
from kabinet.papers.rules import COMPANY, Agent, PaperFacts, Passport, SideFacts

LEGAL = "ru"
SERIES, NUMBER, LINE, LONG = "_" * 5, "_" * 8, "_" * 16, "_" * 30
DATE, DEPARTMENT = "__.__.20__", "___-___"
DAY_TO_WRITE = {"ru": "«___» ______________ 20___ г."}
BY_CHARTER = "Устава"


def form_data(facts: PaperFacts, template: LetterTemplate, side: str) -> dict[str, Any]:
    """Gather what a form of one side may say; every placeholder has something to stand for it."""
    own = facts.side(side)
    return {
        **_of("giver", facts.giver),
        **_of("receiver", facts.receiver),
        **_of("applicant", own),
        "attorney": _agent(own.agent or Agent(name="")),
        "operator": _operator(template.language),
        "norms": _norms(template, facts.on),
        "form": {
            "reference": facts.reference,
            "town": facts.town or operator_pack().operator.city,
            "date": _day(facts.on, template.language),
            "day_to_write": DAY_TO_WRITE.get(template.language, DATE),
            "programme": operator_pack().operator.extra.get("employee_programme", LINE),
            "numbers": _numbers(facts, template.language),
            "numbers_line": ", ".join(phone_text(one.identifier) for one in facts.numbers) or LONG,
            "whole_contract": facts.whole_contract,
            "services": list(facts.services) or [LONG],
            "changes": _changes(facts),
        },
    }


def _of(name: str, side: SideFacts) -> dict[str, Any]:
    """Name a side, and apart from it those whose sex its words follow."""
    told = _side(side)
    return {
        name: told,
        f"{name}_acting": {"sex": told["acting_sex"]},
        f"{name}_head": {"sex": told["head_sex"]},
    }


def _side(side: SideFacts) -> dict[str, Any]:
    is_company = side.kind == COMPANY
    return {
        **_names(side.name, side.sex, is_company=is_company),
        "is_company": is_company,
        "is_represented_person": side.agent is not None and not is_company,
        "address": side.address or LONG,
        "phone": phone_text(side.phone) or LINE,
        "email": side.email or LINE,
        "inn": side.inn or LINE,
        "kpp": side.kpp or LINE,
        "ogrn": side.ogrn or LINE,
        "contract": side.contract or LINE,
        "contract_on": _date(side.contract_on),
        "account": side.account or LINE,
        "bank_name": side.bank.get("name") or LONG,
        "bank_bic": side.bank.get("bic") or LINE,
        "bank_account": side.bank.get("account") or LONG,
        "bank_correspondent": side.bank.get("correspondent") or LONG,
        **_passport(side.passport),
        **_head(side),
        **_acting(side),
    }


def _names(name: str, sex: str, *, is_company: bool = False) -> dict[str, Any]:
    """Decline a person's name; a company's stays as it is registered."""
    if is_company or not name:
        text = name or LONG
        cases = dict.fromkeys(("name_genitive", "name_dative", "name_accusative"), text)
        return {"name": text, **cases, "short_name": name or LINE, "sex": sex}
    full = split_name(name)
    sex = sex or sex_of(full.surname, full.name, full.patronymic)
    return {
        "name": name,
        "name_genitive": _in(full, sex, "genitive"),
        "name_dative": _in(full, sex, "dative"),
        "name_accusative": _in(full, sex, "accusative"),
        "short_name": short_name(full.surname, full.name, full.patronymic),
        "sex": sex,
    }


def _in(full: FullName, sex: str, case: str) -> str:
    return decline_name(full.surname, full.name, full.patronymic, sex=sex, case=case)


def _passport(passport: Passport) -> dict[str, str]:
    return {
        "passport_series": passport.series or SERIES,
        "passport_number": passport.number or NUMBER,
        "passport_issued_by": passport.issued_by or LONG,
        "passport_issued_on": _date(passport.issued_on),
        "passport_department": passport.department or DEPARTMENT,
    }


def _head(side: SideFacts) -> dict[str, Any]:
    named = _names(side.head_name, "")
    return {
        "head_post": side.head_post or LINE,
        "head_post_genitive": decline_post(side.head_post.lower(), "genitive")
        if side.head_post
        else LINE,
        "head_name": named["name"],
        "head_name_genitive": named["name_genitive"],
        "head_short": named["short_name"],
        "head_sex": named["sex"],
    }


def _acting(side: SideFacts) -> dict[str, Any]:
    """Say who acts and signs for a side: its representative, a company's head, or he himself."""
    if side.agent is not None:
        named = _names(side.agent.name, side.agent.sex)
        return {
            "acting_genitive": f"представителя {named['name_genitive']}",
            "acting_name": named["name"],
            "acting_sex": named["sex"],
            "acting_by": f"доверенности № {side.agent.attorney_number or NUMBER} от "
            f"{_date(side.agent.attorney_on)}",
            "signer_post": "Представитель по доверенности",
            "signer_short": named["short_name"],
        }
    head, own = _head(side), _names(side.name, side.sex)
    is_company = side.kind == COMPANY
    return {
        "acting_genitive": f"{head['head_post_genitive']} {head['head_name_genitive']}",
        "acting_name": head["head_name"],
        "acting_sex": head["head_sex"] if is_company else own["sex"],
        "acting_by": BY_CHARTER,
        "signer_post": head["head_post"] if is_company else "",
        "signer_short": head["head_short"] if is_company else own["short_name"],
    }


def _agent(agent: Agent) -> dict[str, Any]:
    return {
        **_names(agent.name, agent.sex),
        "address": agent.address or LONG,
        "number": agent.attorney_number or NUMBER,
        "until": _date(agent.attorney_until),
        **_passport(agent.passport),
    }


def _operator(language: str) -> dict[str, str]:
    operator = operator_pack().operator
    return {
        "legal_name": operator.legal_name if language == LEGAL else say(operator.name, language),
        "legal_name_genitive": operator.legal_name_genitive or operator.legal_name,
        "director_dative": operator.director_post["dative"],
        "address": operator.address,
        "city": operator.city,
        "inn": operator.inn,
        "ogrn": operator.ogrn,
    }


def _norms(template: LetterTemplate, on: date) -> Mapping[str, str]:
    """Cite the norms in force on the day: as a Russian letter does, or as its copy reads."""
    norms = {name: operator_pack().norm(name, on) for name in template.norms}
    is_legal = template.language == LEGAL
    return {
        name: norm.citation if is_legal else say(norm.short, template.language)
        for name, norm in norms.items()
    }


def _numbers(facts: PaperFacts, language: str) -> list[dict[str, str]]:
    """List the numbers; without any, three rows to write them into."""
    if not facts.numbers:
        return [dict.fromkeys(("number", "tariff", "new_tariff", "user"), LINE)] * 3
    return [
        {
            "number": phone_text(one.identifier),
            "tariff": _tariff(one.tariff, language),
            "new_tariff": _tariff(one.new_tariff, language),
            "user": one.user or LINE,
        }
        for one in facts.numbers
    ]


def _tariff(code: str, language: str) -> str:
    return name_of(code, language) if code and item(code) else code or LINE


def _changes(facts: PaperFacts) -> list[dict[str, str]]:
    if not facts.changes:
        return [dict.fromkeys(("what", "old", "new", "since"), LINE)] * 3
    return [
        {
            "what": one.what,
            "old": one.old or LINE,
            "new": one.new or LINE,
            "since": date_in_digits(one.since) if one.since else LINE,
        }
        for one in facts.changes
    ]


def _date(day: date | None) -> str:
    return date_in_digits(day) if day else DATE


def _day(day: date, language: str) -> str:
    return date_in_words(day) if language == LEGAL else date_in_digits(day)
