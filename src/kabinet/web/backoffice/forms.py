"""What is typed at the desks: filters, decisions, answers, notes, reasons."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.cases.states import CaseKind, Desk
from kabinet.claims.models import Outcome
from kabinet.claims.rules.decision import Fault
from kabinet.kit.money import ZERO, Money
from kabinet.parties.models import ReadingReason
from kabinet.web.forms import Checkboxes, EmailField, Form, LongField, MoneyField, Radios
from kabinet.web.roles import ROLES
from kabinet.web.templatetags.kabinet import latin

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
WHOSE = [("", _("Everybody's")), ("mine", _("Mine")), ("free", _("Not taken yet"))]
DAY_INPUT = {"type": "date"}  # staff type into the browser's own field


class QueueForm(Form):
    """Which cases a queue shows. `officer` comes from the board."""

    desk = forms.ChoiceField(
        label=_("Desk"), required=False, choices=[("", _("All desks")), *Desk.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *CaseKind.choices]
    )
    whose = forms.ChoiceField(label=_("Whose"), required=False, choices=WHOSE)
    officer = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class JournalForm(Form):
    """Whose deeds, about whom, when. `person` comes from that person's page."""

    by = forms.TypedChoiceField(label=_("Who"), required=False, coerce=int, empty_value=None)
    since = forms.DateField(
        label=_("From the day"), required=False, widget=forms.DateInput(DAY_INPUT)
    )
    until = forms.DateField(
        label=_("To the day"), required=False, widget=forms.DateInput(DAY_INPUT)
    )
    readings = forms.BooleanField(label=_("Only readings of personal data"), required=False)
    person = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, staff: Iterable[User]) -> None:
        super().__init__(data)
        people = [(str(one.pk), one.name) for one in staff]
        self.fields["by"].choices = [("", _("Everybody")), *people]  # type: ignore[attr-defined]


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


class SendBackForm(Form):
    reason = LongField(
        label=_("What should be changed"),
        limit=1000,
        rows=3,
        error_messages={"required": _("Say what should be changed.")},
    )


class NoteForm(Form):
    text = LongField(
        label=_("Note for colleagues"),
        limit=4000,
        rows=3,
        error_messages={"required": _("Write something first.")},
    )


class RouteForm(Form):
    desk = forms.ChoiceField(label=_("To the desk"), choices=Desk.choices)
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        error_messages={"required": _("Say why it belongs there: the other desk reads it.")},
    )


class GiveForm(Form):
    """To whom a case is given; nobody puts it back for anybody."""

    officer = forms.TypedChoiceField(
        label=_("Give it to"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, data: Any = None, *, officers: QuerySet[User]) -> None:
        super().__init__(data)
        names = [(str(pk), latin(name)) for pk, name in officers.values_list("pk", "name")]
        nobody = ("", _("anybody who takes it"))
        self.fields["officer"].choices = [nobody, *names]  # type: ignore[attr-defined]


class PassportForm(Form):
    """A search by passport: always with a reason, always written down."""

    passport = forms.CharField(
        label=_("Series and number"),
        max_length=20,
        error_messages={"required": _("Type the series and the number: 4509 123456.")},
    )
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[choice for choice in ReadingReason.choices if choice[0] != ReadingReason.OWN],
    )


class UserForm(Form):
    name = forms.CharField(
        label=_("Full name"),
        max_length=120,
        error_messages={"required": _("Enter the name.")},
    )
    email = EmailField(label=_("Work e-mail"))
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(role.value, words) for role, words in ROLES.items()],
        widget=Checkboxes,
        error_messages={"required": _("Tick at least one role.")},
    )
