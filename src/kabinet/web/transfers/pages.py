"""What a page of a transfer shows to a side: how far it is, what is in the way, what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from kabinet.access.models import User
from kabinet.documents.models import Letter
from kabinet.pack.formats import say
from kabinet.parties.models import Kind
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries import (
    brief,
    hindrances,
    kind_of,
    parties_of,
    stages,
    tariffs_for,
)
from kabinet.transfers.states import ENDS, Side
from kabinet.transfers.wording import sentence
from kabinet.web.timeline import timeline_items
from kabinet.web.transfers.forms import TariffsForm, UsersForm

ADDRESSES = ("withdraw", "tariffs", "users", "invite", "papers", "visit")
Address = Callable[[str], str]  # the page's own address of a name: withdraw, tariffs, …


@dataclass(frozen=True)
class Stop:
    """Something in the way, in words: mine to do, or the other side's."""

    text: str
    is_mine: bool


def page_of(transfer: Transfer, side: str, at: datetime, address: Address) -> dict[str, Any]:
    """Gather the whole page; both sides see the same list of what is in the way."""
    is_live = transfer.state not in ENDS
    lines = list(transfer.lines.select_related("number__ledger").order_by("number__identifier"))
    return {
        "transfer": transfer,
        "case": transfer.case,
        "kind": kind_of(transfer),
        "side": side,
        "is_live": is_live,
        "brief": brief(parties_of(transfer), transfer.began_on),
        "stages": stages(transfer),
        "stops": stops_of(transfer, side, at) if is_live else [],
        "lines": lines,
        "letter": letter_of(transfer, side),
        "timeline": timeline_items(transfer.case, []),
        "address": {name: address(name) for name in ADDRESSES},
        **(_choices(transfer, lines, at) if is_live and side == Side.RECEIVER else {}),
    }


def stops_of(transfer: Transfer, side: str, at: datetime) -> list[Stop]:
    """Put what stands in the way into words, one's own first."""
    found = [Stop(sentence(one, side), one.side == side) for one in hindrances(transfer, at)]
    return sorted(found, key=lambda stop: not stop.is_mine)


def letter_of(transfer: Transfer, side: str) -> Letter | None:
    """Give the letter that was written to a side when the numbers changed hands."""
    return transfer.statement if side == Side.GIVER else transfer.welcome


def _choices(transfer: Transfer, lines: list[Any], at: datetime) -> dict[str, Any]:
    """Offer the tariffs, and ask for the users where a company receives."""
    if transfer.accepted_at is None:
        return {}
    made: dict[str, Any] = {}
    if tariffs := tariffs_for(transfer, at):
        made["tariffs"] = TariffsForm(lines=lines, tariffs=tariffs)
    if transfer.receiver_kind != Kind.PERSON:
        made["users"] = UsersForm(lines=lines)
    return made


def receiver_of(transfer: Transfer) -> str:
    """Name the receiver as far as he is known: himself, or as he was invited."""
    if transfer.receiver is not None:
        return transfer.receiver.full_name
    invitation = getattr(transfer, "invitation", None)
    return invitation.name if invitation else ""


def rows_of(found: list[Transfer], user: User) -> list[dict[str, Any]]:
    """List requests: with whom, which way, where they stand."""
    return [
        {
            "transfer": one,
            "kind": say(kind_of(one).name, get_language() or "ru"),
            "is_given": one.giver_id == user.holder_id,
            "other": receiver_of(one) if one.giver_id == user.holder_id else one.giver.full_name,
        }
        for one in found
    ]
