"""Why an action on a claim was refused, in a sentence for whoever pressed the button."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kabinet.claims.rules.decision import Fault
from kabinet.kit.errors import Refused


class DraftExpired(Refused):
    sentence = _("This draft was kept for 30 days and has gone. Start again.")


class UnknownDraft(Refused):
    """There is no such draft for this person."""


class UnknownAddress(Refused):
    """The draft does not name the address to which its code is said to have gone."""


class AlreadyFiled(Refused):
    """The draft was filed; `reference` is what it became."""

    sentence = _("This has been filed already and can no longer be changed.")

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class NotFinished(Refused):
    """Questions are still open; `questions` names them."""

    sentence = _("Some questions are still open. Answer them, then file.")

    def __init__(self, questions: Sequence[str]) -> None:
        super().__init__(", ".join(questions))
        self.questions = list(questions)


class NothingToSettle(Refused):
    sentence = _(
        "This can no longer be settled at once: the records or the limits changed. File a claim."
    )


class NotYours(Refused):
    sentence = _("These charges belong to another account.")


class BadDecision(Refused):
    """The decision contradicts itself; `faults` lists how."""

    sentence = _("Correct the decision: the outcome, the sum and the reasons must agree.")

    def __init__(self, found: Sequence[Fault]) -> None:
        super().__init__(", ".join(found))
        self.faults = list(found)


class StaleDecision(Refused):
    sentence = _("Somebody changed this claim meanwhile. Read it again, then decide.")


class OwnDecision(Refused):
    sentence = _("A second pair of eyes is needed: ask a colleague to sign.")
