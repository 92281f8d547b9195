"""The public library: every paper that the pack can write, and what each asks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kabinet.claims.queries.interview import paper_questions
from kabinet.claims.rules.interview import Path, walk
from kabinet.pack.formats import Ground, Question, Text
from kabinet.pack.queries import operator_pack

OWN = "operator"  # the respondent whose place another operator may take


def papers(on: date) -> tuple[Ground, ...]:
    """List the papers of a day: the claims of every ground, then the others."""
    pack = operator_pack()
    return (*pack.grounds_on(on), *pack.forms_on(on))


def paper(name: str, on: date) -> Ground | None:
    """Find a paper by its id, or by the id of its letter."""
    return next((one for one in papers(on) if name in {one.id, one.claim_letter}), None)


def sections(on: date, words: str, language: str) -> list[tuple[Text, list[Ground]]]:
    """Gather the papers under their sections; with `words`, those that have all of them."""
    pack = operator_pack()
    found: dict[str, list[Ground]] = {}
    for one in papers(on):
        if _has(one, words.lower().split(), language):
            found.setdefault(one.section, []).append(one)
    return [(pack.texts[f"section.{name}"], held) for name, held in found.items()]


def _has(one: Ground, words: list[str], language: str) -> bool:
    title = operator_pack().templates[one.claim_letter].title
    said = " ".join([*one.name.values(), *one.help.values(), *title.values(), language]).lower()
    return all(word in said for word in words)


def asked(one: Ground, answers: Mapping[str, Any]) -> tuple[Question, ...]:
    """List all that a paper asks of these answers, in whose name it is written first."""
    pack = operator_pack()
    who = next(q for q in pack.questions["claim"] if q.id == "party_kind")
    whose = pack.questions["library"] if one.respondent == OWN else ()
    return (who, *whose, *paper_questions(one, answers))


def path_of_paper(one: Ground, answers: Mapping[str, Any]) -> Path:
    """Walk a paper's questions. A claimant that the paper is not for has not answered."""
    if answers.get("party_kind") not in one.parties:
        answers = {name: said for name, said in answers.items() if name != "party_kind"}
    return walk(asked(one, answers), answers, one.known)


def every_question(one: Ground) -> list[Question]:
    """List all that a paper may ask, whatever is answered; of claimants, those it is for."""
    questions = [q for q in asked(one, {"party_kind": one.parties[0]}) if q.kind != "charges"]
    found = {q.id: q for q in questions}
    everybody = tuple((demand.id, demand.name) for demand in one.demands)
    found["demands"] = replace(found["demands"], choices=everybody)
    who = found["party_kind"]
    offered = tuple(pair for pair in who.choices if pair[0] in one.parties)
    return list({**found, "party_kind": replace(who, choices=offered)}.values())
