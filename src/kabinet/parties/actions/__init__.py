"""What is done about parties: registered, papers sealed and read, consents, erasure."""

from kabinet.parties.actions.attorneys import (
    AlreadyRecorded,
    Attorney,
    BadTerm,
    PowersMissing,
    record_attorney,
    revoke_attorney,
)
from kabinet.parties.actions.comparing import compare_passport, passport_index
from kabinet.parties.actions.consents import (
    AlreadyGiven,
    NeededByLaw,
    NotGiven,
    give_consent,
    withdraw_consent,
)
from kabinet.parties.actions.details import Detail, change_details, reveal_details
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
    "AlreadyRecorded",
    "Attorney",
    "BadPassport",
    "BadRegistration",
    "BadTerm",
    "Detail",
    "HeldByLaw",
    "NeededByLaw",
    "NotAPerson",
    "NotGiven",
    "PowersMissing",
    "ReasonNeeded",
    "change_details",
    "compare_passport",
    "correct_contacts",
    "erase",
    "find_by_passport",
    "give_consent",
    "passport_index",
    "put_away",
    "record_attorney",
    "register_company",
    "register_person",
    "reveal",
    "reveal_details",
    "reveal_loose",
    "revoke_attorney",
    "rewrap_keys",
    "seal_paper",
    "throw_away",
    "withdraw_consent",
]
