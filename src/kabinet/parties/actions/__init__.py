"""What is done about parties: registered, papers sealed and read, consents, erasure."""

from kabinet.parties.actions.comparing import compare_passport
from kabinet.parties.actions.consents import (
    AlreadyGiven,
    NeededByLaw,
    NotGiven,
    give_consent,
    withdraw_consent,
)
from kabinet.parties.actions.erasure import AlreadyErased, HeldByLaw, NotAPerson, erase
from kabinet.parties.actions.loose import put_away, reveal_loose, throw_away
from kabinet.parties.actions.papers import (
    BadPassport,
    ReasonNeeded,
    find_by_passport,
    reveal,
    rewrap_keys,
    seal_paper,
)
from kabinet.parties.actions.register import (
    BadRegistration,
    correct_contacts,
    register_company,
    register_person,
)

__all__ = [
    "AlreadyErased",
    "AlreadyGiven",
    "BadPassport",
    "BadRegistration",
    "HeldByLaw",
    "NeededByLaw",
    "NotAPerson",
    "NotGiven",
    "ReasonNeeded",
    "compare_passport",
    "correct_contacts",
    "erase",
    "find_by_passport",
    "give_consent",
    "put_away",
    "register_company",
    "register_person",
    "reveal",
    "reveal_loose",
    "rewrap_keys",
    "seal_paper",
    "throw_away",
    "withdraw_consent",
]
