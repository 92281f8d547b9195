"""How far a transfer has come, step by step."""

from dataclasses import dataclass

from kabinet.pack.processes import TransferStep
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries.definitions import kind_of, steps_of
from kabinet.transfers.states import ENDS, State


@dataclass(frozen=True)
class Stage:
    """A step of the way: done, now, or ahead."""

    step: TransferStep
    status: str


def stages(transfer: Transfer) -> list[Stage]:
    """List the steps of a request with where it stands; an ended one stands nowhere."""
    steps = steps_of(kind_of(transfer), transfer.began_on)
    if transfer.state == State.CARRIED_OUT:
        return [Stage(step, "done") for step in steps.values()]
    if transfer.state in ENDS:
        return []
    order = list(steps)
    here = order.index(transfer.state)
    return [
        Stage(step, "done" if place < here else "now" if place == here else "ahead")
        for place, step in enumerate(steps.values())
    ]
