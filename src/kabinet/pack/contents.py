"""A whole pack, put together: what the rooms ask questions of."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from kabinet.pack.clocks import CalendarRules, ClockRule
from kabinet.pack.formats import (
    CatalogItem,
    Dated,
    Gate,
    Ground,
    Hotline,
    LetterTemplate,
    Norm,
    NumberRange,
    Office,
    Operator,
    Purpose,
    Question,
    Region,
    Retention,
    Settlement,
    Terms,
    Text,
    say,
)
from kabinet.pack.justice import Court, FineRule, PenaltyRule, Rate, Respondent
from kabinet.pack.papers import Capacity, PaperKind
from kabinet.pack.processes import TransferKind, TransferPaper, TransferStep
from kabinet.pack.reading import Problem

PLACEHOLDER = re.compile(r"\{([a-z_][\w.\-]*)\}")
Setting = int | bool | str | tuple[str, ...]

D = TypeVar("D", bound=Dated)
Editions = Mapping[str, tuple[D, ...]]


class NotInForce(LookupError):
    """The pack has no edition of this on that day (or does not know it at all)."""

    def __init__(self, what: str, name: str, on: date) -> None:
        super().__init__(f"{what} {name!r} is not in force on {on.isoformat()}")
        self.what, self.name, self.on = what, name, on


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put values into {placeholders}; nothing else in the text means anything.

    Raises KeyError, naming the placeholder, when a value is missing.
    """
    return PLACEHOLDER.sub(lambda found: str(values[found[1]]), text)


def in_force(editions: Iterable[D], on: date) -> D | None:
    return next((one for one in editions if one.holds_on(on)), None)


@dataclass(frozen=True, kw_only=True, eq=False)
class Pack:
    """One operator's rules, with all that it inherits. `digest` names this very content."""

    id: str
    name: Text
    chain: tuple[str, ...]  # from the root: ("base", "ru-law", "ru-mts")
    currency: str
    checked_on: date
    digest: str
    operator_details: Operator | None
    calendar: CalendarRules | None
    hotlines: tuple[Hotline, ...] = ()
    offices: tuple[Office, ...] = ()
    regions: Mapping[str, Region] = field(default_factory=dict)
    ranges: tuple[NumberRange, ...] = ()
    tariffs: tuple[CatalogItem, ...] = ()
    services: tuple[CatalogItem, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    retentions: tuple[Retention, ...] = ()
    questions: Mapping[str, tuple[Question, ...]] = field(default_factory=dict)
    settings: Mapping[str, Setting] = field(default_factory=dict)
    texts: Mapping[str, Text] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    ground_editions: Editions[Ground] = field(default_factory=dict)
    form_editions: Editions[Ground] = field(default_factory=dict)
    respondent_editions: Editions[Respondent] = field(default_factory=dict)
    rates: tuple[Rate, ...] = ()  # of the central bank, oldest first
    penalty_editions: Editions[PenaltyRule] = field(default_factory=dict)
    fine_editions: Editions[FineRule] = field(default_factory=dict)
    court_editions: Editions[Court] = field(default_factory=dict)
    norm_editions: Editions[Norm] = field(default_factory=dict)
    clock_editions: Editions[ClockRule] = field(default_factory=dict)
    template_editions: Editions[LetterTemplate] = field(default_factory=dict)
    terms_editions: Editions[Terms] = field(default_factory=dict)
    settlement_editions: Editions[Settlement] = field(default_factory=dict)
    transfer_editions: Editions[TransferKind] = field(default_factory=dict)
    step_editions: Editions[TransferStep] = field(default_factory=dict)
    paper_editions: Editions[TransferPaper] = field(default_factory=dict)
    gate_editions: Editions[Gate] = field(default_factory=dict)
    paper_kind_editions: Editions[PaperKind] = field(default_factory=dict)
    capacity_editions: Editions[Capacity] = field(default_factory=dict)
    expiries: tuple[tuple[date, Problem], ...] = ()  # the day a citation loses its norm

    @property
    def operator(self) -> Operator:
        if self.operator_details is None:
            raise LookupError(f"the pack {self.id!r} is no operator's: it has no operator.yaml")
        return self.operator_details

    @cached_property
    def catalog(self) -> Mapping[str, CatalogItem]:
        """Every tariff and service by its code."""
        return {item.code: item for item in (*self.tariffs, *self.services)}

    @property
    def settlements(self) -> tuple[Settlement, ...]:
        """Every edition of every settlement rule; `settlements_on` for those of a day."""
        return tuple(one for editions in self.settlement_editions.values() for one in editions)

    @property
    def grounds(self) -> Mapping[str, Ground]:
        """The newest edition of each ground; `grounds_on` for those of a day."""
        return {name: editions[-1] for name, editions in self.ground_editions.items()}

    @property
    def norms(self) -> Mapping[str, Norm]:
        """The newest edition of each norm; `norm` for the one of a day."""
        return {name: editions[-1] for name, editions in self.norm_editions.items()}

    def respondent(self, name: str, on: date) -> Respondent:
        return self._one("respondent", self.respondent_editions, name, on)

    def forms_on(self, on: date) -> tuple[Ground, ...]:
        return self._all(self.form_editions, on)

    @property
    def templates(self) -> Mapping[str, LetterTemplate]:
        """The newest edition of each letter template; `template` for the one of a day."""
        return {name: editions[-1] for name, editions in self.template_editions.items()}

    def courts_on(self, on: date) -> tuple[Court, ...]:
        return self._all(self.court_editions, on)

    def ground(self, name: str, on: date) -> Ground:
        return self._one("ground", self.ground_editions, name, on)

    def grounds_on(self, on: date) -> tuple[Ground, ...]:
        return self._all(self.ground_editions, on)

    def norm(self, name: str, on: date) -> Norm:
        return self._one("norm", self.norm_editions, name, on)

    def clock(self, name: str, on: date) -> ClockRule:
        return self._one("clock", self.clock_editions, name, on)

    def clocks_on(self, on: date) -> tuple[ClockRule, ...]:
        return self._all(self.clock_editions, on)

    def template(self, name: str, on: date) -> LetterTemplate:
        return self._one("letter template", self.template_editions, name, on)

    def templates_on(self, on: date) -> tuple[LetterTemplate, ...]:
        return self._all(self.template_editions, on)

    def settlement(self, name: str, on: date) -> Settlement:
        return self._one("settlement rule", self.settlement_editions, name, on)

    def settlements_on(self, on: date) -> tuple[Settlement, ...]:
        return self._all(self.settlement_editions, on)

    def transfer(self, name: str, on: date) -> TransferKind:
        return self._one("kind of transfer", self.transfer_editions, name, on)

    def transfers_on(self, on: date) -> tuple[TransferKind, ...]:
        return self._all(self.transfer_editions, on)

    def transfer_step(self, name: str, on: date) -> TransferStep:
        return self._one("step of a transfer", self.step_editions, name, on)

    def transfer_papers_on(self, on: date) -> tuple[TransferPaper, ...]:
        return self._all(self.paper_editions, on)

    def gates_on(self, on: date) -> tuple[Gate, ...]:
        return self._all(self.gate_editions, on)

    def paper(self, name: str, on: date) -> PaperKind:
        return self._one("kind of paper", self.paper_kind_editions, name, on)

    def capacity(self, name: str, on: date) -> Capacity:
        return self._one("capacity", self.capacity_editions, name, on)

    def capacities_on(self, on: date) -> tuple[Capacity, ...]:
        return self._all(self.capacity_editions, on)

    def terms_of(self, kind: str) -> list[Terms]:
        """List every edition of the terms for a kind of party, the newest first."""
        known = (one for editions in self.terms_editions.values() for one in editions)
        return sorted(
            (one for one in known if kind in one.parties),
            key=lambda one: one.valid_from,
            reverse=True,
        )

    def terms_on(self, kind: str, on: date) -> Terms | None:
        return in_force(self.terms_of(kind), on)

    def purpose(self, name: str) -> Purpose:
        return next(one for one in self.purposes if one.id == name)

    def setting(self, name: str) -> Any:
        """Read a setting by its dotted name; KeyError for one that the pack does not declare."""
        return self.settings[name]

    def text(self, key: str, language: str, **values: object) -> str:
        """Say a text of the pack, its {placeholders} filled; KeyError names what is missing."""
        return fill(say(self.texts[key], language), values)

    def expired(self, on: date) -> list[Problem]:
        """List the citations whose norm is no longer in force on a day."""
        return [problem for day, problem in self.expiries if day <= on]

    def _one(self, what: str, editions: Editions[D], name: str, on: date) -> D:
        found = in_force(editions.get(name, ()), on)
        if found is None:
            raise NotInForce(what, name, on)
        return found

    def _all(self, editions: Editions[D], on: date) -> tuple[D, ...]:
        found = (in_force(row, on) for row in editions.values())
        return tuple(one for one in found if one is not None)
