"""What a desk sees of a person or a company, and what of theirs the journal is about."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.contracts.models import Account
from kabinet.journal.rules import Thing
from kabinet.ledger.queries import whole_balance_at
from kabinet.numbers.models import Number
from kabinet.parties.models import ErasureAct, IdentityPaper, Party
from kabinet.parties.queries import act_of, papers_of

MANY_NUMBERS = 100
MANY_CASES = 25


@dataclass(frozen=True)
class Dossier:
    """Somebody's contracts, numbers and cases; the paper sealed, the act if he was erased."""

    accounts: Sequence[Account]
    numbers: Sequence[Number]
    cases: Sequence[Case]
    paper: IdentityPaper | None
    act: ErasureAct | None


def party_of(party_id: int) -> Party | None:
    return Party.objects.filter(pk=party_id).first()


def dossier_of(party: Party) -> Dossier:
    """Gather it in a fixed number of queries (5)."""
    accounts = Account.objects.filter(contract__holder=party).order_by("pk")
    numbers = Number.objects.filter(account__contract__holder=party).order_by("identifier")
    return Dossier(
        accounts=list(
            accounts.select_related("contract").annotate(balance=whole_balance_at("ledger"))
        ),
        numbers=list(numbers.select_related("account")[:MANY_NUMBERS]),
        cases=list(Case.objects.filter(party=party).order_by("-pk")[:MANY_CASES]),
        paper=papers_of(party).first(),
        act=act_of(party),
    )


def things_called(things: Iterable[Thing]) -> dict[Thing, str]:
    """Name what notes are about: references, names, numbers; a query for each kind there is."""
    wanted: dict[str, set[int]] = {}
    for thing in things:
        wanted.setdefault(thing.kind, set()).add(thing.id)
    return {
        Thing(kind, row.pk): name_of(row)
        for kind, (model, name_of) in _NAMED.items()
        if kind in wanted
        for row in model.objects.filter(pk__in=wanted[kind])
    }


_NAMED: dict[str, tuple[Any, Callable[[Any], str]]] = {
    model._meta.label_lower: (model, name_of)
    for model, name_of in (
        (Case, lambda case: case.reference),
        (Party, lambda party: party.full_name),
        (Number, lambda number: number.identifier),
        (User, str),
    )
}
