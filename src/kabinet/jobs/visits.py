"""Visits off the request: who has not come by the end of the grace."""

import logging
from datetime import datetime

from kabinet.kit.errors import Refused
from kabinet.showroom.actions import no_show
from kabinet.showroom.queries import overdue
from kabinet.tasks.worker import Payload

log = logging.getLogger(__name__)


def note_no_shows(_payload: Payload, at: datetime) -> None:
    """Write down each visit to which nobody came; one that is refused stops no other."""
    for visit in overdue(at):
        try:
            no_show(visit=visit, at=at)
        except Refused:
            log.info("visit %s was received or moved meanwhile", visit.pk)
