"""Where a transfer waits is looked up anew, after each deed and by the clock."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from kabinet.papers.actions import require_papers
from kabinet.transfers.actions.holding import held, note_transfer
from kabinet.transfers.actions.notices import tell
from kabinet.transfers.errors import AlreadyEnded
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries.definitions import kind_of, papers_of, steps_of
from kabinet.transfers.queries.facts import hindrances
from kabinet.transfers.rules.hindrances import waiting_in
from kabinet.transfers.states import WAITING, Side, State, flow_of

MOST = 200  # transfers looked at in one go of the clock


def settle_in(
    transfer: Transfer, *, at: datetime, codes: Collection[str] | None = None
) -> Transfer:
    """Put a held transfer where it now waits; both sides are told when all is there."""
    kind = kind_of(transfer)
    steps = list(steps_of(kind, transfer.began_on).values())
    if codes is None:
        codes = {one.code for one in hindrances(transfer, at)}
    step = waiting_in(steps, codes)
    transfer.looked_at = at
    if step.id == transfer.state:
        transfer.save(update_fields=["looked_at"])
        return transfer
    flow_of(kind.steps).check(transfer.state, step.id)
    before, transfer.state = transfer.state, State(step.id)
    transfer.waits_until = min(at + timedelta(days=step.days), transfer.valid_until)
    transfer.save(update_fields=["looked_at", "state", "waits_until"])
    data: dict[str, object] = {"from": str(before), "to": step.id}
    note_transfer("transfer.moved", transfer, at=at, data=data)
    if step is steps[-1]:
        tell(transfer, "notice.transfer.ready", at=at, once=at.isoformat())
    return transfer


def ask_for_papers(transfer: Transfer, at: datetime) -> None:
    """Ask each side for the papers of its definition; the receiver's grow if he is no client."""
    for side, party in ((Side.GIVER, transfer.giver), (Side.RECEIVER, transfer.receiver)):
        kinds = [one.kind for one in papers_of(transfer, side)]
        require_papers(case=transfer.case, side=side, kinds=kinds, party=party, at=at)


@transaction.atomic
def look_again(*, transfer: Transfer, at: datetime) -> Transfer:
    """See where a transfer stands by now: a paper judged, a visit made, a debt paid."""
    return settle_in(held(transfer), at=at)


def look_at_all(*, at: datetime, most: int = MOST) -> int:
    """Look at the live transfers, the longest unseen first; return how many moved on."""
    moved = 0
    live = Transfer.objects.filter(state__in=WAITING).select_related("case").order_by("looked_at")
    for transfer in list(live[:most]):
        before = transfer.state
        try:
            moved += look_again(transfer=transfer, at=at).state != before
        except AlreadyEnded:  # somebody was quicker
            continue
    return moved
