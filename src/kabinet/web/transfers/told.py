"""What a transfer tells of itself to the pages of papers and visits."""

from collections.abc import Sequence

from kabinet.cases.models import Case
from kabinet.cases.states import CaseKind
from kabinet.showroom.actions import Guest
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries import guests_of
from kabinet.transfers.queries.papers import paper_facts, required
from kabinet.web.requests.told import TELLERS, Teller


def guests(case: Case) -> Sequence[Guest]:
    """Tell both sides of a visit, each in his language."""
    transfer = Transfer.objects.select_related("invitation", "receiver", "case").get(case=case)
    return [
        Guest(email=one.email, phone=one.phone, language=one.language)
        for one in guests_of(transfer)
    ]


def register() -> None:
    """Let the pages of papers and visits ask us about transfers."""
    TELLERS[CaseKind.TRANSFER] = Teller(facts=paper_facts, required=required, guests=guests)
