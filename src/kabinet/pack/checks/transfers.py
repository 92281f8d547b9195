"""Kinds of transfer: their steps lead to the end, and what they name exists."""

from collections.abc import Iterator, Mapping

from kabinet.pack.loading import Placed, Raw
from kabinet.pack.processes import TRANSFER_FACTS, TransferKind, TransferStep
from kabinet.pack.reading import Problem

LAST = "ready"  # the only state out of which numbers change hands


def kinds(raw: Raw) -> Iterator[Problem]:
    steps = raw.sections.get("transfer-steps", {})
    order = list(steps)
    for row in raw.rows("transfers"):
        yield from _steps(row, order)
        yield from _clocks(row, steps)
        yield from _prices(raw, row)
        for one in row.value.appear:
            yield from _condition(raw, row, "appear", one.when)
    for row in raw.rows("transfer-steps"):
        if row.value.days <= 0:
            yield row.problem("days", "a state in which something waits needs its days")


def papers(raw: Raw) -> Iterator[Problem]:
    for row in raw.rows("transfer-papers"):
        yield from _condition(raw, row, "when", row.value.when)


def _steps(row: Placed, order: list[str]) -> Iterator[Problem]:
    kind: TransferKind = row.value
    unknown = [name for name in kind.steps if name not in order]
    if unknown:
        yield row.problem("steps", f"unknown step {unknown[0]!r}")
    elif [name for name in order if name in kind.steps] != list(kind.steps):
        yield row.problem("steps", "the steps stand in another order than in transfer-steps")
    if not kind.steps or kind.steps[-1] != LAST:
        yield row.problem("steps", f"the last step is {LAST!r}: nothing else ends in a transfer")
    if kind.begins == "giver" and kind.same_person == ("invited" in kind.steps):
        yield row.problem("steps", "somebody else is invited, and nobody invites himself")


def _clocks(row: Placed, steps: Mapping[str, list[Placed]]) -> Iterator[Problem]:
    kind: TransferKind = row.value
    if kind.valid_days <= 0:
        yield row.problem("valid_days", "a request is valid for a day at least")
    cleared: set[str] = set()
    for name in kind.steps:
        for edition in steps.get(name, []):
            step: TransferStep = edition.value
            cleared.update(step.clears)
    for spared in sorted(set(kind.spares) - cleared):
        yield row.problem("spares", f"no step of it asks for {spared!r}")
    if kind.fee and "fee" not in cleared - set(kind.spares):
        yield row.problem("fee", "no step makes sure that the fee is covered")


def _prices(raw: Raw, row: Placed) -> Iterator[Problem]:
    """Look the price up where there is a catalog: the law's own pack sells nothing."""
    kind: TransferKind = row.value
    services = raw.sections.get("services", {})
    if services and kind.fee and kind.fee not in services:
        yield row.problem("fee", f"the catalog has no price {kind.fee!r}")
    known = {tariff.value.category for tariff in raw.rows("tariffs")}
    for name in kind.tariffs:
        if known and name not in known:
            yield row.problem("tariffs", f"the catalog has no tariff of the category {name!r}")


def _condition(
    raw: Raw, row: Placed, key: str, when: Mapping[str, tuple[str, ...]]
) -> Iterator[Problem]:
    known = {**TRANSFER_FACTS, "kind": tuple(raw.sections.get("transfers", {}))}
    for name, values in when.items():
        if name not in known:
            yield row.problem(key, f"unknown fact {name!r}")
            continue
        for value in values:
            if value not in known[name]:
                yield row.problem(key, f"{value!r} is no value of {name!r}")
