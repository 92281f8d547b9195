"""What officers type: a decision, an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kabinet.claims.models import Outcome
from kabinet.claims.rules.decision import Fault
from kabinet.kit.money import ZERO, Money
from kabinet.web.forms import Form, LongField, MoneyField, Radios

FAULTS = {
    Fault.REASONS_MISSING: ("reasons", _("Write the reasons: the claimant reads them.")),
    Fault.SUM_WITHOUT_UPHOLDING: ("amount", _("A refused claim pays nothing. Empty the sum.")),
    Fault.NOT_THE_WHOLE_SUM: (
        "amount",
        _("Upheld means the whole sum. For less choose “Upheld in part”."),
    ),
    Fault.NOT_A_PART: ("amount", _("A part is more than nothing and less than the claim.")),
    Fault.MORE_THAN_CLAIMED: ("amount", _("The sum is larger than the claim.")),
    Fault.ALREADY_REFUNDED: (
        "amount",
        _("Some of these charges were paid back meanwhile. Look at the charges again."),
    ),
}


class DecisionForm(Form):
    """The outcome, the sum and the reasons. `version` is the case as the officer read it."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=Outcome.choices,
        widget=Radios,
        error_messages={"required": _("Choose the outcome.")},
    )
    amount = MoneyField(label=_("Sum to return, ₽"), required=False, least=0)
    reasons = LongField(
        label=_("Reasons, as the claimant will read them (Russian)"),
        required=False,
        limit=8000,
        rows=5,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def sum(self) -> Money:
        return self.cleaned_data.get("amount") or ZERO

    def tell(self, faults: list[Fault]) -> None:
        """Put what the action found wrong beside the fields it is about."""
        for fault in faults:
            field, sentence = FAULTS[fault]
            self.add_error(field, sentence)


class AnswerForm(Form):
    text = LongField(
        label=_("Answer"),
        limit=8000,
        rows=6,
        error_messages={"required": _("Write the answer first.")},
    )


class ReasonForm(Form):
    reason = forms.CharField(
        label=_("What should be changed"),
        max_length=1000,
        error_messages={"required": _("Say what should be changed.")},
    )


class PassportForm(Form):
    """A search by passport: always with a reason, always written down."""

    passport = forms.CharField(label=_("Series and number"), max_length=20)
    reason = forms.ChoiceField(label=_("Why"))

    def __init__(self, *args: Any, reasons: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]
