"""Settling at once what the operator's own records prove (B16): one commit, no waiting."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.bills import actions as bills
from kabinet.bills.queries import visible_to as charges_visible_to
from kabinet.cases.actions import close_case
from kabinet.cases.models import Case
from kabinet.cases.states import CaseState
from kabinet.claims.actions.answering import answer_letter, notify
from kabinet.claims.actions.opening import Opening
from kabinet.claims.actions.registering import open_claim
from kabinet.claims.errors import NothingToSettle, NotYours
from kabinet.claims.models import Decision, Outcome
from kabinet.claims.queries.facts import offer_for
from kabinet.journal.actions import note
from kabinet.numbers.actions import stop_service
from kabinet.numbers.models import ConnectedService
from kabinet.parties.models import Party


@transaction.atomic
def settle(*, by: User, charge_ids: Sequence[int], language: str, at: datetime) -> Case:
    """Stop the services and pay back the debits that the records prove; letter and notice with it.

    The offer is made again under the lock and must still stand.
    Raises NotPermitted, NotYours or NothingToSettle, and then nothing has changed.
    """
    require(by, Permit.OWN_CLAIMS)
    # Two settlements of one person wait for each other here: the limits count both.
    party = Party.objects.select_for_update().get(pk=by.holder_id or 0)
    charges = list(
        charges_visible_to(by)
        .filter(pk__in=charge_ids)
        .select_related("number", "account__contract", "connected")
        .order_by("pk")
    )
    if len(charges) != len(set(charge_ids)):
        raise NotYours
    made = offer_for(charges, party=party, at=at)
    if made is None:
        raise NothingToSettle
    proved = {c.charge_id for c in made.charges}
    lines = [charge for charge in charges if charge.pk in proved]

    for connected in ConnectedService.objects.filter(pk__in=made.connected_ids).order_by("pk"):
        stop_service(connected=connected, by=by, at=at)
    claim, _code = open_claim(Opening.of_settlement(party, lines, made, language), by=by, at=at)
    transfer = bills.refund(
        parts=[(charge.pk, charge.refundable) for charge in lines],
        key=f"settled:{claim.case.reference}",
        at=at,
    )
    decision = Decision(
        claim=claim,
        outcome=Outcome.UPHELD,
        claimed=made.total,
        amount=made.total,
        reasons=made.rule.reasons["ru"],
        rule=made.rule.id,
        proof={"proves": made.rule.proves, "charges": sorted(proved)},
        proposed_at=at,
        final_at=at,
        transfer=transfer,
    )
    answer_letter(decision, template="settled", officer=None, at=at)
    decision.save()
    close_case(case=claim.case, state=CaseState.SETTLED, by=by, at=at)
    note(
        what="claim.settled",
        about=claim.case,
        at=at,
        by=by,
        actor=made.rule.id,
        data={"amount": int(made.total), "rule": made.rule.id, "charges": sorted(proved)},
        public=True,
    )
    notify(decision, what="settled", at=at)
    return claim.case
