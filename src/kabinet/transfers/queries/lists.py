"""Whose transfers these are, and what waits at the desks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kabinet.access.models import User
from kabinet.access.queries import within
from kabinet.access.rules import Permit
from kabinet.cases.queries.lists import read_mark
from kabinet.transfers.models import Transfer
from kabinet.transfers.states import WAITING, Side

PAGE = 25
_ALL = ("case", "giver", "receiver", "invitation", "contract", "to_account__contract")
# Where a transfer keeps what a member of a company may be limited to.
_SCOPES = {"account": "lines__from_account__number", "number": "lines__number__identifier"}


@dataclass(frozen=True)
class Page:
    transfers: Sequence[Transfer]
    after: str  # the mark where the next page begins; "" on the last


def visible_to(user: User) -> QuerySet[Transfer]:
    """All transfers in which this person, or the company for which he acts, gives or receives."""
    found = Transfer.objects.select_related(*_ALL).order_by("-pk")
    if not user.holder_id or not user.may(Permit.OWN_ACCOUNT):
        return found.none()
    own = Q(giver=user.holder_id) | Q(receiver=user.holder_id)
    if user.seat and user.seat.scopes:
        own &= Q(started_by=user) | within(user, **_SCOPES)
    return found.filter(own).distinct()


def side_of(transfer: Transfer, user: User) -> Side | None:
    """Tell on which side somebody stands in this request."""
    if user.holder_id is None:
        return None
    if user.holder_id == transfer.giver_id:
        return Side.GIVER
    return Side.RECEIVER if user.holder_id == transfer.receiver_id else None


def by_token(token: str) -> Transfer | None:
    """Find a transfer by the receiver's personal link; an ended one is found too, and says so."""
    return Transfer.objects.select_related(*_ALL).filter(invitation__token=token).first()


def of_reference(reference: str) -> Transfer | None:
    return Transfer.objects.select_related(*_ALL).filter(case__reference=reference).first()


def waiting(*, state: str = "", kind: str = "", after: str = "") -> Page:
    """Give a page of live transfers for the desks, the first to run out on top."""
    wanted = {"state": state, "kind": kind}
    live = Transfer.objects.filter(state__in=WAITING).filter(
        **{name: value for name, value in wanted.items() if value}
    )
    if mark := read_mark(after):
        until, pk = mark
        live = live.filter(waits_until__gte=until).filter(Q(waits_until__gt=until) | Q(pk__gt=pk))
    found = list(live.select_related(*_ALL).order_by("waits_until", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    mark_of_last = f"{last.waits_until.isoformat()}_{last.pk}" if last and last.waits_until else ""
    return Page(found[:PAGE], mark_of_last)
