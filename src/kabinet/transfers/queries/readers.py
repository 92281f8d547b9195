"""Where word to each side goes."""

from typing import NamedTuple

from kabinet.transfers.models import Transfer
from kabinet.transfers.states import Side


class Reader(NamedTuple):
    """Where word to a side goes, and in which language."""

    email: str
    phone: str
    language: str


def reader_of(transfer: Transfer, side: str) -> Reader:
    """Give the contacts of a side: the giver's of the case, the invited ones, the party's own."""
    case = transfer.case
    if side == Side.GIVER:
        return Reader(case.claimant_email, case.claimant_phone, case.language)
    if (invited := getattr(transfer, "invitation", None)) is not None:
        return Reader(invited.email, invited.phone, invited.language)
    party = transfer.receiver
    return Reader(party.email, party.phone, party.language) if party else Reader("", "", "ru")


def guests_of(transfer: Transfer) -> list[Reader]:
    """List both sides that can be reached."""
    found = [reader_of(transfer, side) for side in Side]
    return [one for one in found if one.email or one.phone]
