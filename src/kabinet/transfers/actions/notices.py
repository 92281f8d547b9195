"""Word to each side: queued in the commit of the deed."""

from collections.abc import Mapping
from datetime import datetime

from kabinet.documents.models import Letter
from kabinet.mailroom.actions import queue_message
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack
from kabinet.transfers.models import Transfer
from kabinet.transfers.queries.readers import reader_of
from kabinet.transfers.states import Side


def tell(
    transfer: Transfer,
    what: str,
    *,
    at: datetime,
    sides: tuple[str, ...] = (Side.GIVER, Side.RECEIVER),
    letters: Mapping[str, Letter] | None = None,
    once: str = "",
    both_ways: bool = False,
    **said: str,
) -> None:
    """Queue one text of the pack to each side: by mail if it has one, else by SMS.

    A text may be one side's own (`….giver`). `once` parts the messages that may come again;
    `both_ways` sends by mail and by SMS.
    """
    for side in sides:
        reader = reader_of(transfer, side)
        ways = [way for way in (("email", reader.email), ("sms", reader.phone)) if way[1]]
        for channel, to in ways if both_ways else ways[:1]:
            text, words = _words(transfer, what, side, reader.language, said)
            letter = (letters or {}).get(side)
            queue_message(
                key=f"{what}:{transfer.pk}:{side}:{channel}:{once}",
                channel=channel,
                to=to,
                subject=operator_pack().text(f"{what}.subject", reader.language, **words),
                text=operator_pack().text(text, reader.language, **words),
                about=transfer.case,
                at=at,
                letters=[letter] if letter and channel == "email" else [],
            )


def _words(
    transfer: Transfer, what: str, side: str, language: str, said: Mapping[str, str]
) -> tuple[str, dict[str, str]]:
    pack = operator_pack()
    own = f"{what}.{side}"
    words = {
        "reference": transfer.case.reference,
        "operator": say(pack.operator.short_name, language),
        **said,
    }
    return own if own in pack.texts else what, words
