"""Every read of transfers. What the portal shows begins with `visible_to`."""

from kabinet.transfers.queries.checks import verify
from kabinet.transfers.queries.definitions import (
    kind_of,
    known_receiver,
    office_day,
    parties_of,
    step_of,
)
from kabinet.transfers.queries.facts import hindrances
from kabinet.transfers.queries.lists import by_token, of_reference, side_of, visible_to, waiting
from kabinet.transfers.queries.offers import Brief, brief, kinds_for, tariffs_for
from kabinet.transfers.queries.readers import Reader, guests_of, reader_of
from kabinet.transfers.queries.story import Stage, stages

__all__ = [
    "Brief",
    "Reader",
    "Stage",
    "brief",
    "by_token",
    "guests_of",
    "hindrances",
    "kind_of",
    "kinds_for",
    "known_receiver",
    "of_reference",
    "office_day",
    "parties_of",
    "reader_of",
    "side_of",
    "stages",
    "step_of",
    "tariffs_for",
    "verify",
    "visible_to",
    "waiting",
]
