"""Which kinds of transfer two parties may choose, and what each asks of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kabinet.pack.formats import Condition
from kabinet.pack.processes import Appearing, Side, TransferKind, TransferPaper


@dataclass(frozen=True, kw_only=True)
class Parties:
    """Who gives, who receives, and what is known of the numbers: what `when` may ask."""

    kind: str
    giver: str
    receiver: str
    is_client: bool
    is_ported: bool
    moves: str

    @property
    def facts(self) -> Mapping[str, str]:
        return {
            "kind": self.kind,
            "giver": self.giver,
            "receiver": self.receiver,
            "client": "yes" if self.is_client else "no",
            "ported": "yes" if self.is_ported else "no",
            "moves": self.moves,
        }


def holds(when: Condition, of: Parties) -> bool:
    """Tell whether all that a condition asks is so."""
    return all(of.facts[name] in values for name, values in when.items())


def papers_for(
    papers: Iterable[TransferPaper], of: Parties, side: Side | None = None
) -> list[TransferPaper]:
    """List the papers that these parties bring; of one side, if asked."""
    return [one for one in papers if side in (None, one.side) and holds(one.when, of)]


def appearing(kind: TransferKind, of: Parties) -> list[Appearing]:
    """List who must come."""
    return [one for one in kind.appear if holds(one.when, of)]


def choices(
    kinds: Iterable[TransferKind], *, giver: str, receiver: str = "", begins: str = "giver"
) -> list[TransferKind]:
    """List the kinds that a party of this kind may begin, towards such a receiver if named."""
    return [
        one
        for one in kinds
        if one.begins == begins
        and giver in one.givers
        and (not receiver or receiver in one.receivers)
    ]
