"""Identity seen, person by person, and the deed signed."""

from datetime import datetime

from django.db import transaction

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.kit.flow import WrongMove
from kabinet.parties.actions import BadPassport, compare_passport, put_away, seal_paper
from kabinet.parties.queries import passport_in_force
from kabinet.parties.rules import passport_rf
from kabinet.showroom.actions.holding import note_visit, open_case
from kabinet.showroom.errors import AttorneyExpired, NotSeenYet, PassportDiffers
from kabinet.showroom.models import Appearance
from kabinet.showroom.queries.slots import day_at
from kabinet.showroom.states import VisitState


def see_identity(*, appearance: Appearance, typed: str, by: User, at: datetime) -> Appearance:
    """Tick that a person's passport was seen: the clerk types it, we hold it against ours.

    It is shown to nobody. Each look is written down before it answers (call this outside any
    transaction). The passport of somebody of whom we know none is sealed.
    Raises NotPermitted, BadPassport, PassportDiffers, Closed or WrongMove.
    """
    require(by, Permit.MEET_VISITORS, at)
    if passport_rf(typed) is None:
        raise BadPassport
    party = appearance.party
    known = party is not None and passport_in_force(party, at.date()) is not None
    if party is not None and known:
        reference = appearance.case.reference
        if not compare_passport(party=party, typed=typed, by=by, at=at, case=reference):
            raise PassportDiffers
    return _tick_identity(appearance=appearance, typed="" if known else typed, by=by, at=at)


@transaction.atomic
def _tick_identity(*, appearance: Appearance, typed: str, by: User, at: datetime) -> Appearance:
    fresh = _held(appearance)
    if fresh.identity_seen_at is not None:
        return fresh
    if typed and fresh.party is not None:
        seal_paper(party=fresh.party, series_number=typed, at=at, by=by)
    elif typed:
        fresh.loose = put_away(typed=typed, at=at)
    fresh.identity_seen_by, fresh.identity_seen_at = by, at
    fresh.save(update_fields=["identity_seen_by", "identity_seen_at", "loose"])
    note_visit(
        "visit.identified",
        fresh.visit,
        by=by,
        at=at,
        appearance=fresh.pk,
        capacity=fresh.capacity,
    )
    return fresh


@transaction.atomic
def sign(*, appearance: Appearance, by: User, at: datetime) -> Appearance:
    """Tick that a person has signed: both present, or one after the other on another day.

    A second tick changes nothing. Raises NotPermitted, Closed, WrongMove, NotSeenYet or
    AttorneyExpired.
    """
    require(by, Permit.MEET_VISITORS, at)
    fresh = _held(appearance)
    if fresh.identity_seen_at is None:
        raise NotSeenYet
    until = fresh.attorney_until
    if until is not None and day_at(fresh.visit.office, at) > until:
        raise AttorneyExpired(until)
    if fresh.signed_at is None:
        fresh.signed_at = at
        fresh.save(update_fields=["signed_at"])
        note_visit("visit.signed", fresh.visit, by=by, at=at, appearance=fresh.pk)
    return fresh


def _held(appearance: Appearance) -> Appearance:
    """Hold the row of somebody who is here now. Raises Closed or WrongMove."""
    case = open_case(appearance.case)
    fresh = (
        Appearance.objects.select_for_update(of=("self",))
        .select_related("visit", "party")
        .get(pk=appearance.pk)
    )
    fresh.case = fresh.visit.case = case
    if fresh.visit.state != VisitState.CAME:
        raise WrongMove(fresh.visit.state, VisitState.CAME)
    return fresh
