"""When a decision may stand: the sum must follow from the outcome."""

from enum import StrEnum

from kabinet.kit.money import ZERO, Money


class Fault(StrEnum):
    """Why a decision cannot be taken as it was written."""

    REASONS_MISSING = "reasons_missing"
    SUM_WITHOUT_UPHOLDING = "sum_without_upholding"
    NOT_THE_WHOLE_SUM = "not_the_whole_sum"
    NOT_A_PART = "not_a_part"
    MORE_THAN_CLAIMED = "more_than_claimed"
    ALREADY_REFUNDED = "already_refunded"  # another claim paid these debits back meanwhile


def faults(*, outcome: str, amount: Money, claimed: Money, reasons: str) -> list[Fault]:
    """List everything wrong with a decision at once, so that nobody is sent back twice."""
    upheld, partly, refused = (outcome == word for word in ("upheld", "partly", "refused"))
    wrong = {
        Fault.REASONS_MISSING: not reasons.strip() and not upheld,
        Fault.SUM_WITHOUT_UPHOLDING: refused and amount != ZERO,
        Fault.NOT_THE_WHOLE_SUM: upheld and amount < claimed,
        Fault.NOT_A_PART: partly and claimed > ZERO and not ZERO < amount < claimed,
        Fault.MORE_THAN_CLAIMED: not refused and amount > claimed,
    }
    return [fault for fault, is_so in wrong.items() if is_so]


def needs_second_signature(amount: Money, above: Money) -> bool:
    """Tell whether a second pair of eyes is needed: a sum above the pack's."""
    return amount > above


def spread(amount: Money, refundable: list[tuple[int, Money]]) -> list[tuple[int, Money]]:
    """Lay a sum over the disputed debits, oldest first, none above what is left of it."""
    parts: list[tuple[int, Money]] = []
    left = amount
    for charge_id, most in refundable:
        part = min(left, most)
        if part > ZERO:
            parts.append((charge_id, Money(part)))
            left = left - part
    return parts
