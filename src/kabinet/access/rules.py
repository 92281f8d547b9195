"""Which role may do what, and how much a one-time code may be asked. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

CODE_LIFE = timedelta(minutes=5)
CODE_TRIES = 3
CODES_AN_HOUR = 5  # to one address for one purpose: nobody's phone is flooded through us
CODE_SLOT = timedelta(seconds=30)
INVITATION_LIFE = timedelta(days=7)


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
    PERSONAL_MANAGER = "personal_manager"
    BILLING = "billing"


class CompanyRole(StrEnum):
    """What a member does for his company. Given by its administrators, not by us."""

    ADMINISTRATOR = "administrator"
    NUMBERS = "numbers"
    FINANCE = "finance"
    CLAIMS = "claims"
    READER = "reader"


class ScopeKind(StrEnum):
    """By what a member may be limited to a part of his company."""

    ACCOUNT = "account"
    COST_CENTRE = "cost_centre"
    NUMBER = "number"


class Permit(StrEnum):
    """One thing that may be done. A view names one, an action asks for one."""

    # The portal: one's own things, or those of the company for which one acts.
    OWN_ACCOUNT = "own_account"  # see numbers and what runs on them
    OWN_DATA = "own_data"  # one's own personal data: consents, who looked, a copy of all
    SEE_MONEY = "see_money"  # balances, charges, bills
    SEE_MATTERS = "see_matters"  # every claim, order and transfer, whoever began it
    OWN_CLAIMS = "own_claims"  # file claims and questions, and settle
    CHANGE_NUMBERS = "change_numbers"  # order a change of numbers and of services on them
    HAND_OVER = "hand_over"  # begin or accept a transfer of numbers
    CHANGE_OWNER_DATA = "change_owner_data"  # ask that name, address or papers be changed
    MANAGE_MEMBERS = "manage_members"  # who acts for the company, and by what power of attorney
    # The desks.
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
    CARRY_OUT_ORDERS = "carry_out_orders"
    MEET_VISITORS = "meet_visitors"
    JUDGE_PAPERS = "judge_papers"
    JUDGE_OWNER_DATA = "judge_owner_data"
    MANAGE_COMPANIES = "manage_companies"
    REGISTER_CLIENTS = "register_clients"
    TAKE_PAYMENTS = "take_payments"
    LOAD_STATEMENTS = "load_statements"
    COMPLAINTS_BOOK = "complaints_book"


_OWN = {
    Permit.OWN_ACCOUNT,
    Permit.SEE_MONEY,
    Permit.SEE_MATTERS,
    Permit.OWN_CLAIMS,
    Permit.CHANGE_NUMBERS,
    Permit.HAND_OVER,
    Permit.CHANGE_OWNER_DATA,
}
PORTAL = frozenset(_OWN | {Permit.OWN_DATA, Permit.MANAGE_MEMBERS})

COMPANY_PERMITS: dict[CompanyRole, frozenset[Permit]] = {
    CompanyRole.ADMINISTRATOR: frozenset(_OWN | {Permit.MANAGE_MEMBERS}),
    CompanyRole.NUMBERS: frozenset({Permit.OWN_ACCOUNT, Permit.CHANGE_NUMBERS, Permit.HAND_OVER}),
    CompanyRole.FINANCE: frozenset({Permit.OWN_ACCOUNT, Permit.SEE_MONEY}),
    CompanyRole.CLAIMS: frozenset({Permit.OWN_ACCOUNT, Permit.OWN_CLAIMS}),
    CompanyRole.READER: frozenset({Permit.OWN_ACCOUNT, Permit.SEE_MATTERS}),
}

# What a power of attorney must allow (`parties.models.Power`) for whoever acts by it in a role.
POWERS_OF: dict[CompanyRole, str] = {
    CompanyRole.ADMINISTRATOR: "manage",
    CompanyRole.NUMBERS: "numbers",
    CompanyRole.FINANCE: "money",
    CompanyRole.CLAIMS: "claims",
}

_DESK = {Permit.SEE_QUEUE, Permit.SEE_CASE, Permit.WRITE_NOTE, Permit.SEARCH, Permit.SEE_PARTY}

PERMITS: dict[Role, frozenset[Permit]] = {
    Role.SUBSCRIBER: frozenset(_OWN | {Permit.OWN_DATA}),
    Role.REGISTRY: frozenset(
        _DESK
        | {
            Permit.ROUTE_CASE,
            Permit.FIND_BY_PASSPORT,
            Permit.JUDGE_OWNER_DATA,
            Permit.REGISTER_CLIENTS,
        }
    ),
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
    Role.SHOWROOM: frozenset(
        {
            Permit.SEARCH,
            Permit.SEE_CASE,
            Permit.SEE_PARTY,
            Permit.MEET_VISITORS,
            Permit.JUDGE_PAPERS,
            Permit.JUDGE_OWNER_DATA,
            Permit.TAKE_PAYMENTS,
            Permit.COMPLAINTS_BOOK,
        }
    ),
    Role.PROCESSING: frozenset(
        {
            Permit.SEE_QUEUE,
            Permit.SEE_CASE,
            Permit.WRITE_NOTE,
            Permit.CARRY_OUT_ORDERS,
            Permit.JUDGE_PAPERS,
        }
    ),
    Role.SUPERVISOR: frozenset(
        {
            Permit.SEE_QUEUE,
            Permit.SEE_CASE,
            Permit.SEARCH,
            Permit.SEE_BOARD,
            Permit.ROUTE_CASE,
            Permit.SEE_DEAD_TASKS,
            Permit.COMPLAINTS_BOOK,
        }
    ),
    Role.AUDITOR: frozenset({Permit.READ_JOURNAL, Permit.ERASE_PERSON, Permit.SEE_PARTY}),
    Role.ADMINISTRATOR: frozenset({Permit.MANAGE_USERS, Permit.SEE_DEAD_TASKS}),
    Role.PERSONAL_MANAGER: frozenset(
        _DESK
        | {
            Permit.TAKE_CASE,
            Permit.MANAGE_COMPANIES,
            Permit.JUDGE_OWNER_DATA,
            Permit.REGISTER_CLIENTS,
        }
    ),
    Role.BILLING: frozenset({Permit.LOAD_STATEMENTS}),
}


@dataclass(frozen=True)
class Scope:
    """A part of a company: one account, cost centre or number, by its name."""

    kind: ScopeKind
    value: str


@dataclass(frozen=True)
class Seat:
    """For which company somebody acts now, as what, and for which part (none: all of it).

    Made anew for each request out of the tables, kept nowhere: what ends, ends at once.
    """

    company_id: int
    membership_id: int
    role: CompanyRole
    scopes: tuple[Scope, ...] = ()

    @property
    def permits(self) -> frozenset[Permit]:
        return COMPANY_PERMITS[self.role]


def permits_of(roles: Iterable[str]) -> frozenset[Permit]:
    """All that these roles may do together."""
    return frozenset().union(*(PERMITS[Role(role)] for role in roles))
