"""The life of a case and of its clocks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kabinet.kit.flow import Flow


class CaseKind(models.TextChoices):
    CLAIM = "claim", _("Claim")
    QUESTION = "question", _("Question")
    FRAUD = "fraud", _("Fraud report")


class Desk(models.TextChoices):
    REGISTRY = "registry", _("Registry")
    CLAIMS = "claims", _("Claims")
    CARE = "care", _("Questions")
    FRAUD = "fraud", _("Fraud")


class CaseState(models.TextChoices):
    REGISTERED = "registered", _("Registered")
    EXAMINED = "examined", _("Being examined")
    PROPOSED = "proposed", _("Decision awaits a second signature")
    ANSWERED = "answered", _("Answered")
    SETTLED = "settled", _("Settled at once")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ClockState(models.TextChoices):
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    MET = "met", _("Met")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("No longer needed")


FLOW = Flow(
    {
        CaseState.REGISTERED: {
            CaseState.EXAMINED,
            CaseState.PROPOSED,
            CaseState.ANSWERED,
            CaseState.SETTLED,
            CaseState.WITHDRAWN,
        },
        CaseState.EXAMINED: {CaseState.PROPOSED, CaseState.ANSWERED, CaseState.WITHDRAWN},
        CaseState.PROPOSED: {CaseState.EXAMINED, CaseState.ANSWERED},
    }
)
CLOSED = frozenset(state for state in CaseState if not FLOW.leads_on_from(state))
STAFF_CLOCKS = frozenset({"legal", "promise"})  # the kinds that order a queue
LIVE_CLOCKS = frozenset({ClockState.RUNNING, ClockState.PAUSED})
PREFIX = {CaseKind.CLAIM: "", CaseKind.QUESTION: "Q-", CaseKind.FRAUD: "F-"}
