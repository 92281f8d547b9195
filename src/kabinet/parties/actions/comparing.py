"""A passport held against the one that we know, without opening it."""

from datetime import datetime

from django.db import transaction

from kabinet.journal.actions import note
from kabinet.parties.actions.papers import PASSPORT, BadPassport
from kabinet.parties.actions.who import Actor, as_login, require
from kabinet.parties.models import Party, ReadingReason
from kabinet.parties.queries import passport_in_force
from kabinet.parties.rules import passport_rf
from kabinet.parties.sealing import blind_index


def passport_index(typed: str) -> str:
    """Name a passport without keeping it, to know the same number again. Raises BadPassport."""
    number = passport_rf(typed)
    if number is None:
        raise BadPassport
    return blind_index(PASSPORT, number)


def compare_passport(*, party: Party, typed: str, by: Actor, at: datetime, case: str) -> bool:
    """Tell whether this is the passport that we know of a person; nothing is opened or shown.

    Each look is written down before it answers, right or wrong. Call it outside any
    transaction. Raises NotPermitted or BadPassport; False too when we know of none.
    """
    require(by, "meet_visitors", at)
    index = passport_index(typed)
    known = passport_in_force(party, at.date())
    is_same = known is not None and known.blind_index == index
    with transaction.atomic(durable=True):
        note(
            what="paper.compared",
            about=party,
            at=at,
            by=as_login(by),
            data={"reason": str(ReadingReason.IDENTIFY), "case": case, "same": int(is_same)},
            is_reading=True,
        )
    return is_same
