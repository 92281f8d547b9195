"""Two to twenty hands reach for one number: one wins, the others are told why. PostgreSQL only.

The control comes with it: without the locks and the table's own word the same load goes wrong.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.db.models import QuerySet

from kabinet.kit.errors import Refused
from kabinet.ledger import queries as ledger
from kabinet.numbers.models import Number, NumberStay
from kabinet.transfers.actions import cut_over, withdraw
from kabinet.transfers.errors import AlreadyEnded, InAnotherRequest
from kabinet.transfers.models import Transfer, TransferLine
from kabinet.transfers.queries import verify
from tests import deals
from tests.deals import TUESDAY, Cast

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = deals.build()
    for number in made.works:
        deals.pay_in(number.ledger, 100_00)
    return made


def at_once(hands: int, deed: Callable[[int], object]) -> list[object]:
    """Let all begin together; give what each got, or how he was refused."""
    gate = Barrier(hands)

    def one(hand: int) -> object:
        gate.wait()
        try:
            return deed(hand)
        except (Refused, IntegrityError, OperationalError) as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(one, range(hands)))


def owners() -> list[int]:
    """Count who holds each number now: one stay that has not ended, no more."""
    return [
        NumberStay.objects.filter(number=number, until_at=None).count()
        for number in Number.objects.order_by("pk")
    ]


@pytest.mark.parametrize("hands", [2, 8, 20])
def test_one_number_is_taken_up_by_one_request(cast, hands):
    kinds = ("company-person", "my-numbers")

    got = at_once(hands, lambda hand: deals.ask(cast.pavel, cast.works[:1], kinds[hand % 2]))

    assert got.count(InAnotherRequest) == hands - 1
    assert TransferLine.objects.filter(number=cast.works[0], is_live=True).count() == 1


@pytest.mark.parametrize("hands", [2, 20])
def test_a_transfer_is_carried_out_once(cast, hands):
    ready = deals.complete(deals.ask(cast.pavel, cast.works[:1]), cast)

    got = at_once(hands, lambda _: cut_over(transfer=ready, by=cast.zoya, at=TUESDAY))

    assert got.count(AlreadyEnded) == hands - 1
    assert set(owners()) == {1}
    assert (verify(), ledger.verify()) == ([], [])


def test_withdrawn_and_carried_out_at_once_it_is_one_of_them(cast):
    ready = deals.complete(deals.ask(cast.pavel, cast.works[:1]), cast)
    deeds = [
        lambda: cut_over(transfer=ready, by=cast.zoya, at=TUESDAY),
        lambda: withdraw(transfer=ready, side="giver", by=cast.pavel, at=TUESDAY),
        lambda: withdraw(transfer=ready, side="receiver", at=TUESDAY),
    ]

    got = at_once(3, lambda hand: deeds[hand]())

    assert got.count(AlreadyEnded) == 2
    moved = Number.objects.get(pk=cast.works[0].pk).account != cast.works[0].account
    assert moved == (Transfer.objects.get().state == "carried_out")
    assert set(owners()) == {1}
    assert (verify(), ledger.verify()) == ([], [])


def test_both_sides_cancel_at_once_and_the_second_is_told(cast):
    asked = deals.agree(deals.ask(cast.pavel, cast.works[:1]))

    got = at_once(
        2,
        lambda hand: withdraw(
            transfer=asked,
            side=("giver", "receiver")[hand],
            by=cast.pavel if hand == 0 else None,
            at=TUESDAY,
        ),
    )

    assert got.count(AlreadyEnded) == 1


def test_a_charge_beside_the_cut_over_is_on_one_side_of_it(cast):
    """What is charged while it is carried out is the giver's or the receiver's, and adds up."""
    ready = deals.complete(deals.ask(cast.pavel, cast.works[:1]), cast)

    def deed(hand: int) -> object:
        if hand == 0:
            return cut_over(transfer=ready, by=cast.zoya, at=TUESDAY)
        return deals.charge_now(cast.works[0].pk, 1_00, f"beside:{hand}")

    at_once(12, deed)

    assert (verify(), ledger.verify()) == ([], [])


def test_without_the_locks_the_same_load_goes_wrong(cast, monkeypatch):
    ready = deals.complete(deals.ask(cast.pavel, cast.works[:1]), cast)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows.all())

    got = at_once(20, lambda _: cut_over(transfer=ready, by=cast.zoya, at=TUESDAY))

    assert got.count(AlreadyEnded) < 19
