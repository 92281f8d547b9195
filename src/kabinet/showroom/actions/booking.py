"""A visit is booked, postponed, cancelled: by either party, or by a clerk for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import override

from kabinet.access.models import User
from kabinet.access.rules import Permit
from kabinet.cases.models import Case
from kabinet.kit.errors import NotPermitted
from kabinet.mailroom.actions import queue_message
from kabinet.offices.queries import office as office_of
from kabinet.pack.formats import Office, say
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party
from kabinet.showroom.actions.holding import held, note_visit, open_case
from kabinet.showroom.errors import AlreadyBooked, NoSuchSlot, SlotTaken
from kabinet.showroom.models import Visit
from kabinet.showroom.queries.slots import is_slot
from kabinet.showroom.rules import clashes
from kabinet.showroom.states import FLOW, LIVE, VisitState


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody who is told of the visit: by mail if he has one, else by SMS."""

    email: str = ""
    phone: str = ""
    language: str = "ru"


@transaction.atomic
def book(
    *,
    case: Case,
    side: str,
    office: str,
    starts_at: datetime,
    at: datetime,
    by: User | None = None,
    actor: str = "",
    party: Party | None = None,
    guests: Sequence[Guest] = (),
    link: str = "",
) -> Visit:
    """Take a free seat for a side of a case, or for both together; the guests are told.

    `party` is who stands on that side, when somebody signed in books: he must be it. `actor`
    says by which handle somebody without a login books. `link` is the address of a visit's
    page, to which its code is added. The last seat of a slot is taken by one.
    Raises NotPermitted, Closed, AlreadyBooked, NoSuchSlot or SlotTaken.
    """
    _may_book(case, party, by, actor, at)
    case = open_case(case)
    live = Visit.objects.filter(case=case, state__in=LIVE)
    if clashes(side, live.values_list("side", flat=True)):
        raise AlreadyBooked
    visit = _seated(Visit(case=case, side=side, office=office, booked_by=by), starts_at, at)
    note_visit("visit.booked", visit, by=by, actor=actor, at=at, starts_at=_iso(visit))
    _tell(visit, "notice.visit.booked", guests, link, at=at)
    return visit


@transaction.atomic
def postpone(
    *,
    visit: Visit,
    starts_at: datetime,
    at: datetime,
    office: str = "",
    by: User | None = None,
    actor: str = "",
    party: Party | None = None,
    guests: Sequence[Guest] = (),
    link: str = "",
) -> Visit:
    """Move a visit that has not begun to another free seat; return the new one.

    Raises NotPermitted, Closed, WrongMove, NoSuchSlot or SlotTaken, and then the old one holds.
    """
    _may_book(visit.case, party, by, actor, at)
    old = held(visit)
    open_case(old.case)
    FLOW.check(old.state, VisitState.POSTPONED)
    # Out of the way first: a side is expected once, and the new visit may take the same slot.
    Visit.objects.filter(pk=old.pk).update(state=VisitState.CANCELLED, ended_at=at)
    new = Visit(case=old.case, side=old.side, office=office or old.office, booked_by=by)
    new = _seated(new, starts_at, at)
    Visit.objects.filter(pk=old.pk).update(state=VisitState.POSTPONED, moved_to=new)
    note_visit("visit.postponed", new, by=by, actor=actor, at=at, starts_at=_iso(new))
    _tell(new, "notice.visit.postponed", guests, link, at=at)
    return new


@transaction.atomic
def cancel(
    *,
    visit: Visit,
    at: datetime,
    by: User | None = None,
    actor: str = "",
    party: Party | None = None,
    guests: Sequence[Guest] = (),
) -> Visit:
    """Give up a visit that has not begun; its seat is free again.

    Raises NotPermitted or WrongMove.
    """
    _may_book(visit.case, party, by, actor, at)
    visit = held(visit)
    visit.move(VisitState.CANCELLED, at=at)
    note_visit("visit.cancelled", visit, by=by, actor=actor, at=at)
    _tell(visit, "notice.visit.cancelled", guests, "", at=at)
    return visit


def _may_book(case: Case, party: Party | None, by: User | None, actor: str, at: datetime) -> None:
    """Let whoever stands on that side book, whoever holds its link, and the showroom's clerks."""
    if by is None:
        if not actor:
            raise NotPermitted(Permit.OWN_ACCOUNT)
        return
    stands = party.pk if party else case.party_id
    is_own = stands is not None and by.holder_id == stands
    if is_own and by.may(Permit.OWN_ACCOUNT, at):
        return
    if not by.may(Permit.MEET_VISITORS, at):
        raise NotPermitted(Permit.MEET_VISITORS)


def _seated(visit: Visit, starts_at: datetime, at: datetime) -> Visit:
    """Give the visit the first free seat of a slot; the database lets a seat be taken once."""
    place = office_of(visit.office)
    if place is None or place.visits is None or not is_slot(place, starts_at, at):
        raise NoSuchSlot
    visit.starts_at, visit.booked_at = starts_at, at
    there = Visit.objects.filter(office=place.code, starts_at=starts_at, state__in=LIVE)
    taken = set(there.values_list("seat", flat=True))
    for seat in range(1, place.visits.seats + 1):
        if seat not in taken and _sits(visit, seat):
            return visit
    raise SlotTaken


def _sits(visit: Visit, seat: int) -> bool:
    visit.seat = seat
    try:
        with transaction.atomic():
            visit.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _tell(visit: Visit, text: str, guests: Sequence[Guest], link: str, *, at: datetime) -> None:
    """Leave word for everybody who is to come, in his own language."""
    place, pack = office_of(visit.office), operator_pack()
    for number, guest in enumerate(guests):
        channel, to = ("email", guest.email) if guest.email else ("sms", guest.phone)
        if not to or place is None:
            continue
        said = _said(visit, place, link, guest.language)
        queue_message(
            key=f"{text}:{visit.code}:{number}",
            channel=channel,
            to=to,
            subject=pack.text(f"{text}.subject", guest.language, **said),
            text=pack.text(text, guest.language, **said),
            about=visit.case,
            at=at,
        )


def _said(visit: Visit, place: Office, link: str, language: str) -> dict[str, str]:
    with override(language):
        local = visit.starts_at.astimezone(ZoneInfo(place.zone))
        moment = f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M}"
    return {
        "reference": visit.case.reference,
        "operator": say(operator_pack().operator.short_name, language),
        "moment": moment,
        "place": f"{say(place.town, language)}, {say(place.address, language)}",
        "code": visit.code,
        "link": f"{link}{visit.code}/" if link else "",
    }


def _iso(visit: Visit) -> str:
    return visit.starts_at.isoformat()
