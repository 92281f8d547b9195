"""A case begins: its number in the register, its clocks, its words for the search."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kabinet.access.models import User
from kabinet.cases.models import Case, CaseClock
from kabinet.cases.queries.status import digest_of
from kabinet.cases.rules import write_reference
from kabinet.cases.search import remember
from kabinet.cases.states import PREFIX, STAFF_CLOCKS, CaseKind, CaseState, ClockState
from kabinet.contracts.models import Account
from kabinet.deadlines.queries import alarm_at, clocks_for, deadline, zone_for
from kabinet.journal.actions import note
from kabinet.kit.ids import spoken_code
from kabinet.kit.money import ZERO, Money
from kabinet.kit.rows import insert, insert_all
from kabinet.mailroom.actions import register
from kabinet.numbers.models import Number
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party

_STARTS = ("registered_at", "received_at", "submitted_at")


@dataclass(frozen=True, kw_only=True)
class Claimant:
    """Who writes, as he named himself: perhaps nobody we know."""

    name: str
    email: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class NewCase:
    """All that opening a case needs. `facts` choose its clocks (the pack's `when`).

    The kind is a fact already: `case`.
    """

    kind: str
    channel: str
    desk: str
    topic: str
    title: str
    claimant: Claimant
    reply_by: str
    language: str
    zone: str
    facts: Mapping[str, str | Collection[str]]
    search_text: str
    party: Party | None = None
    account: Account | None = None
    number: Number | None = None
    stake: Money = ZERO


@transaction.atomic(savepoint=False)
def open_case(
    new: NewCase, *, received_at: datetime, by: User | None, at: datetime
) -> tuple[Case, str]:
    """Register a case; return it with the code that opens its public status.

    Everything is counted before the register number is taken, and only rows are written
    after it: others wait for that counter.
    """
    code = spoken_code()
    clocks = _clocks(new, received_at=received_at, at=at)
    entry = register(
        book=f"in.{new.kind}",
        channel=new.channel,
        received_at=received_at,
        at=at,
        zone=str(operator_pack().setting("office.zone")),
    )
    case = Case(
        kind=new.kind,
        reference=write_reference(PREFIX[CaseKind(new.kind)], entry.year, entry.number),
        entry=entry,
        state=CaseState.REGISTERED,
        desk=new.desk,
        party=new.party,
        account=new.account,
        number=new.number,
        topic=new.topic,
        title=new.title,
        stake=new.stake,
        claimant_name=new.claimant.name,
        claimant_email=new.claimant.email,
        claimant_phone=new.claimant.phone,
        claimant_address=new.claimant.address,
        reply_by=new.reply_by,
        language=new.language,
        zone=new.zone,
        status_digest=digest_of(code),
        due_at=earliest(clocks),
        filed_at=at,
    )
    insert(case)
    for one in clocks:
        one.case = case
    insert_all(clocks)
    remember(case, _words(case, new))
    note(
        what="case.registered",
        about=case,
        at=at,
        by=by,
        actor="" if by else new.channel,
        data={"reference": case.reference, "channel": new.channel},
        public=True,
        is_first=True,
    )
    return case, code


def _words(case: Case, new: NewCase) -> str:
    """Gather what the case is found by."""
    who, number = new.claimant, new.number.identifier if new.number else ""
    said = [case.reference, new.title, who.name, who.email, who.phone, number, new.search_text]
    return "\n".join(part for part in said if part)


def earliest(clocks: Collection[CaseClock]) -> datetime | None:
    """Tell the first instant at which staff would be late; the order of the queue."""
    running = (
        one.due_at for one in clocks if one.state == ClockState.RUNNING and one.kind in STAFF_CLOCKS
    )
    return min(running, default=None)


def _clocks(new: NewCase, *, received_at: datetime, at: datetime) -> list[CaseClock]:
    moments = {"received_at": received_at, "submitted_at": received_at, "registered_at": at}
    facts = {**new.facts, "case": str(new.kind)}
    started = []
    for rule in clocks_for(facts, at.date()):
        event = next((name for name in _STARTS if name in rule.start), "")
        is_of_kind = rule.id.partition(".")[0] == new.kind or new.kind in rule.when.get("case", ())
        if not event or not is_of_kind:
            continue
        there = zone_for(rule, new.zone)
        due = deadline(rule, started_at=moments[event], zone=there)
        is_done = rule.id == f"{new.kind}.register"  # the law's first term is met by this very act
        started.append(
            CaseClock(
                rule=rule.id,
                kind=rule.kind,
                edition=rule.edition,
                start_event=event,
                started_at=moments[event],
                zone=there,
                due_on=due.due_on,
                due_at=due.due_at,
                provisional=due.provisional,
                steps=[vars(step) for step in due.steps],
                state=ClockState.MET if is_done else ClockState.RUNNING,
                stopped_at=at if is_done else None,
                alarm_at=alarm_at(rule, due),
            )
        )
    return started
