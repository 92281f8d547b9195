"""The life of a visit, who comes, and why somebody is still unseen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kabinet.kit.flow import Flow


class VisitSide(models.TextChoices):
    """Who is expected: one side, or both together."""

    GIVER = "giver", _("Giver")
    RECEIVER = "receiver", _("Receiver")
    APPLICANT = "applicant", _("Applicant")
    BOTH = "both", _("Both parties together")


class VisitState(models.TextChoices):
    BOOKED = "booked", _("Booked")
    CAME = "came", _("Here")
    DONE = "done", _("Done")
    NO_SHOW = "no_show", _("Did not come")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class Missing(models.TextChoices):
    """What is still lacking of somebody who must appear."""

    NOT_COME = "not_come", _("Has not come to a showroom yet.")
    NOT_IDENTIFIED = "not_identified", _("Came; the identity document was not seen yet.")
    NOT_SIGNED = "not_signed", _("Was seen; has not signed yet.")


FLOW = Flow(
    {
        VisitState.BOOKED: {
            VisitState.CAME,
            VisitState.NO_SHOW,
            VisitState.POSTPONED,
            VisitState.CANCELLED,
        },
        VisitState.CAME: {VisitState.DONE},
        # Somebody who comes too late is still received.
        VisitState.NO_SHOW: {VisitState.CAME},
    }
)
LIVE = frozenset({VisitState.BOOKED, VisitState.CAME})
