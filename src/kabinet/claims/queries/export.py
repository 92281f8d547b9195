"""All that every room holds about one person (152-FZ art. 14): his copy, and what erasure meets."""

from typing import Any

from django.db.models import F, Q

from kabinet.bills.models import Charge
from kabinet.cases.models import Case
from kabinet.contracts.models import Account, Contract
from kabinet.contracts.queries import balance_of
from kabinet.documents.letters import plain_text
from kabinet.documents.queries import letter_of
from kabinet.ledger.models import LedgerAccount
from kabinet.mailroom.models import Message
from kabinet.numbers.models import ConnectedService, Number
from kabinet.parties.models import Hindrance, Party
from kabinet.parties.queries import export_of


def everything_about(party: Party) -> dict[str, Any]:
    """Gather the person's data as plain JSON values, room by room."""
    cases = list(Case.objects.filter(party=party).order_by("pk"))
    return {
        "person": export_of(party),
        "contracts": list(
            Contract.objects.filter(holder=party).values("number", "signed_on", "closed_on")
        ),
        "accounts": [
            {"number": one.number, "balance_kopecks": int(balance_of(one))}
            for one in Account.objects.filter(contract__holder=party).select_related("ledger")
        ],
        "numbers": list(
            Number.objects.filter(account__contract__holder=party).values(
                "identifier", "line", "tariff", "state", "user_name", "since"
            )
        ),
        "services": list(
            ConnectedService.objects.filter(number__account__contract__holder=party).values(
                "number__identifier",
                "service",
                "connected_at",
                "connected_by",
                "channel",
                "consent__given_at",
                "consent__evidence",
                "stopped_at",
            )
        ),
        "charges": list(
            Charge.objects.filter(account__contract__holder=party).values(
                "number__identifier", "kind", "service", "amount", "refunded", "charged_at"
            )
        ),
        "cases": [_case(case) for case in cases],
        "messages": list(
            Message.objects.filter(
                about_kind="cases.case", about_id__in=[case.pk for case in cases]
            ).values("channel", "to", "subject", "text", "sent_at")
        ),
    }


def hindrances_to_erasure(party: Party) -> list[Hindrance]:
    """Name what still runs: an open contract, an open case, money that is not settled."""
    ledgers = LedgerAccount.objects.filter(
        Q(account__contract__holder=party) | Q(part_of__account__contract__holder=party)
    )
    reasons = {
        Hindrance.OPEN_CONTRACT: Contract.objects.filter(holder=party, closed_on=None).exists(),
        Hindrance.OPEN_CASE: Case.objects.filter(party=party, closed_at=None).exists(),
        Hindrance.OPEN_MONEY: ledgers.exclude(debits=F("credits")).exists(),
    }
    return [reason for reason, holds in reasons.items() if holds]


def _case(case: Case) -> dict[str, Any]:
    claim = getattr(case, "claim", None)
    return {
        "reference": case.reference,
        "kind": case.kind,
        "state": case.state,
        "filed_at": case.filed_at,
        "title": case.title,
        "claimant": [case.claimant_name, case.claimant_email, case.claimant_phone],
        "letter": plain_text(letter_of(claim.letter)) if claim else "",
    }
