"""What can be chosen: kinds of transfer, tariffs; and what each kind asks, before it begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kabinet.catalog.queries import amount_of, is_offered
from kabinet.kit.money import ZERO, Money
from kabinet.pack.formats import CatalogItem
from kabinet.pack.papers import Capacity, PaperKind
from kabinet.pack.processes import TransferKind, TransferStep
from kabinet.pack.queries import operator_pack
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries.definitions import kind_of, kind_on, named, steps_of
from kabinet.transfers.rules.needs import Parties, appearing, choices, papers_for


@dataclass(frozen=True)
class Coming:
    """Who must come, in one of these capacities."""

    side: str
    capacities: Sequence[Capacity]


@dataclass(frozen=True)
class Brief:
    """A kind of transfer before it begins: fee, who comes, papers, steps, terms."""

    kind: TransferKind
    fee: Money
    is_billed: bool
    coming: Sequence[Coming]
    papers_of_giver: Sequence[PaperKind]
    papers_of_receiver: Sequence[PaperKind]
    steps: Sequence[TransferStep]
    tariffs: Sequence[CatalogItem]


def kinds_for(giver: str, on: date, *, receiver: str = "", moves: str = "") -> list[TransferKind]:
    """List the kinds of transfer that a party of this kind may begin on a day."""
    found = choices(operator_pack().transfers_on(on), giver=giver, receiver=receiver)
    return [named(one) for one in found if not moves or one.moves == moves]


def brief(of: Parties, on: date) -> Brief:
    """Tell all that one wants to know before one begins."""
    pack = operator_pack()
    kind = kind_on(of.kind, on)
    papers = papers_for(pack.transfer_papers_on(on), of)
    known = {one.id: one for one in pack.capacities_on(on)}
    payer = of.giver if kind.payer == "giver" else of.receiver
    return Brief(
        kind=kind,
        fee=amount_of(kind.fee, on) if kind.fee else ZERO,
        is_billed=payer in kind.billed,
        coming=[
            Coming(one.side, [known[name] for name in one.capacities if name in known])
            for one in appearing(kind, of)
        ],
        papers_of_giver=[pack.paper(one.kind, on) for one in papers if one.side == "giver"],
        papers_of_receiver=[pack.paper(one.kind, on) for one in papers if one.side == "receiver"],
        steps=list(steps_of(kind, on).values()),
        tariffs=_offered(kind, on),
    )


def tariffs_for(transfer: Transfer, at: datetime) -> list[CatalogItem]:
    """List the tariffs from which the receiver chooses now; none, when the tariff stays."""
    return _offered(kind_of(transfer), at.date())


def _offered(kind: TransferKind, on: date) -> list[CatalogItem]:
    return [
        one
        for one in operator_pack().tariffs
        if one.category in kind.tariffs and is_offered(one, on)
    ]
