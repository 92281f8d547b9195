"""A transfer held while something is done to it, and how it ends."""

from datetime import datetime

from kabinet.access.models import User
from kabinet.cases.actions import close_case
from kabinet.cases.models import Case
from kabinet.journal.actions import note
from kabinet.transfers.errors import AlreadyEnded
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries.definitions import kind_of
from kabinet.transfers.states import ENDS, flow_of


def held(transfer: Transfer) -> Transfer:
    """Hold the case's row, then the transfer's: one thing at a time. Raises AlreadyEnded."""
    case = Case.objects.select_for_update().get(pk=transfer.case_id)
    fresh = (
        Transfer.objects.select_for_update(of=("self",))
        .select_related("giver", "receiver", "to_account__ledger", "contract", "invitation")
        .get(pk=transfer.pk)
    )
    fresh.case = case
    if fresh.state in ENDS:
        raise AlreadyEnded(fresh)
    return fresh


def end(
    transfer: Transfer,
    *,
    to: str,
    case_state: str,
    at: datetime,
    by: User | None = None,
    actor: str = "",
    **more: object,
) -> None:
    """Take a held transfer to its end: its numbers are free, its case is closed. Raises WrongMove.

    Nothing is left open: `more` are the columns that this end fills.
    """
    flow_of(kind_of(transfer).steps).check(transfer.state, to)
    before, transfer.state = transfer.state, to
    transfer.ended_at, transfer.waits_until = at, None
    for name, value in more.items():
        setattr(transfer, name, value)
    transfer.save()
    transfer.lines.update(is_live=False)
    close_case(case=transfer.case, state=case_state, by=by, at=at)
    note_transfer(f"transfer.{to}", transfer, at=at, by=by, actor=actor, data={"from": before})


def note_transfer(
    what: str,
    transfer: Transfer,
    *,
    at: datetime,
    by: User | None = None,
    actor: str = "",
    data: dict[str, object] | None = None,
) -> None:
    """Write the line about a transfer into the chain of its case, for both sides to read."""
    note(
        what=what,
        about=transfer.case,
        at=at,
        by=by,
        actor="" if by else actor or "rule",
        data=data or {},
        public=True,
    )
