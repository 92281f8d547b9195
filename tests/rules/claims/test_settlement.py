"""What the operator's own records prove."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kabinet.claims.rules.settlement import ChargeFacts, Offer, offer, proofs_of
from kabinet.kit.money import ZERO, Money
from kabinet.pack.formats import Settlement

MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
RULE = Settlement(
    id="settle.no_consent",
    ground="unconsented_service",
    proves="no_consent_record",
    limit_per_case=1000_00,
    limit_per_person_30_days=1500_00,
    wording={"ru": "вернём сразу"},
    reasons={"ru": "нет записи о согласии"},
)
DEBIT = ChargeFacts(
    charge_id=1,
    amount=Money(300_00),
    refundable=Money(300_00),
    charged_at=MONDAY,
    connected_id=7,
    service="horoscope",
    consent_needed=True,
    has_consent=False,
    stopped_at=None,
)


def offered(*charges: ChargeFacts) -> Offer:
    made = offer(charges, [RULE], ZERO)
    assert made is not None
    return made


def test_a_paid_service_without_a_consent_record_is_proved():
    assert proofs_of(DEBIT) == {"no_consent_record"}


@pytest.mark.parametrize(
    "undecided",
    [
        replace(DEBIT, has_consent=True),
        replace(DEBIT, consent_needed=False),
        replace(DEBIT, connected_id=None),
        replace(DEBIT, has_consent=True, stopped_at=MONDAY + timedelta(seconds=1)),
    ],
)
def test_what_the_records_do_not_show_is_for_a_human(undecided):
    assert proofs_of(undecided) == frozenset()
    assert offer([undecided], [RULE], ZERO) is None


def test_a_charge_at_the_instant_of_the_stop_is_after_the_stop():
    late = replace(DEBIT, has_consent=True, stopped_at=MONDAY)
    assert proofs_of(late) == {"charged_after_stop"}


def test_only_what_is_left_of_a_charge_is_offered():
    half_back = replace(DEBIT, refundable=Money(120_00))
    all_back = replace(DEBIT, charge_id=2, refundable=ZERO)
    made = offered(half_back, all_back)
    assert (made.total, [c.charge_id for c in made.charges]) == (120_00, [1])


def test_the_service_is_switched_off_unless_it_is_off_already():
    assert offered(DEBIT).connected_ids == (7,)
    assert offered(replace(DEBIT, stopped_at=MONDAY)).connected_ids == ()


@pytest.mark.parametrize(
    ("amount", "paid_before", "is_offered"),
    [(1000_00, 0, True), (1000_01, 0, False), (900_00, 600_00, True), (900_00, 600_01, False)],
)
def test_above_a_limit_a_human_looks_at_the_whole(amount, paid_before, is_offered):
    debit = replace(DEBIT, amount=Money(amount), refundable=Money(amount))
    assert (offer([debit], [RULE], Money(paid_before)) is not None) is is_offered
