"""Forms and words of the pages about money that comes in."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.payments.rules.documents import Flaw
from kabinet.payments.rules.matching import Why
from kabinet.web.forms import Form, LongField, MoneyField

WHY: dict[str, Promise] = {
    Why.UNKNOWN: _("No account and no number of ours is named, and the payer is nobody we know."),
    Why.SEVERAL: _("Several accounts are named."),
    Why.SEVERAL_OF_PAYER: _("The payer has several accounts and names none of them."),
    Why.CLOSED: _("The contract has ended."),
}
FLAWS: dict[str, Promise] = {
    Flaw.NO_SUM: _("The sum cannot be read."),
    Flaw.NO_DATE: _("The date cannot be read."),
    Flaw.NO_NUMBER: _("The document has no number."),
}


class StatementForm(Form):
    file = forms.FileField(
        label=_("File of the bank"),
        help_text=_(
            "1C exchange format (kl_to_1c.txt) or a CSV table with date, number, sum and purpose."
        ),
        error_messages={
            "required": _("Choose the file first."),
            "empty": _("The file is empty. Choose another one."),
        },
        widget=forms.FileInput({"accept": ".txt,.csv"}),
    )


class PlaceForm(Form):
    to = forms.CharField(
        label=_("Number, account or contract"),
        max_length=60,
        error_messages={"required": _("Type a number, an account or a contract.")},
    )


class AsideForm(Form):
    remark = LongField(
        label=_("Why it is no subscriber's payment"),
        limit=300,
        rows=2,
        error_messages={"required": _("Say why this is no subscriber's payment.")},
    )


class TillForm(Form):
    to = forms.CharField(widget=forms.HiddenInput)
    form = forms.CharField(widget=forms.HiddenInput, max_length=40)
    amount = MoneyField(label=_("Sum taken"))
    payer = forms.CharField(
        label=_("Who pays"),
        help_text=_("As he names himself; it stands on the receipt. May stay empty."),
        max_length=120,
        required=False,
    )
