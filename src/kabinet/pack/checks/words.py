"""Placeholders, questions, demands, letters: what a text may name must exist."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from kabinet.pack.contents import PLACEHOLDER
from kabinet.pack.expanding import OUTCOMES, named
from kabinet.pack.formats import Block, EvidenceSlot, Ground, LetterTemplate, Question
from kabinet.pack.loading import Placed, Raw
from kabinet.pack.reading import Problem

BY_SEX = re.compile(r"\{(?:[a-z_]+\.)?sex:[^{}|]*\|[^{}|]*\}")
BRACE = re.compile(r"[{}]")
BLOCKS = {
    *("to", "from", "title", "subtitle", "place_date", "p"),
    *("numbered", "table", "attachments", "signature", "note"),
}
QUESTIONS = {
    *("text", "long", "choice", "choices", "yes_no", "date", "money"),
    *("number", "phone", "email", "passport", "charges", "service"),
}


def texts(raw: Raw) -> Iterator[Problem]:
    """Find texts whose translations name different things, or name what nobody fills in."""
    known = {name.removeprefix("notice.") for name in raw.mappings.get("fields", {})}
    for key, row in raw.mappings.get("texts", {}).items():
        named = {language: set(PLACEHOLDER.findall(text)) for language, text in row.value.items()}
        everywhere = set.union(*named.values())
        for language, names in named.items():
            for name in sorted(everywhere - names):
                yield Problem(row.file, row.line, f"{key}.{language}", f"lacks {{{name}}}")
        if key.startswith("notice."):
            for name in sorted(everywhere - known):
                yield Problem(row.file, row.line, key, f"unknown placeholder {{{name}}}")


def letters(raw: Raw) -> Iterator[Problem]:
    catalogue = raw.mappings.get("fields", {}).keys()
    for row in raw.rows("letters"):
        template: LetterTemplate = row.value
        for name in template.fields:
            if not _field_exists(raw, template, name, catalogue):
                yield row.problem("fields", f"unknown field {name!r}")
        for block in template.blocks:
            if block.kind not in BLOCKS:
                yield row.problem("blocks", f"unknown kind of block {block.kind!r}")
            for name in sorted(set(named(block)) - set(template.fields)):
                yield row.problem("blocks", f"{{{name}}} is not declared under `fields`")
            yield from _stray_braces(row, block)


def _field_exists(
    raw: Raw, template: LetterTemplate, name: str, catalogue: Collection[str]
) -> bool:
    head, _, rest = name.partition(".")
    if head == "norms" and rest:
        return rest in template.norms
    if head == "answers":
        return rest in _all_questions(raw)
    return name in catalogue


def _stray_braces(row: Placed, block: Block) -> Iterator[Problem]:
    for line in block.text:
        if BRACE.search(PLACEHOLDER.sub("", BY_SEX.sub("", line))):
            yield row.problem("blocks", f"a brace that opens no placeholder: {line[:60]!r}")


def _all_questions(raw: Raw) -> set[str]:
    listed = [q for row in raw.mappings.get("questions", {}).values() for q in row.value]
    own = [q for row in _papers(raw) for q in row.value.questions]
    return {question.id for question in [*listed, *own]}


def _papers(raw: Raw) -> list[Placed]:
    return [*raw.rows("grounds"), *raw.rows("forms")]


def interviews(raw: Raw) -> Iterator[Problem]:
    lists = raw.mappings.get("questions", {})
    for row in lists.values():
        yield from _questions(row, row.value, row.value)
    shared: tuple[Question, ...] = lists["claim"].value if "claim" in lists else ()
    for row in _papers(raw):
        ground: Ground = row.value
        everything = [*shared, *ground.questions]
        yield from _questions(row, ground.questions, everything)
        yield from _twice(row, everything)
        for part in ground.demands:
            yield from _condition(row, f"demands.{part.id}", part.when, everything)
            yield from _wording(raw, row, ground, part.wording)
        yield from _letters_of(raw, row, ground, shared)
        yield from _same_slot(row, ground.evidence)
        yield from _names_of(raw, row, ground, everything)


def _names_of(
    raw: Raw, row: Placed, ground: Ground, questions: Iterable[Question]
) -> Iterator[Problem]:
    """Find what a ground leans on and nobody gives: arguments, a section, a respondent."""
    cited = {*ground.norms, *ground.norms_of_consumers}
    for name in ground.argues:
        editions = raw.sections.get("norms", {}).get(name, [])
        if name not in cited:
            yield row.problem("argues", f"{name!r} is not among the norms of this ground")
        elif not all(one.value.argument for one in editions):
            yield row.problem("argues", f"the norm {name!r} has no `argument`")
    if f"section.{ground.section}" not in raw.mappings.get("texts", {}):
        yield row.problem("section", f"no text `section.{ground.section}` says it to people")
    if ground.respondent not in {"operator", *raw.sections.get("respondents", {})}:
        yield row.problem("respondent", f"unknown respondent {ground.respondent!r}")
    if ground.penalty and ground.penalty not in raw.sections.get("penalties", {}):
        yield row.problem("penalty", f"unknown penalty {ground.penalty!r}")
    for name, answer in ground.known.items():
        yield from _condition(row, "known", {name: (answer,)}, questions)


def _questions(
    row: Placed, asked: Iterable[Question], known: Collection[Question]
) -> Iterator[Problem]:
    for question in asked:
        if question.kind not in QUESTIONS:
            yield row.problem("questions", f"{question.id}: unknown kind {question.kind!r}")
        if question.kind in {"choice", "choices"} and not question.choices:
            yield row.problem("questions", f"{question.id}: nothing to choose from")
        yield from _condition(row, f"questions.{question.id}", question.when, known)


def _twice(row: Placed, questions: Iterable[Question]) -> Iterator[Problem]:
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            yield row.problem("questions", f"{question.id} is asked twice")
        seen.add(question.id)


def _same_slot(row: Placed, slots: Iterable[EvidenceSlot]) -> Iterator[Problem]:
    ids = [slot.id for slot in slots]
    for name in sorted({one for one in ids if ids.count(one) > 1}):
        yield row.problem("evidence", f"{name} stands there twice")


def _condition(
    row: Placed, key: str, when: Mapping[str, tuple[str, ...]], known: Iterable[Question]
) -> Iterator[Problem]:
    by_id = {question.id: question for question in known}
    for name, answers in when.items():
        question = by_id.get(name)
        if question is None:
            yield row.problem(key, f"`when` names an unknown question {name!r}")
            continue
        for answer in answers:
            if answer not in _possible(question, answer):
                yield row.problem(key, f"{answer!r} is no answer to {name!r}")


def _possible(question: Question, answer: str) -> set[str]:
    if question.kind == "yes_no":
        return {"yes", "no", "*"}
    if question.kind in {"choice", "choices"}:
        return {name for name, _ in question.choices} | {"*"}
    return {"*", answer}


def _wording(raw: Raw, row: Placed, ground: Ground, wording: str) -> Iterator[Problem]:
    own = {
        *(f"answers.{question.id}" for question in ground.questions),
        *(f"norms.{norm}" for norm in ground.norms),
    }
    for found in PLACEHOLDER.findall(BY_SEX.sub("", wording)):
        if found not in own and found not in raw.mappings.get("fields", {}):
            yield row.problem("demands", f"unknown placeholder {{{found}}}")


def _letters_of(
    raw: Raw, row: Placed, ground: Ground, shared: Iterable[Question]
) -> Iterator[Problem]:
    known = raw.sections.get("letters", {})
    if ground.claim_letter not in known:
        yield row.problem("claim_letter", f"unknown letter template {ground.claim_letter!r}")
    for outcome, template in ground.answers.items():
        if outcome not in OUTCOMES:
            yield row.problem("answers", f"unknown outcome {outcome!r}")
        if template not in known:
            yield row.problem("answers", f"unknown letter template {template!r}")
    for name in {ground.claim_letter, *ground.answers.values()} & known.keys():
        for edition in known[name]:
            yield from _fits(row, ground, edition.value, shared)


def _fits(
    row: Placed, ground: Ground, template: LetterTemplate, shared: Iterable[Question]
) -> Iterator[Problem]:
    """Find norms and answers that a letter names and this ground does not give it.

    A norm for consumers only must stand in a block that others never see.
    """
    consumers = {f"norms.{name}" for name in ground.norms_of_consumers}
    given = {f"norms.{name}" for name in ground.norms}
    given |= {f"answers.{question.id}" for question in (*ground.questions, *shared)}
    for block in template.blocks:
        seen = given | {block.when}
        if block.when in {*consumers, "claimant.is_consumer"}:
            seen |= consumers
        for name in sorted(set(named(replace(block, unless=""))) - seen):
            if name.partition(".")[0] in {"norms", "answers"}:
                what = f"{template.id} names {{{name}}}, which this ground does not give"
                yield row.problem("answers", what)
