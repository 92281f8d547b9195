"""Deciding a claim: money, answer and notice in one commit, or none of them."""

from datetime import datetime

from django.db import transaction

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.bills import actions as bills
from kabinet.cases.actions import close_case, leave_note, move
from kabinet.cases.models import Case
from kabinet.cases.search import remember_more
from kabinet.cases.states import CaseState
from kabinet.claims.actions.answering import answer_letter, notify
from kabinet.claims.errors import BadDecision, OwnDecision, StaleDecision
from kabinet.claims.models import Claim, Decision
from kabinet.claims.rules.decision import Fault, faults, needs_second_signature, spread
from kabinet.journal.actions import note
from kabinet.kit.flow import WrongMove
from kabinet.kit.money import ZERO, Money
from kabinet.ledger import actions as ledger
from kabinet.ledger.models import Transfer
from kabinet.pack.queries import operator_pack


@transaction.atomic
def propose_decision(
    *,
    claim: Claim,
    outcome: str,
    amount: Money,
    reasons: str,
    by: User,
    at: datetime,
    version: int,
) -> Decision:
    """Decide a claim; above the pack's sum the decision waits for a second signature.

    Raises NotPermitted, WrongMove, StaleDecision or BadDecision, and then nothing has changed.
    """
    require(by, Permit.DECIDE_CLAIM)
    case = _locked(claim, version)
    if case.state not in {CaseState.REGISTERED, CaseState.EXAMINED}:
        raise WrongMove(case.state, CaseState.ANSWERED)
    claim = case.claim
    if found := faults(outcome=outcome, amount=amount, claimed=claim.claimed, reasons=reasons):
        raise BadDecision(found)
    decision = Decision.objects.create(
        claim=claim,
        outcome=outcome,
        claimed=claim.claimed,
        amount=amount,
        reasons=reasons.strip(),
        proposed_by=by,
        proposed_at=at,
    )
    above = Money(operator_pack().setting("claims.four_eyes_above"))
    if needs_second_signature(amount, above):
        move(case=case, to=CaseState.PROPOSED, by=by, at=at)
        note(
            what="decision.proposed",
            about=case,
            at=at,
            by=by,
            data={"outcome": outcome, "amount": int(amount)},
        )
    else:
        _carry_out(case, decision, officer=by, at=at)
    return decision


@transaction.atomic
def approve_decision(*, decision: Decision, by: User, at: datetime) -> Decision:
    """Sign a proposed decision as the second pair of eyes, and carry it out.

    Raises NotPermitted, OwnDecision or WrongMove, and then nothing has changed.
    """
    require(by, Permit.APPROVE_DECISION)
    case = _locked(decision.claim)
    decision = case.claim.decisions.get(pk=decision.pk)
    if case.state != CaseState.PROPOSED or decision.rejected_at or decision.final_at:
        raise WrongMove(case.state, CaseState.ANSWERED)
    if decision.proposed_by_id == by.pk:
        raise OwnDecision
    decision.approved_by = by
    _carry_out(case, decision, officer=decision.proposed_by or by, at=at)
    return decision


@transaction.atomic
def reject_decision(*, decision: Decision, reason: str, by: User, at: datetime) -> None:
    """Send a proposed decision back to its writer, with the reason.

    Raises NotPermitted, OwnDecision, WrongMove or BadDecision (no reason given).
    """
    require(by, Permit.APPROVE_DECISION)
    case = _locked(decision.claim)
    decision = case.claim.decisions.get(pk=decision.pk)
    if case.state != CaseState.PROPOSED or decision.rejected_at or decision.final_at:
        raise WrongMove(case.state, CaseState.EXAMINED)
    if decision.proposed_by_id == by.pk:
        raise OwnDecision
    if found := faults(outcome="refused", amount=ZERO, claimed=ZERO, reasons=reason):
        raise BadDecision(found)
    decision.rejected_at = at
    decision.save(update_fields=["rejected_at"])
    move(case=case, to=CaseState.EXAMINED, by=by, at=at)
    why = leave_note(case=case, text=reason, by=by, at=at)
    note(what="decision.rejected", about=case, at=at, by=by, data={"note": why.pk})


def _locked(claim: Claim, version: int | None = None) -> Case:
    """Hold the case's row: of two clerks one waits here and then reads what the other did."""
    case = Case.objects.select_for_update().get(claim=claim.pk)
    if version is not None and case.version != version:
        raise StaleDecision
    return case


def _carry_out(case: Case, decision: Decision, *, officer: User, at: datetime) -> None:
    claim = case.claim
    if decision.amount > ZERO:
        decision.transfer = _pay(claim, decision.amount, at)
    answer_letter(decision, template=decision.outcome, officer=officer, at=at)
    decision.final_at = at
    decision.save()
    remember_more(case, decision.reasons)
    close_case(case=case, state=CaseState.ANSWERED, by=officer, at=at)
    note(
        what="decision.final",
        about=case,
        at=at,
        by=decision.approved_by or officer,
        data={"outcome": decision.outcome, "amount": int(decision.amount)},
        public=True,
    )
    notify(decision, what=decision.outcome, at=at)


def _pay(claim: Claim, amount: Money, at: datetime) -> Transfer:
    """Pay the disputed debits back; without any, to the account, or into what is owed in cash."""
    key = f"refund:{claim.case.reference}"
    lines = list(claim.lines.select_related("charge").order_by("charge__charged_at", "charge_id"))
    parts = spread(amount, [(line.charge_id, line.charge.refundable) for line in lines])
    if lines:
        if sum(part for _, part in parts) != amount:
            raise BadDecision([Fault.ALREADY_REFUNDED])
        return bills.refund(parts=parts, key=key, at=at)
    account = claim.case.account
    target = (
        account.ledger
        if account
        else ledger.open_account(code=f"payout:{claim.case.reference}", may_go_below_zero=False)
    )
    return ledger.transfer(
        debit=ledger.operator_account("operator:refunds"),
        credit=target,
        amount=amount,
        key=key,
        code="compensation",
        at=at,
    )
