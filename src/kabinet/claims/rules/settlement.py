"""What the operator's own records prove, and what may therefore be settled at once (B16)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kabinet.kit.money import ZERO, Money
from kabinet.pack.formats import Settlement


class Proof(StrEnum):
    """A fact that the records show without anybody's word."""

    NO_CONSENT_RECORD = "no_consent_record"
    CHARGED_AFTER_STOP = "charged_after_stop"


@dataclass(frozen=True)
class ChargeFacts:
    """All that the records say of one debit."""

    charge_id: int
    amount: Money
    refundable: Money
    charged_at: datetime
    connected_id: int | None
    service: str
    consent_needed: bool
    has_consent: bool
    stopped_at: datetime | None


@dataclass(frozen=True)
class Offer:
    """What is offered at once: these debits back, these services off, under this rule."""

    rule: Settlement
    charges: tuple[ChargeFacts, ...]
    total: Money

    @property
    def connected_ids(self) -> tuple[int, ...]:
        found = {c.connected_id for c in self.charges if c.connected_id and not c.stopped_at}
        return tuple(sorted(found))


def proofs_of(charge: ChargeFacts) -> frozenset[Proof]:
    """Tell what the records prove about one debit; nothing when they need a human eye."""
    found = set()
    if charge.connected_id and charge.consent_needed and not charge.has_consent:
        found.add(Proof.NO_CONSENT_RECORD)
    if charge.stopped_at and charge.charged_at >= charge.stopped_at:
        found.add(Proof.CHARGED_AFTER_STOP)
    return frozenset(found)


def offer(
    charges: Iterable[ChargeFacts], rules: Sequence[Settlement], paid_in_30_days: Money
) -> Offer | None:
    """Find the first rule that the records satisfy, within its limits; else None.

    Above a limit nothing is offered in part: a human looks at the whole.
    """
    ticked = [c for c in charges if c.refundable > ZERO]
    for rule in rules:
        proved = tuple(c for c in ticked if rule.proves in proofs_of(c))
        total = sum((c.refundable for c in proved), ZERO)
        within = total <= rule.limit_per_case
        covered = total + paid_in_30_days <= rule.limit_per_person_30_days
        if proved and within and covered:
            return Offer(rule, proved, total)
    return None
