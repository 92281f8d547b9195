"""What a desk sees of a person or a company, and what of theirs the journal is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from kabinet.cases.models import Case
from kabinet.contracts.models import Account
from kabinet.journal.rules import Thing
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
        accounts=list(accounts.select_related("contract", "ledger")),
        numbers=list(numbers.select_related("account")[:MANY_NUMBERS]),
        cases=list(Case.objects.filter(party=party).order_by("-pk")[:MANY_CASES]),
        paper=papers_of(party).first(),
        act=act_of(party),
    )


def things_called(things: Sequence[Thing]) -> dict[Thing, str]:
    """Name cases by their references and parties by their names, in two queries at most."""
    cases = Case.objects.filter(pk__in=_ids(things, Case)).values_list("pk", "reference")
    called = {Thing(Case._meta.label_lower, pk): reference for pk, reference in cases}
    for party in Party.objects.filter(pk__in=_ids(things, Party)):
        called[Thing(Party._meta.label_lower, party.pk)] = party.full_name
    return called


def _ids(things: Sequence[Thing], model: type[Case] | type[Party]) -> set[int]:
    return {thing.id for thing in things if thing.kind == model._meta.label_lower}
