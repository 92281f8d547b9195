"""What stands in the way of a transfer, all of it at once, and where it waits because of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kabinet.kit.money import ZERO, Money
from kabinet.pack.processes import Obstacle, Side, TransferKind, TransferStep


@dataclass(frozen=True)
class Hindrance:
    """One thing that stands in the way: whose, which, and what its sentence needs to know."""

    side: Side
    code: Obstacle
    about: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Sum:
    """Money that stands somewhere: on an account, or on one number."""

    place: str
    amount: Money


@dataclass(frozen=True)
class Lacking:
    """A paper that is not there yet: missing, not judged, refused with a reason.

    `at_visit`: only the visit brings it, for it is shown or its original must be seen.
    """

    side: Side
    kind: str
    name: Mapping[str, str]  # in each language
    why: str
    at_visit: bool = False


@dataclass(frozen=True)
class Unseen:
    """Somebody who must still come: in one of these capacities."""

    side: Side
    capacities: tuple[str, ...]


@dataclass(frozen=True)
class Barrier:
    """A gate of the law that is shut for one side: limit, self_ban, user_data, working_relation."""

    side: Side
    code: Obstacle
    sentence: Mapping[str, str] = field(default_factory=dict)  # in each language
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that is asked of the other rooms about one transfer, at one moment."""

    is_accepted: bool
    is_confirmed: bool  # by the personal manager
    gone: Sequence[str] = ()  # numbers that the giver does not hold any more
    lacking: Sequence[Lacking] = ()
    unseen: Sequence[Unseen] = ()
    without_tariff: Sequence[str] = ()  # numbers for which none is chosen
    without_user: Sequence[str] = ()  # numbers whose user the receiver has not named
    debts: Sequence[Sum] = ()
    held: Sequence[Sum] = ()
    barriers: Sequence[Barrier] = ()
    fee: Money = ZERO
    payer: Side = "receiver"
    is_billed: bool = False
    cover: Money = ZERO  # what the payer has free, with what moves to him


def applying(kind: TransferKind, steps: Mapping[str, TransferStep]) -> frozenset[Obstacle]:
    """Name the obstacles that count for a kind of transfer: what its steps must clear."""
    cleared = {code for name in kind.steps for code in steps[name].clears}
    return frozenset(cleared - set(kind.spares))


def hindrances(counting: frozenset[Obstacle], facts: Facts) -> list[Hindrance]:
    """List all that stands in the way now, in the order in which it is dealt with."""
    return [one for one in _all(facts) if one.code in counting]


def missing(fee: Money, cover: Money, *, is_billed: bool) -> Money:
    """Tell how much the payer lacks: nothing when he is billed, or when the money reaches."""
    return ZERO if is_billed else Money(max(fee - cover, 0))


def waiting_in(steps: Sequence[TransferStep], codes: Iterable[str]) -> TransferStep:
    """Find the step where a transfer waits: the first whose obstacles are not all gone."""
    standing = set(codes)
    return next((step for step in steps if standing.intersection(step.clears)), steps[-1])


def _all(facts: Facts) -> Iterator[Hindrance]:
    for number in facts.gone:
        yield Hindrance("giver", "gone", {"number": number})
    if not facts.is_accepted:
        yield Hindrance("receiver", "consent")
    yield from _about_papers(facts)
    for number in facts.without_tariff:
        yield Hindrance("receiver", "tariff", {"number": number})
    if not facts.is_confirmed:
        yield Hindrance("giver", "manager")
    for absent in facts.unseen:
        yield Hindrance(absent.side, "unseen", {"capacities": absent.capacities})
    for number in facts.without_user:
        yield Hindrance("receiver", "user_data", {"number": number})
    yield from _about_money(facts)
    for gate in facts.barriers:
        about = {"sentence": gate.sentence, "source": gate.source} if gate.sentence else {}
        yield Hindrance(gate.side, gate.code, about)


def _about_papers(facts: Facts) -> Iterator[Hindrance]:
    for paper in facts.lacking:
        about = {"kind": paper.kind, "name": paper.name, "why": paper.why}
        yield Hindrance(paper.side, "unseen" if paper.at_visit else "papers", about)


def _about_money(facts: Facts) -> Iterator[Hindrance]:
    for debt in facts.debts:
        yield Hindrance("giver", "debt", {"place": debt.place, "amount": debt.amount})
    for hold in facts.held:
        yield Hindrance("giver", "held", {"place": hold.place, "amount": hold.amount})
    lacks = missing(facts.fee, facts.cover, is_billed=facts.is_billed)
    if lacks > ZERO:
        yield Hindrance(facts.payer, "fee", {"amount": lacks, "fee": facts.fee})
