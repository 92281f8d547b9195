"""The facts beside a claim: what the operator's own records say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum

from kabinet.bills.models import Charge
from kabinet.cases.models import Case
from kabinet.catalog.queries import item
from kabinet.claims.models import Claim, ClaimLine, Decision
from kabinet.claims.rules.settlement import ChargeFacts, Offer, offer, proofs_of
from kabinet.kit.money import Money
from kabinet.numbers.models import ConnectedService
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party

_WINDOW = timedelta(days=30)


@dataclass(frozen=True)
class Facts:
    """What an officer reads beside the letter."""

    lines: Sequence[ClaimLine]
    services: Sequence[ConnectedService]
    earlier: Sequence[Case]
    proved: frozenset[str]
    decision: Decision | None


def facts_of(claim: Claim) -> Facts:
    """Gather the records about a claim in a fixed number of queries (5)."""
    case = claim.case
    lines = list(
        claim.lines.select_related("charge__connected__consent", "charge__number").order_by(
            "charge__charged_at", "charge_id"
        )
    )
    return Facts(
        lines=lines,
        services=_services_of(case),
        earlier=_earlier_than(case),
        proved=frozenset(
            proof for one in charge_facts(line.charge for line in lines) for proof in proofs_of(one)
        ),
        decision=claim.decisions.filter(rejected_at=None)
        .select_related("proposed_by", "approved_by", "letter")
        .first(),
    )


def offer_for(charges: Iterable[Charge], *, party: Party, at: datetime) -> Offer | None:
    """Tell what may be settled at once for these debits; None when a human must look.

    `charges` come with `connected` selected. One query for what was paid in the last 30 days.
    """
    rules = operator_pack().settlements_on(at.date())
    return offer(charge_facts(charges), rules, _settled_lately(party, at))


def charge_facts(charges: Iterable[Charge]) -> list[ChargeFacts]:
    return [_facts_of_charge(charge) for charge in charges]


def _facts_of_charge(charge: Charge) -> ChargeFacts:
    connected = charge.connected
    product = item(charge.service, charge.charged_at.date()) if charge.service else None
    return ChargeFacts(
        charge_id=charge.pk,
        amount=charge.amount,
        refundable=charge.refundable,
        charged_at=charge.charged_at,
        connected_id=connected.pk if connected else None,
        service=charge.service,
        consent_needed=bool(product and product.consent_needed),
        has_consent=bool(connected and connected.consent_id),
        stopped_at=connected.stopped_at if connected else None,
    )


def _settled_lately(party: Party, at: datetime) -> Money:
    paid = Decision.objects.filter(claim__case__party=party, final_at__gt=at - _WINDOW).exclude(
        rule=""
    )
    return Money(paid.aggregate(total=Sum("amount"))["total"] or 0)


def _services_of(case: Case) -> list[ConnectedService]:
    if not case.number_id:
        return []
    return list(
        ConnectedService.objects.filter(number=case.number_id)
        .select_related("consent")
        .order_by("stopped_at", "-connected_at", "pk")[:30]
    )


def _earlier_than(case: Case) -> list[Case]:
    if not case.party_id:
        return []
    return list(Case.objects.filter(party=case.party_id, pk__lt=case.pk).order_by("-pk")[:10])
