"""Somebody comes: expected, too late, or without having booked. And when nobody does."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.cases.models import Case
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Kind, Party
from kabinet.showroom.actions.holding import held, note_visit, open_case
from kabinet.showroom.errors import (
    AlreadyBooked,
    AttorneyExpired,
    AttorneyMissing,
    AttorneyNotNotarised,
    AttorneyNotYet,
    NobodyCame,
    NoName,
    StandsForNobody,
    TooEarly,
)
from kabinet.showroom.models import Appearance, Visit
from kabinet.showroom.queries.slots import day_at
from kabinet.showroom.rules import Attorney, BadAttorney, attorney_fault, clashes
from kabinet.showroom.states import FLOW, LIVE, VisitState


@dataclass(frozen=True, kw_only=True)
class Comer:
    """Who has come, for which side, as what; `stands_for` is the kind of that side's party.

    `party` is he himself when we know him: the owner, a representative who is our client.
    """

    side: str
    who: str
    capacity: str
    stands_for: str = Kind.PERSON
    party: Party | None = None
    attorney: Attorney | None = None


@transaction.atomic
def arrive(*, visit: Visit, comer: Comer, by: User, at: datetime) -> Appearance:
    """Write down who has come in a visit; the first one begins it.

    A power of attorney is checked here: expired yesterday is expired. Raises NotPermitted,
    Closed, WrongMove, AlreadyBooked, NoName, StandsForNobody or one of the refusals of an attorney.
    """
    require(by, Permit.MEET_VISITORS, at)
    visit = held(visit)
    open_case(visit.case)
    _check(comer, day_at(visit.office, at))
    if visit.state != VisitState.CAME:
        others = Visit.objects.filter(case=visit.case, state__in=LIVE).exclude(pk=visit.pk)
        if clashes(visit.side, others.values_list("side", flat=True)):
            raise AlreadyBooked  # he missed this one and has booked another
        visit.move(VisitState.CAME, at=at)
        note_visit("visit.came", visit, by=by, at=at)
    attorney = comer.attorney
    appearance = Appearance.objects.create(
        case=visit.case,
        visit=visit,
        side=comer.side,
        who=comer.who.strip(),
        capacity=comer.capacity,
        party=comer.party,
        attorney_form=attorney.form if attorney else "",
        attorney_number=attorney.number.strip() if attorney else "",
        attorney_issued_on=attorney.issued_on if attorney else None,
        attorney_until=attorney.valid_until if attorney else None,
        came_at=at,
    )
    note_visit(
        "visit.appeared", visit, by=by, at=at, appearance=appearance.pk, capacity=comer.capacity
    )
    return appearance


@transaction.atomic
def walk_in(*, case: Case, side: str, office: str, by: User, at: datetime) -> Visit:
    """Receive somebody who has not booked. Raises NotPermitted, Closed or AlreadyBooked."""
    require(by, Permit.MEET_VISITORS, at)
    case = open_case(case)
    live = Visit.objects.filter(case=case, state__in=LIVE)
    if clashes(side, live.values_list("side", flat=True)):
        raise AlreadyBooked
    visit = Visit.objects.create(
        case=case,
        side=side,
        office=office,
        starts_at=at,
        booked_by=by,
        booked_at=at,
        state=VisitState.CAME,
        came_at=at,
    )
    note_visit("visit.walked_in", visit, by=by, at=at)
    return visit


@transaction.atomic
def finish(*, visit: Visit, by: User, at: datetime) -> Visit:
    """End a visit; its seat is free again. Raises NotPermitted, WrongMove or NobodyCame."""
    require(by, Permit.MEET_VISITORS, at)
    visit = held(visit)
    FLOW.check(visit.state, VisitState.DONE)
    if not visit.appearances.exists():
        raise NobodyCame
    visit.move(VisitState.DONE, at=at)
    note_visit("visit.done", visit, by=by, at=at)
    return visit


@transaction.atomic
def no_show(*, visit: Visit, at: datetime, by: User | None = None) -> Visit:
    """Write down that nobody came; by a clerk, or by the clock after the pack's grace.

    Whoever comes later is still received. Raises NotPermitted, WrongMove or TooEarly.
    """
    if by is not None:
        require(by, Permit.MEET_VISITORS, at)
    visit = held(visit)
    grace = timedelta(minutes=int(operator_pack().setting("showroom.no_show_after_minutes")))
    due = visit.starts_at if by is not None else visit.starts_at + grace
    if visit.state == VisitState.BOOKED and at < due:
        raise TooEarly(due)
    visit.move(VisitState.NO_SHOW, at=at)
    note_visit("visit.no_show", visit, by=by, actor="" if by else "clock", at=at)
    return visit


def _check(comer: Comer, on: date) -> None:
    """Refuse a nameless comer, one who may not stand for this party, or a bad attorney."""
    if not comer.who.strip():
        raise NoName
    known = {one.id: one for one in operator_pack().capacities_on(on)}
    capacity = known.get(comer.capacity)
    if capacity is None or comer.stands_for not in capacity.attorney:
        raise StandsForNobody
    needed = capacity.attorney[comer.stands_for]
    check_attorney(comer.attorney, needed=needed, on=on)


def check_attorney(attorney: Attorney | None, *, needed: str, on: date) -> None:
    """Refuse a power of attorney that does not do on this day, in words that say why."""
    fault = attorney_fault(attorney, needed=needed, on=on)
    if fault is None:
        return
    if fault is BadAttorney.EXPIRED and attorney is not None:
        raise AttorneyExpired(attorney.valid_until)
    raise {
        BadAttorney.MISSING: AttorneyMissing,
        BadAttorney.NOT_YET: AttorneyNotYet,
        BadAttorney.WRONG_FORM: AttorneyNotNotarised,
    }[fault]
