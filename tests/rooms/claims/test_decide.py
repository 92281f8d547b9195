"""Deciding: money, letter and notice in one commit; above the pack's sum two people."""

import pytest
from django.db import IntegrityError, transaction

from kabinet.bills.models import Charge
from kabinet.cases.models import Case
from kabinet.claims.actions import filing
from kabinet.claims.actions.decide import approve_decision, propose_decision, reject_decision
from kabinet.claims.errors import BadDecision, OwnDecision, StaleDecision
from kabinet.claims.models import Claim, Decision
from kabinet.claims.queries.interview import Address
from kabinet.journal.models import Note
from kabinet.kit.errors import NotPermitted
from kabinet.kit.flow import WrongMove
from kabinet.kit.money import ZERO, Money
from kabinet.ledger.models import LedgerAccount, Transfer
from kabinet.mailroom.models import Message
from tests.rooms.claims.conftest import finished
from tests.world import MONDAY, World, debits, roubles


@pytest.fixture
def claim(world: World) -> Claim:
    draft = finished(world)
    address = Address("sms", "+79161234567")
    filing.file_draft(draft_id=draft.pk, by=draft.owner, address=address, at=MONDAY)
    return Claim.objects.get()


@pytest.fixture
def big_claim(world: World) -> Claim:
    service = world.marias_debits[0].connected
    assert service
    Charge.objects.filter(number=world.marias_number).update(connected=None)
    world.marias_debits = debits(service, 3, "2000")
    draft = finished(world)
    address = Address("sms", "+79161234567")
    filing.file_draft(draft_id=draft.pk, by=draft.owner, address=address, at=MONDAY)
    return Claim.objects.get()


def decide(claim: Claim, by, outcome="upheld", amount="300", reasons="Так решили.", version=None):
    return propose_decision(
        claim=claim,
        outcome=outcome,
        amount=roubles(amount),
        reasons=reasons,
        by=by,
        at=MONDAY,
        version=Case.objects.get(claim=claim).version if version is None else version,
    )


def test_an_upheld_claim_is_paid_answered_and_told(world: World, claim: Claim):
    account = world.marias_number.ledger
    before = LedgerAccount.objects.get(pk=account.pk).balance

    decision = decide(claim, world.anna)

    case = Case.objects.get()
    assert case.state == "answered"
    assert case.due_at is None
    assert decision.transfer.amount == roubles("300")
    assert LedgerAccount.objects.get(pk=account.pk).balance - before == roubles("300")
    assert decision.entry.book == "out.letter"
    assert "Волковой Марии Олеговне" in str(decision.letter.blocks)
    assert Message.objects.get(key="answer:2026-00001").letters.get() == decision.letter
    assert set(case.clocks.values_list("state", flat=True)) == {"met"}
    assert Note.objects.filter(what="decision.final", public=True).count() == 1


def test_a_refusal_says_why_and_how_to_go_on_and_moves_no_money(world: World, claim: Claim):
    decision = decide(claim, world.anna, "refused", "0", "Согласие было дано 25 августа.")

    assert decision.transfer is None
    assert "Согласие было дано 25 августа." in str(decision.letter.blocks)
    assert "суд" in str(decision.letter.blocks)
    assert not Transfer.objects.filter(code="refund").exists()


def test_a_part_is_laid_over_the_oldest_debits(world: World, claim: Claim):
    decide(claim, world.anna, "partly", "200", "Часть.")

    back = Charge.objects.filter(number=world.marias_number).order_by("charged_at")
    assert [one.refunded for one in back] == [roubles("150"), roubles("50")]


def test_above_the_packs_sum_nothing_moves_before_a_second_signature(
    world: World, big_claim: Claim
):
    decision = decide(big_claim, world.anna, amount="6000")

    assert Case.objects.get().state == "proposed"
    assert decision.final_at is None
    assert not Transfer.objects.filter(code="refund").exists()

    final = approve_decision(decision=decision, by=world.boris, at=MONDAY)

    assert final.transfer
    assert final.transfer.amount == roubles("6000")
    assert final.approved_by == world.boris
    assert Case.objects.get().state == "answered"


def test_nobody_signs_his_own_decision(world: World, big_claim: Claim):
    decision = decide(big_claim, world.boris, amount="6000")

    with pytest.raises(OwnDecision):
        approve_decision(decision=decision, by=world.boris, at=MONDAY)

    assert not Transfer.objects.filter(code="refund").exists()
    assert Case.objects.get().state == "proposed"


def test_a_decision_sent_back_can_be_written_anew(world: World, big_claim: Claim):
    first = decide(big_claim, world.anna, amount="6000")
    reject_decision(decision=first, reason="Слишком много.", by=world.boris, at=MONDAY)

    assert Case.objects.get().state == "examined"
    again = decide(big_claim, world.anna, "partly", "100", "Часть.")
    assert again.final_at == MONDAY
    with pytest.raises(WrongMove):
        approve_decision(decision=first, by=world.boris, at=MONDAY)


@pytest.mark.parametrize(
    ("outcome", "amount", "reasons"),
    [("upheld", "299", ""), ("partly", "300", "x"), ("refused", "1", "x"), ("refused", "0", "")],
)
def test_a_decision_that_contradicts_itself_changes_nothing(
    world: World, claim: Claim, outcome: str, amount: str, reasons: str
):
    with pytest.raises(BadDecision):
        decide(claim, world.anna, outcome, amount, reasons)

    assert not Decision.objects.exists()
    assert Case.objects.get().state == "registered"


def test_a_registry_clerk_decides_nothing(world: World, claim: Claim):
    with pytest.raises(NotPermitted):
        decide(claim, world.olga)
    assert not Decision.objects.exists()


def test_a_claim_is_decided_once(world: World, claim: Claim):
    decide(claim, world.anna)
    with pytest.raises(WrongMove):
        decide(claim, world.anna)
    assert Transfer.objects.filter(code="refund").count() == 1


def test_an_officer_who_read_an_older_page_is_told(world: World, claim: Claim):
    with pytest.raises(StaleDecision):
        decide(claim, world.anna, version=99)
    assert not Decision.objects.exists()


def test_debits_paid_back_meanwhile_are_not_paid_again(world: World, claim: Claim):
    Charge.objects.filter(number=world.marias_number).update(refunded=roubles("150"))
    with pytest.raises(BadDecision) as refused:
        decide(claim, world.anna)
    assert refused.value.faults == ["already_refunded"]
    assert not Transfer.objects.filter(code="refund").exists()


def test_the_table_itself_refuses_upheld_without_its_entry(world: World, claim: Claim):
    decision = decide(claim, world.anna)
    with pytest.raises(IntegrityError, match="upheld_means_paid"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(transfer=None)


def test_when_the_notice_fails_the_money_has_not_moved(world: World, claim: Claim, monkeypatch):
    def broken(*_args, **_more):
        raise OSError("no outbox")

    monkeypatch.setattr("kabinet.cases.actions.telling.queue_message", broken)

    with pytest.raises(OSError, match="no outbox"):
        decide(claim, world.anna)

    assert not Transfer.objects.filter(code="refund").exists()
    assert Case.objects.get().state == "registered"
    assert not Decision.objects.exists()


def test_a_visitor_without_account_is_owed_the_money(world: World):
    draft = finished(world)
    draft.charges.clear()
    draft.owner = draft.party = None
    draft.answers |= {"amount": 500_00}
    draft.save()
    filing.file_draft(
        draft_id=draft.pk, by=None, address=Address("email", "maria@example.ru"), at=MONDAY
    )
    claim = Claim.objects.get()

    decide(claim, world.anna, amount="500")

    owed = LedgerAccount.objects.get(code="payout:2026-00001")
    assert (claim.claimed, owed.balance) == (Money(500_00), Money(500_00))
    assert owed.balance > ZERO
