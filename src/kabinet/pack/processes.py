"""Processes between two parties, as a pack writes them down: kinds of transfer, steps, papers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kabinet.pack.formats import Condition, Dated, Text

Side = Literal["giver", "receiver"]
PartyKind = Literal["person", "sole_trader", "company"]
# Where a transfer may wait, in the order in which it passes.
Waiting = Literal["invited", "papers", "manager", "visit", "users", "money", "ready"]
# What may stand in the way; each is looked up by the program, the pack says where it counts.
Obstacle = Literal[
    "gone", "consent", "papers", "tariff", "manager", "unseen", "user_data",
    "debt", "held", "fee", "limit", "self_ban", "working_relation",
]  # fmt: skip
# What a paper or an appearance may depend on, with the values that it may have.
TRANSFER_FACTS: Mapping[str, tuple[str, ...]] = {
    "kind": (),  # ids of transfers
    "giver": ("person", "sole_trader", "company"),
    "receiver": ("person", "sole_trader", "company"),
    "client": ("yes", "no"),  # whether the receiver has a contract with us
    "ported": ("yes", "no"),  # whether a number came from another network
    "moves": ("numbers", "contract"),
}


@dataclass(frozen=True, kw_only=True)
class TransferStep(Dated):
    """A state in which a transfer waits: for whom, how long, and what must be gone to go on.

    waits_for: giver, receiver, both, office.
    """

    id: Waiting
    name: Text
    waits_for: Literal["giver", "receiver", "both", "office"]
    days: int
    clears: tuple[Obstacle, ...] = ()
    words: Text  # what happens here, as both sides read it


@dataclass(frozen=True, kw_only=True)
class TransferPaper(Dated):
    """A paper that one side must bring, and when; `kind` is a kind of the papers' room."""

    id: str
    side: Side
    kind: str
    when: Condition = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Appearing:
    """Somebody who must come, in one of these capacities: owner, head, representative, manager."""

    side: Side
    capacities: tuple[str, ...]
    when: Condition = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class TransferKind(Dated):
    """One way for numbers to change hands.

    moves: some numbers, or the whole contract (a reissue).
    begins: who may start it: the giver, the receiver (an heir), or only our own people.
    same_person: both sides are one human in two roles.
    spares: obstacles of its steps that do not count here.
    fee: the catalog's code of its price; nothing means free of charge.
    billed: kinds of payer who get a bill and need no money on the account.
    tariffs: categories of tariffs to choose from; nothing means that the tariff stays.
    warning: what the law says to somebody who hands a SIM over without it.
    """

    id: str
    edition: str
    name: Text
    help: Text
    givers: tuple[PartyKind, ...]
    receivers: tuple[PartyKind, ...]
    steps: tuple[Waiting, ...]
    valid_days: int
    moves: Literal["numbers", "contract"] = "numbers"
    begins: Literal["giver", "receiver", "office"] = "giver"
    most: int = 1000
    same_person: bool = False
    spares: tuple[Obstacle, ...] = ()
    appear: tuple[Appearing, ...] = ()
    fee: str = ""
    payer: Side = "receiver"
    billed: tuple[PartyKind, ...] = ()
    tariffs: tuple[str, ...] = ()
    warning: Text = field(default_factory=dict)
    norms: tuple[str, ...] = ()
