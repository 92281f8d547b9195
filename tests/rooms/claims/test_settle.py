"""Settling at once: everything in one commit, or nothing at all."""

from datetime import timedelta

import pytest

from kabinet.bills.models import Charge
from kabinet.cases.models import Case
from kabinet.claims.actions.settle import settle
from kabinet.claims.errors import NothingToSettle, NotYours
from kabinet.claims.models import Claim, Decision
from kabinet.journal.models import Note
from kabinet.ledger.models import LedgerAccount, Transfer
from kabinet.mailroom.models import Message
from kabinet.numbers.models import NetworkCommand
from tests.world import MONDAY, World, roubles


def accept(world: World, charges: list[Charge]) -> Case:
    return settle(
        by=world.ivans_login, charge_ids=[one.pk for one in charges], language="ru", at=MONDAY
    )


def test_the_service_is_off_the_money_is_back_the_letter_is_written(world: World):
    account = world.ivans_number.ledger
    before = LedgerAccount.objects.get(pk=account.pk).balance

    case = accept(world, world.ivans_debits)

    world.horoscope.refresh_from_db()
    decision = Decision.objects.get()
    assert decision.transfer
    assert decision.letter
    message = Message.objects.get()
    assert case.state == "settled"
    assert case.closed_at == MONDAY
    assert world.horoscope.stopped_at == MONDAY
    assert NetworkCommand.objects.get().action == "stop_service"
    assert LedgerAccount.objects.get(pk=account.pk).balance - before == roubles("450")
    assert decision.transfer.amount == roubles("450")
    assert decision.rule
    assert "четыреста пятьдесят" in str(decision.letter.blocks)
    assert str(decision.letter.blocks).count("150,00") == 3
    assert message.to == "ivan@example.ru"
    assert list(message.letters.all()) == [decision.letter]
    assert Note.objects.filter(what="claim.settled", public=True).count() == 1


def test_accepting_twice_pays_once(world: World):
    accept(world, world.ivans_debits)
    transfers = Transfer.objects.count()

    with pytest.raises(NothingToSettle):
        accept(world, world.ivans_debits)

    assert Transfer.objects.count() == transfers
    assert Case.objects.count() == 1


def test_a_strangers_charge_settles_nothing(world: World):
    with pytest.raises(NotYours):
        accept(world, [*world.ivans_debits, world.marias_debits[0]])

    nothing_moved(world)


def test_what_the_records_do_not_prove_is_not_settled(world: World):
    with pytest.raises(NothingToSettle):
        settle(
            by=world.marias_login,
            charge_ids=[one.pk for one in world.marias_debits],
            language="ru",
            at=MONDAY,
        )

    nothing_moved(world)


def test_when_the_letter_cannot_be_written_nothing_has_happened(world: World, monkeypatch):
    def broken(*_args, **_more):
        raise OSError("the letter fails")

    monkeypatch.setattr("kabinet.claims.actions.answering.write_letter", broken)

    with pytest.raises(OSError, match="the letter fails"):
        accept(world, world.ivans_debits)

    nothing_moved(world)


def test_above_the_persons_limit_a_human_looks(world: World):
    accept(world, world.ivans_debits[:1])
    Decision.objects.update(amount=10**9, claimed=10**9)

    with pytest.raises(NothingToSettle):
        accept(world, world.ivans_debits[1:])

    Decision.objects.update(final_at=MONDAY - timedelta(days=31))
    assert accept(world, world.ivans_debits[1:]).state == "settled"


def nothing_moved(world: World) -> None:
    world.horoscope.refresh_from_db()
    assert world.horoscope.stopped_at is None
    assert not Claim.objects.exists()
    assert not Case.objects.exists()
    assert not Message.objects.exists()
    assert not NetworkCommand.objects.exists()
    assert not Transfer.objects.filter(code="refund").exists()
    assert not Charge.objects.filter(refunded__gt=0).exists()
