"""Which role may do what, and how much a one-time code may be asked. Plain Python."""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

CODE_LIFE = timedelta(minutes=5)
CODE_TRIES = 3
CODES_AN_HOUR = 5  # to one address for one purpose: nobody's phone is flooded through us
CODE_SLOT = timedelta(seconds=30)


class Role(StrEnum):
    """A desk, or the subscriber's side of it."""

    SUBSCRIBER = "subscriber"
    REGISTRY = "registry"
    CLAIMS_OFFICER = "claims_officer"
    CLAIMS_LEAD = "claims_lead"
    CARE_AGENT = "care_agent"
    SHOWROOM = "showroom"
    PROCESSING = "processing"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permit(StrEnum):
    """One thing that may be done. A view names one, an action asks for one."""

    OWN_ACCOUNT = "own_account"  # the portal: see and act on what is one's own
    SEE_QUEUE = "see_queue"
    SEE_CASE = "see_case"
    ROUTE_CASE = "route_case"
    TAKE_CASE = "take_case"
    WRITE_NOTE = "write_note"
    DECIDE_CLAIM = "decide_claim"
    APPROVE_DECISION = "approve_decision"
    ANSWER_INQUIRY = "answer_inquiry"
    SEARCH = "search"
    SEE_PARTY = "see_party"
    REVEAL_PASSPORT = "reveal_passport"
    FIND_BY_PASSPORT = "find_by_passport"
    SEE_BOARD = "see_board"
    SEE_DEAD_TASKS = "see_dead_tasks"
    READ_JOURNAL = "read_journal"
    ERASE_PERSON = "erase_person"
    MANAGE_USERS = "manage_users"


_DESK = {Permit.SEE_QUEUE, Permit.SEE_CASE, Permit.WRITE_NOTE, Permit.SEARCH, Permit.SEE_PARTY}

PERMITS: dict[Role, frozenset[Permit]] = {
    Role.SUBSCRIBER: frozenset({Permit.OWN_ACCOUNT}),
    Role.REGISTRY: frozenset(_DESK | {Permit.ROUTE_CASE, Permit.FIND_BY_PASSPORT}),
    Role.CLAIMS_OFFICER: frozenset(
        _DESK
        | {
            Permit.TAKE_CASE,
            Permit.ROUTE_CASE,
            Permit.DECIDE_CLAIM,
            Permit.REVEAL_PASSPORT,
        }
    ),
    Role.CLAIMS_LEAD: frozenset(
        _DESK
        | {
            Permit.TAKE_CASE,
            Permit.ROUTE_CASE,
            Permit.DECIDE_CLAIM,
            Permit.APPROVE_DECISION,
            Permit.REVEAL_PASSPORT,
            Permit.SEE_BOARD,
        }
    ),
    Role.CARE_AGENT: frozenset(_DESK | {Permit.TAKE_CASE, Permit.ANSWER_INQUIRY}),
    Role.SHOWROOM: frozenset({Permit.SEARCH, Permit.SEE_CASE, Permit.SEE_PARTY}),
    Role.PROCESSING: frozenset({Permit.SEE_QUEUE, Permit.SEE_CASE}),
    Role.SUPERVISOR: frozenset(
        {
            Permit.SEE_QUEUE,
            Permit.SEE_CASE,
            Permit.SEARCH,
            Permit.SEE_BOARD,
            Permit.ROUTE_CASE,
            Permit.SEE_DEAD_TASKS,
        }
    ),
    Role.AUDITOR: frozenset({Permit.READ_JOURNAL, Permit.ERASE_PERSON, Permit.SEE_PARTY}),
    Role.ADMINISTRATOR: frozenset({Permit.MANAGE_USERS, Permit.SEE_DEAD_TASKS}),
}


def permits_of(roles: Iterable[str]) -> frozenset[Permit]:
    """All that these roles may do together."""
    return frozenset().union(*(PERMITS[Role(role)] for role in roles))
