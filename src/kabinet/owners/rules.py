"""Which fields an owner may ask to change, by what he is. Plain Python."""

from collections.abc import Iterable
from enum import StrEnum

PASSPORT = "passport"
_PERSON = ("surname", "name", "patronymic", "address", PASSPORT)
FIELDS = {
    "person": _PERSON,
    "sole_trader": (*_PERSON, "email", "phone"),
    "company": ("company_name", "kpp", "head_post", "head_name", "address", "email", "phone"),
}


class Outcome(StrEnum):
    """How the whole request ended: the words of a case."""

    CARRIED_OUT = "carried_out"
    PARTLY = "partly"
    REFUSED = "refused"


def outcome(accepted: Iterable[bool]) -> Outcome:
    """Sum up what was accepted field by field."""
    each = list(accepted)
    if all(each):
        return Outcome.CARRIED_OUT
    return Outcome.PARTLY if any(each) else Outcome.REFUSED
