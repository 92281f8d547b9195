"""The life of a transfer: where it may wait, and how it may end."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from kabinet.kit.flow import Flow


class State(models.TextChoices):
    """Where a transfer stands. The waiting states are the steps of the pack, in this order."""

    INVITED = "invited", _("Waiting for the receiver")
    PAPERS = "papers", _("Papers are being gathered")
    MANAGER = "manager", _("With the personal manager")
    VISIT = "visit", _("Waiting for the visit")
    USERS = "users", _("Waiting for the users' data")
    MONEY = "money", _("Waiting for money matters")
    READY = "ready", _("Ready to be carried out")
    CARRIED_OUT = "carried_out", _("Carried out")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class Side(models.TextChoices):
    GIVER = "giver", _("The one who gives")
    RECEIVER = "receiver", _("The one who receives")


ENDS = frozenset({State.CARRIED_OUT, State.REFUSED, State.WITHDRAWN, State.EXPIRED})
WAITING = tuple(state for state in State if state not in ENDS)
SIDE_EXITS = ENDS - {State.CARRIED_OUT}


def flow_of(steps: Sequence[str]) -> Flow:
    """Give the moves of one kind of transfer, by the steps that its definition names.

    From each step it goes to any other, as papers, visits and money come and go; it may end by
    a side exit from everywhere, and in numbers changing hands only from the last.
    """
    moves: dict[str, set[str]] = {
        step: {*(other for other in steps if other != step), *SIDE_EXITS} for step in steps
    }
    moves[steps[-1]].add(State.CARRIED_OUT)
    return Flow(moves)
