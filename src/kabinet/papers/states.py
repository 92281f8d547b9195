"""The life of a paper, and why one is still lacking."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kabinet.kit.flow import Flow


class PaperSide(models.TextChoices):
    """Whose paper it is. A deed that both sign stands with the giver."""

    GIVER = "giver", _("Giver")
    RECEIVER = "receiver", _("Receiver")
    APPLICANT = "applicant", _("Applicant")


class PaperState(models.TextChoices):
    MISSING = "missing", _("Not there yet")
    FILLED = "filled", _("Form downloaded")
    UPLOADED = "uploaded", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class Why(models.TextChoices):
    """Why a paper is still lacking."""

    MISSING = "missing", _("It has not been sent.")
    UNJUDGED = "unjudged", _("A clerk has not looked at it yet.")
    REFUSED = "refused", _("It was refused. Send it again.")
    UNSEEN = "unseen", _("The original has not been shown at a showroom.")


# What is only shown (a passport) is accepted where it lies; all else is sent first.
FLOW = Flow(
    {
        PaperState.MISSING: {PaperState.FILLED, PaperState.UPLOADED, PaperState.ACCEPTED},
        PaperState.FILLED: {PaperState.FILLED, PaperState.UPLOADED},
        PaperState.UPLOADED: {PaperState.UPLOADED, PaperState.ACCEPTED, PaperState.REFUSED},
        PaperState.REFUSED: {PaperState.UPLOADED},
    }
)
