"""The life of a case and of its clocks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kabinet.kit.flow import Flow


class CaseKind(models.TextChoices):
    CLAIM = "claim", _("Claim")
    QUESTION = "question", _("Question")
    FRAUD = "fraud", _("Fraud report")
    ORDER = "order", _("Order")
    TRANSFER = "transfer", _("Transfer of numbers")
    APPLICATION = "application", _("Application of a new client")
    COPY = "copy", _("Request for a copy of the contract")
    BOOK = "book", _("Entry in the complaints book")
    OWNER = "owner", _("Change of owner data")


class Desk(models.TextChoices):
    REGISTRY = "registry", _("Registry")
    CLAIMS = "claims", _("Claims")
    CARE = "care", _("Questions")
    FRAUD = "fraud", _("Fraud")
    PROCESSING = "processing", _("Processing centre")
    SHOWROOM = "showroom", _("Showroom")
    MANAGER = "manager", _("Personal manager")


class CaseState(models.TextChoices):
    REGISTERED = "registered", _("Registered")
    EXAMINED = "examined", _("Being examined")
    PROPOSED = "proposed", _("Decision awaits a second signature")
    ANSWERED = "answered", _("Answered")
    SETTLED = "settled", _("Settled at once")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CARRIED_OUT = "carried_out", _("Done")
    PARTLY = "partly", _("Done in part")
    REFUSED = "refused", _("Refused")
    EXPIRED = "expired", _("Expired")


class ClockState(models.TextChoices):
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    MET = "met", _("Met")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("No longer needed")


# How a request ends: no claim and no question ends so, but for the first.
ENDED_ORDER = (
    CaseState.WITHDRAWN,
    CaseState.CARRIED_OUT,
    CaseState.PARTLY,
    CaseState.REFUSED,
    CaseState.EXPIRED,
)
FLOW = Flow(
    {
        CaseState.REGISTERED: {
            CaseState.EXAMINED,
            CaseState.PROPOSED,
            CaseState.ANSWERED,
            CaseState.SETTLED,
            *ENDED_ORDER,
        },
        CaseState.EXAMINED: {CaseState.PROPOSED, CaseState.ANSWERED, *ENDED_ORDER},
        CaseState.PROPOSED: {CaseState.EXAMINED, CaseState.ANSWERED},
    }
)
CLOSED = frozenset(state for state in CaseState if not FLOW.leads_on_from(state))
STAFF_CLOCKS = frozenset({"legal", "promise"})  # the kinds that order a queue
LIVE_CLOCKS = frozenset({ClockState.RUNNING, ClockState.PAUSED})
PREFIX = {
    CaseKind.CLAIM: "",
    CaseKind.QUESTION: "Q-",
    CaseKind.FRAUD: "F-",
    CaseKind.ORDER: "O-",
    CaseKind.TRANSFER: "T-",
    CaseKind.APPLICATION: "A-",
    CaseKind.COPY: "K-",
    CaseKind.BOOK: "B-",
    CaseKind.OWNER: "D-",
}
