"""What the room of a request tells of it: its facts for forms, who must appear, who is told.

A room whose requests have papers puts its own teller into `TELLERS`; without one, the case
tells what it knows.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from kabinet.cases.models import Case
from kabinet.kit import clock
from kabinet.papers.queries import parties_of, plain_facts
from kabinet.papers.rules import PaperFacts
from kabinet.parties.queries import office_day
from kabinet.showroom.actions import Guest

Required = Sequence[tuple[str, Collection[str]]]


def _plain(case: Case, on: date) -> PaperFacts:
    return plain_facts(case, on=on)


def _nobody(_case: Case) -> Required:
    return ()


def _guests(case: Case) -> list[Guest]:
    """Tell the claimant, and every other party that we know."""
    own = Guest(
        email=case.claimant_email, phone=case.claimant_phone, language=case.language or "ru"
    )
    others = [
        Guest(email=party.email, phone=party.phone, language=party.language)
        for party in parties_of(case).values()
        if party is not None and party.pk != case.party_id
    ]
    return [own, *others]


@dataclass(frozen=True, kw_only=True)
class Teller:
    facts: Callable[[Case, date], PaperFacts] = _plain
    required: Callable[[Case], Required] = _nobody  # (side, capacities), as `unseen` takes them
    guests: Callable[[Case], Sequence[Guest]] = _guests


TELLERS: dict[str, Teller] = {}  # by the kind of case
PLAIN = Teller()


def teller_of(case: Case) -> Teller:
    return TELLERS.get(case.kind, PLAIN)


def facts_of(case: Case) -> PaperFacts:
    return teller_of(case).facts(case, office_day(clock.now()))
