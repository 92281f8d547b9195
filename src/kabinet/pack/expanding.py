"""What files leave out because others say it: shared blocks, papers and next steps put in place."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kabinet.pack.contents import PLACEHOLDER
from kabinet.pack.formats import Block, Ground, LetterTemplate
from kabinet.pack.loading import Placed, Raw
from kabinet.pack.reading import Problem
from kabinet.pack.schema import LANGUAGES

OUTCOMES = ("upheld", "partly", "refused", "settled")
DEEPEST = 4  # parts inside parts


def expand(raw: Raw) -> None:
    """Put the shared pieces where they are used; what is missing is noted as a problem."""
    for row in raw.rows("letters"):
        row.value = _letter(raw, row)
    for row in raw.rows("grounds"):
        row.value = _with_answers(_ground(raw, row))
    for row in raw.rows("forms"):
        row.value = _ground(raw, row)


def named(block: Block) -> list[str]:
    """List every placeholder and fact that a block names, in order."""
    found = [name for line in block.text for name in PLACEHOLDER.findall(line)]
    return [*found, *(one for one in (block.rows, block.total, block.when, block.unless) if one)]


def _letter(raw: Raw, row: Placed) -> LetterTemplate:
    template: LetterTemplate = row.value
    blocks = tuple(_blocks(raw, row, template.blocks, 0))
    names = _unique(name for block in blocks for name in named(block))
    norms = [name.removeprefix("norms.") for name in names if name.startswith("norms.")]
    return replace(
        template,
        blocks=blocks,
        fields=template.fields or tuple(names),
        norms=template.norms or tuple(norms),
    )


def _blocks(raw: Raw, row: Placed, blocks: Iterable[Block], depth: int) -> Iterator[Block]:
    for block in blocks:
        if block.kind != "use":
            yield block
            continue
        for name in block.text:
            part = raw.mappings.get("parts", {}).get(name)
            if part is None or depth > DEEPEST:
                raw.problems.append(row.problem("blocks", f"unknown part {name!r}"))
                continue
            for one in _blocks(raw, row, part.value, depth + 1):
                yield replace(one, when=one.when or block.when, unless=one.unless or block.unless)


def _ground(raw: Raw, row: Placed) -> Ground:
    """Give a ground the evidence that all share, and what comes next by its routes."""
    ground: Ground = row.value
    shared = raw.mappings.get("evidence", {}).get("claim")
    ids = {slot.id for slot in ground.evidence}
    more = tuple(slot for slot in shared.value if slot.id not in ids) if shared else ()
    steps = []
    for name in ground.routes:
        text = raw.mappings.get("texts", {}).get(f"route.{name}")
        if text is None:
            raw.problems.append(_unknown_route(row, name))
        else:
            steps.append(text.value)
    said = {lang: " ".join(step[lang] for step in steps) for lang in LANGUAGES} if steps else {}
    return replace(ground, evidence=ground.evidence + more, next_steps=ground.next_steps or said)


def _with_answers(ground: Ground) -> Ground:
    usual = {outcome: f"answer.{outcome}" for outcome in OUTCOMES}
    return replace(ground, answers={**usual, **ground.answers})


def _unknown_route(row: Placed, name: str) -> Problem:
    return row.problem("routes", f"no text `route.{name}` says it to people")


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
