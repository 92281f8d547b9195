"""A paper of the library, from answers alone: no account, no draft, nothing kept."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from kabinet.claims.actions.gathering import claimant_of, claimed_sum
from kabinet.claims.actions.letter_data import claim_letter_data
from kabinet.claims.actions.opening import Opening
from kabinet.claims.actions.suing import suit_data
from kabinet.claims.queries.interview import known_of
from kabinet.claims.queries.library import path_of_paper
from kabinet.claims.rules.interview import Path
from kabinet.documents.letters import Letter, fill, fill_text
from kabinet.documents.wording import sex_of, split_name
from kabinet.offices.queries import office_day
from kabinet.pack.formats import Ground
from kabinet.pack.queries import operator_pack

BLANK = "____________________"
_HEAD = "Генеральному директору"


def draft_letter(one: Ground, answers: Mapping[str, Any], *, at: datetime) -> Letter:
    """Write a paper from its answers; what they made unreachable is not in it."""
    path = path_of_paper(one, answers)
    suit = suit_data(path, at=at) if one.respondent == "court" else {}
    data = claim_letter_data(_opening(one, path), at=at, more={"suit": suit})
    _put_another_operator(data, path)
    if suit:
        data["respondent"]["to"] = suit["to"]
    return fill(operator_pack().template(one.claim_letter, office_day(at)), data)


def blank_letter(one: Ground, *, at: datetime) -> Letter:
    """Write a paper to be filled in by hand: a line wherever something would stand."""
    path = path_of_paper(one, {"party_kind": one.parties[0]})
    opening = replace(_opening(one, path), party_kind=one.parties[0])
    data = claim_letter_data(opening, at=at, more={"suit": _BLANK_SUIT})
    data["claimant"] |= {
        name: BLANK for name, said in data["claimant"].items() if isinstance(said, str)
    }
    data["claimant"]["sex"] = ""
    data["claim"] |= dict.fromkeys(("filed_on", "city", "essence", "sum", "sum_words"), BLANK)
    data["answers"] = dict.fromkeys(data["answers"], BLANK)
    data["attachments"] = [BLANK]
    data["charges"] = []
    data["reply"] |= {"by_post": True, "by_email": False, "by_phone": False}
    if one.respondent == "court":
        data["respondent"]["to"] = [BLANK]
    data["demands"] = [fill_text(demand.wording, data, template=one.id) for demand in one.demands]
    return fill(operator_pack().template(one.claim_letter, office_day(at)), data)


_BLANK_SUIT: dict[str, Any] = {
    "lines": [BLANK],
    **dict.fromkeys(("price_words", "fine_words", "moral_words", "duty"), BLANK),
}


def _opening(one: Ground, path: Path) -> Opening:
    known = known_of(path)
    name = str(known.get("full_name", ""))
    full = split_name(name)
    sex = str(known.get("sex") or sex_of(full.surname, full.name, full.patronymic))
    return Opening(
        ground=one,
        channel="public",
        claimant=claimant_of(known),
        party=None,
        party_kind=str(path.answers.get("party_kind") or one.parties[0]),
        sex=sex,
        account=None,
        number=None,
        contract_number=str(known.get("contract", "")),
        typed_number=str(known.get("number", "")),
        answers=path.answers,
        demands=tuple(path.answers.get("demands") or ()),
        claimed=claimed_sum([], path, one),
        attachments=[line for line in str(path.answers.get("attached") or "").split("\n") if line],
        reply_by=str(path.answers.get("reply_by") or "post"),
        service_kind=str(path.answers.get("service_kind") or "mobile"),
    )


def _put_another_operator(data: dict[str, Any], path: Path) -> None:
    """Address the paper to the operator that was named, if one was."""
    name = str(path.answers.get("respondent_name") or "")
    if name:
        address = str(path.answers.get("respondent_address") or "")
        data["respondent"] = {"to": [one for one in (_HEAD, name, address) if one]}
        data["operator"] |= {"legal_name": name, "legal_name_genitive": name, "address": address}
