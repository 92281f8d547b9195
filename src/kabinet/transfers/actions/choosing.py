"""What the receiver chooses, and what the personal manager confirms."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.transfers.actions.holding import held, note_transfer
from kabinet.transfers.actions.progress import settle_in
from kabinet.transfers.errors import NoSuchTariff, NotHere, NotProved
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries.definitions import kind_of
from kabinet.transfers.queries.offers import tariffs_for
from kabinet.transfers.states import State


@transaction.atomic
def choose_tariffs(
    *, transfer: Transfer, chosen: Mapping[int, str], at: datetime, by: User | None = None
) -> Transfer:
    """Take the receiver's tariff for each number (by the line's id).

    By the link alone (`by` nobody), or signed in. Raises AlreadyEnded, NotProved or NoSuchTariff.
    """
    transfer = _of_receiver(transfer, by, at)
    offered = {one.code for one in tariffs_for(transfer, at)}
    lines = list(transfer.lines.filter(pk__in=chosen))
    for line in lines:
        if chosen[line.pk] not in offered:
            raise NoSuchTariff
        line.tariff = chosen[line.pk]
    transfer.lines.bulk_update(lines, ["tariff"])
    note_transfer(
        "transfer.tariffs_chosen",
        transfer,
        at=at,
        by=by,
        actor="invitation",
        data={"numbers": len(lines)},
    )
    return settle_in(transfer, at=at)


@transaction.atomic
def name_users(
    *, transfer: Transfer, users: Mapping[int, str], at: datetime, by: User | None = None
) -> Transfer:
    """Take who will use each number at the receiving company (by the line's id).

    Raises AlreadyEnded or NotProved.
    """
    transfer = _of_receiver(transfer, by, at)
    lines = list(transfer.lines.filter(pk__in=users))
    for line in lines:
        line.user_name = " ".join(users[line.pk].split())[:120]
    transfer.lines.bulk_update(lines, ["user_name"])
    note_transfer(
        "transfer.users_named",
        transfer,
        at=at,
        by=by,
        actor="invitation",
        data={"numbers": len(lines)},
    )
    return settle_in(transfer, at=at)


@transaction.atomic
def confirm(*, transfer: Transfer, by: User, at: datetime) -> Transfer:
    """Confirm the terms of the programme, as the company's personal manager.

    Raises NotPermitted, AlreadyEnded or NotHere.
    """
    require(by, Permit.MANAGE_COMPANIES, at)
    transfer = held(transfer)
    if State.MANAGER not in kind_of(transfer).steps:
        raise NotHere
    if transfer.confirmed_at is None:
        transfer.confirmed_at = at
        transfer.save(update_fields=["confirmed_at"])
        note_transfer("transfer.confirmed", transfer, at=at, by=by)
    return settle_in(transfer, at=at)


def _of_receiver(transfer: Transfer, by: User | None, at: datetime) -> Transfer:
    """Hold it for its receiver: signed in as that party, or by the link with a proved phone."""
    transfer = held(transfer)
    if by is not None:
        require(by, Permit.HAND_OVER, at)
        if by.holder_id != transfer.receiver_id:
            raise NotProved
        return transfer
    invitation = getattr(transfer, "invitation", None)
    if invitation is None or invitation.proved_at is None or transfer.accepted_at is None:
        raise NotProved
    return transfer
