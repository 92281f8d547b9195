"""The pack that this installation runs on, and the check that a pack must pass."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings

from kabinet.pack.checks import dates, facts, papers, transfers, words
from kabinet.pack.clocks import ClockRule
from kabinet.pack.contents import NotInForce, Pack, fill
from kabinet.pack.expanding import expand
from kabinet.pack.formats import Act, Norm, Office, Text, say
from kabinet.pack.loading import Placed, Raw, read_chain
from kabinet.pack.reading import Problem

__all__ = ["NotInForce", "Pack", "PackError", "Problem", "fill", "load", "operator_pack", "say"]


class PackError(Exception):
    """The pack is broken; `problems` lists everything, file and line first."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@cache
def operator_pack() -> Pack:
    """Give the pack named by the settings. Raises PackError when it is broken or no operator's."""
    pack = load(Path(settings.PACKS) / settings.PACK, Path(settings.PACKS))
    if pack.operator_details is None:
        raise PackError([Problem(f"{pack.id}/operator.yaml", 0, "", "missing: no operator's pack")])
    return pack


def load(folder: Path, parents: Path | None = None, on: date | None = None) -> Pack:
    """Read and check a pack, whatever it inherits included. Raises PackError.

    parents: where the packs lie that are not beside it. on: the day for which the norms must
    be in force; the day of the pack's own last check when not given.
    """
    raw = _read(folder, parents)
    found = _problems(raw, on)
    if found:
        raise PackError(found)
    return _put_together(raw)


def problems(folder: Path, parents: Path | None = None, on: date | None = None) -> list[Problem]:
    """List everything wrong in a pack, in the order of its files and lines."""
    return _problems(_read(folder, parents), on)


def _read(folder: Path, parents: Path | None) -> Raw:
    raw = read_chain(folder, parents or folder.parent)
    expand(raw)
    return raw


def _problems(raw: Raw, on: date | None) -> list[Problem]:
    day = on or max((head.checked_on for head in raw.heads), default=date.max)
    return sorted(set(raw.problems) | set(_across(raw, day)))


def _across(raw: Raw, on: date) -> Iterator[Problem]:
    return chain(
        dates.editions(raw),
        dates.prices(raw),
        dates.norms(raw, on),
        dates.calendars(raw),
        words.texts(raw),
        words.letters(raw),
        words.interviews(raw),
        facts.operator(raw),
        facts.places(raw),
        facts.hotlines(raw),
        facts.ranges(raw),
        papers.papers(raw),
        papers.capacities(raw),
        papers.visits(raw),
        facts.clocks(raw),
        facts.references(raw),
        transfers.kinds(raw),
        transfers.papers(raw),
        facts.gates(raw),
    )


def _put_together(raw: Raw) -> Pack:
    head = raw.heads[-1]
    norms = {name: _norms(raw, rows) for name, rows in raw.sections.get("norms", {}).items()}
    calendar = raw.singles.get("calendar")
    operator = raw.singles.get("operator")
    years = tuple(sorted(_values(raw, "calendars"), key=lambda year: year.year))
    return Pack(
        id=head.id,
        name=head.name,
        chain=tuple(one.id for one in raw.heads),
        currency=next((one.currency for one in reversed(raw.heads) if one.currency), ""),
        checked_on=head.checked_on,
        digest=raw.digest.hexdigest()[:16],
        operator_details=operator.value if operator else None,
        calendar=replace(calendar.value, years=years) if calendar else None,
        hotlines=_values(raw, "hotlines"),
        offices=tuple(_office(raw, office) for office in _values(raw, "offices")),
        regions={region.code: region for region in _values(raw, "regions")},
        ranges=tuple(sorted(_values(raw, "ranges"), key=lambda one: one.first)),
        tariffs=_values(raw, "tariffs"),
        services=_values(raw, "services"),
        purposes=_values(raw, "purposes"),
        retentions=_values(raw, "retention"),
        questions=_mapping(raw, "questions"),
        settings={name: row.value for name, row in raw.settings.items()},
        texts=_mapping(raw, "texts"),
        fields=_mapping(raw, "fields"),
        ground_editions=_editions(raw, "grounds"),
        form_editions=_editions(raw, "forms"),
        respondent_editions=_editions(raw, "respondents"),
        rates=tuple(sorted(_values(raw, "rates"), key=lambda one: one.valid_from)),
        penalty_editions=_editions(raw, "penalties"),
        fine_editions=_editions(raw, "fines"),
        court_editions=_editions(raw, "courts"),
        norm_editions=norms,
        clock_editions={
            name: tuple(_clock(row.value, norms) for row in rows)
            for name, rows in raw.sections.get("clocks", {}).items()
        },
        template_editions=_editions(raw, "letters"),
        terms_editions=_editions(raw, "terms"),
        settlement_editions=_editions(raw, "settlements"),
        transfer_editions=_editions(raw, "transfers"),
        step_editions=_editions(raw, "transfer-steps"),
        paper_editions=_editions(raw, "transfer-papers"),
        gate_editions=_editions(raw, "gates"),
        paper_kind_editions=_editions(raw, "papers"),
        capacity_editions=_editions(raw, "capacities"),
        expiries=tuple(dates.expiries(raw, head.checked_on)),
    )


def _values(raw: Raw, section: str) -> tuple[Any, ...]:
    return tuple(row.value for row in raw.rows(section))


def _mapping(raw: Raw, section: str) -> dict[str, Any]:
    return {key: row.value for key, row in raw.mappings.get(section, {}).items()}


def _editions(raw: Raw, section: str) -> dict[str, tuple[Any, ...]]:
    rows = raw.sections.get(section, {})
    return {name: tuple(one.value for one in editions) for name, editions in rows.items()}


def _norms(raw: Raw, rows: list[Placed]) -> tuple[Norm, ...]:
    """Give each norm the names of its act."""
    acts: dict[str, Act] = {act.id: act for act in _values(raw, "acts")}
    return tuple(
        replace(
            row.value,
            act=acts[row.value.act].name,
            act_genitive=acts[row.value.act].genitive,
            act_short=acts[row.value.act].short,
        )
        for row in rows
    )


def _clock(rule: ClockRule, norms: dict[str, tuple[Norm, ...]]) -> ClockRule:
    """Give a clock the short citation of its norm, in every language."""
    cite: Text = norms[rule.norm][-1].short if rule.norm else {}
    return replace(rule, cite=cite)


def _office(raw: Raw, office: Office) -> Office:
    (region,) = raw.sections["regions"][office.region]
    return replace(office, zone=region.value.zone)
