"""The ends that move nothing: withdrawn, refused, expired."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.cases.states import CaseState
from kabinet.kit.errors import NotPermitted
from kabinet.transfers.actions.holding import end, held
from kabinet.transfers.actions.notices import tell
from kabinet.transfers.errors import AlreadyEnded, NotProved, ReasonNeeded
from kabinet.transfers.models import Transfer
from kabinet.transfers.states import WAITING, Side, State


@transaction.atomic
def withdraw(*, transfer: Transfer, side: str, at: datetime, by: User | None = None) -> Transfer:
    """Take the request back, by either party; the other is told.

    The receiver needs no login: the link and the proved phone will do. Raises NotPermitted,
    NotProved or AlreadyEnded (the other was quicker), and then nothing has changed.
    """
    transfer = held(transfer)
    _check_side(transfer, side, by, at)
    end(
        transfer,
        to=State.WITHDRAWN,
        case_state=CaseState.WITHDRAWN,
        at=at,
        by=by,
        actor="invitation",
        ended_by=Side(side),
    )
    other = Side.RECEIVER if side == Side.GIVER else Side.GIVER
    tell(transfer, "notice.transfer.withdrawn", at=at, sides=(other,))
    return transfer


@transaction.atomic
def refuse(*, transfer: Transfer, reason: str, by: User, at: datetime) -> Transfer:
    """Refuse the request with a reason that both parties read.

    Raises NotPermitted, ReasonNeeded or AlreadyEnded.
    """
    if not by.may(Permit.MANAGE_COMPANIES, at):
        require(by, Permit.CARRY_OUT_ORDERS, at)
    if not reason.strip():
        raise ReasonNeeded
    transfer = held(transfer)
    end(
        transfer,
        to=State.REFUSED,
        case_state=CaseState.REFUSED,
        at=at,
        by=by,
        reason=reason.strip(),
    )
    tell(transfer, "notice.transfer.refused", at=at)
    return transfer


def expire_due(*, at: datetime, most: int = 200) -> int:
    """End what waited too long, each in a commit of its own; return how many ended."""
    late = Transfer.objects.filter(
        Q(waits_until__lte=at) | Q(valid_until__lte=at), state__in=WAITING
    ).order_by("waits_until", "pk")
    return sum(_expire(transfer, at) for transfer in list(late[:most]))


@transaction.atomic
def _expire(transfer: Transfer, at: datetime) -> bool:
    try:
        fresh = held(transfer)
    except AlreadyEnded:
        return False
    if fresh.waits_until is not None and at < min(fresh.waits_until, fresh.valid_until):
        return False  # it has moved on meanwhile
    end(fresh, to=State.EXPIRED, case_state=CaseState.EXPIRED, at=at, actor="clock")
    tell(fresh, "notice.transfer.expired", at=at)
    return True


def _check_side(transfer: Transfer, side: str, by: User | None, at: datetime) -> None:
    if by is not None:
        require(by, Permit.HAND_OVER, at)
        own = transfer.giver_id if side == Side.GIVER else transfer.receiver_id
        if own is None or by.holder_id != own:
            raise NotPermitted(Permit.HAND_OVER)
        return
    invitation = getattr(transfer, "invitation", None)
    if side != Side.RECEIVER or invitation is None or invitation.proved_at is None:
        raise NotProved
