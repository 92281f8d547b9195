"""What is typed about a transfer."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy as _

from kabinet.catalog.queries import price_row
from kabinet.kit.money import Money
from kabinet.kit.registration import is_inn, is_ogrn
from kabinet.numbers.models import Number
from kabinet.numbers.rules import normalize
from kabinet.pack.formats import CatalogItem, say
from kabinet.pack.processes import TransferKind
from kabinet.parties.models import Kind, Sex
from kabinet.transfers.models import TransferLine
from kabinet.web.forms import (
    Checkboxes,
    CodeField,
    DayField,
    EmailField,
    Form,
    LongField,
    PhoneField,
    Radios,
    as_typed,
)

FEW = 30  # numbers that are ticked; more are typed or pasted
RECEIVERS = (
    (Kind.PERSON.value, _("A person")),
    (Kind.SOLE_TRADER.value, _("A sole trader")),
    (Kind.COMPANY.value, _("A company")),
)


class CheckForm(Form):
    """What is to move, and to whom: enough to tell the fee, the papers and the steps."""

    moves = forms.ChoiceField(
        label=_("What changes hands?"),
        choices=[
            ("numbers", _("One or several numbers")),
            ("contract", _("A whole contract with all its numbers")),
        ],
        widget=Radios,
        error_messages={"required": _("Choose what changes hands.")},
    )
    contract = forms.ChoiceField(label=_("Which contract?"), required=False)
    receiver = forms.ChoiceField(
        label=_("Who receives?"),
        choices=RECEIVERS,
        widget=Radios,
        error_messages={"required": _("Choose who receives.")},
    )

    def __init__(
        self, *args: Any, own: Sequence[Number], contracts: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(number, number) for number in contracts]
        self.fields["contract"] = forms.ChoiceField(
            label=_("Which contract?"), required=False, choices=choices
        )
        self.fields["numbers"] = _numbers_field(own)
        self.order_fields(["moves", "numbers", "contract", "receiver"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("moves") == "numbers" and not typed.get("numbers"):
            self.add_error("numbers", _("Choose at least one number."))
        if typed.get("moves") == "contract" and not typed.get("contract"):
            self.add_error("contract", _("Choose the contract."))
        return typed


class NumbersField(LongField):
    """Numbers as people write them, one on a line or parted by commas."""

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        typed = [one for one in re.split(r"[\n,;]+", text) if one.strip()]
        found = [(one.strip(), normalize(one)) for one in typed]
        wrong = [one for one, number in found if number is None]
        if wrong:
            raise ValidationError(
                _("This is no phone number: %(typed)s. Correct it or take it out."),
                params={"typed": wrong[0]},
            )
        return list(dict.fromkeys(number for _typed, number in found if number))


def _numbers_field(own: Sequence[Number]) -> forms.Field:
    if len(own) <= FEW:
        return forms.MultipleChoiceField(
            label=_("Which numbers?"),
            required=False,
            widget=Checkboxes,
            choices=[(one.identifier, one.identifier) for one in own],
        )
    return NumbersField(
        label=_("Which numbers?"),
        help_text=_("One on a line, in any form: 8 914 396-53-54 or +79143965354."),
        required=False,
        limit=40_000,
        rows=5,
    )


class KindForm(Form):
    """Which way, where there are several."""

    kind = forms.ChoiceField(label=_("Which way?"), widget=Radios)

    def __init__(self, *args: Any, kinds: Sequence[TransferKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "ru"
        self.fields["kind"] = forms.ChoiceField(
            label=_("Which way?"),
            choices=[(one.id, say(one.name, language)) for one in kinds],
            widget=Radios(hints={one.id: say(one.help, language) for one in kinds}),
            error_messages={"required": _("Choose the way.")},
        )


class InviteForm(Form):
    """Whom to invite: the link goes to this phone, and to the mailbox if there is one."""

    name = forms.CharField(
        label=_("Name of the receiver"),
        help_text=_("As you know him: he will write his full name himself."),
        max_length=200,
        error_messages={"required": _("Write the receiver's name.")},
    )
    phone = PhoneField(
        label=_("Mobile phone of the receiver"),
        help_text=_("The link comes by SMS and opens only with a code sent to this phone."),
    )
    email = EmailField(label=_("E-mail of the receiver"), required=False)


class CodeForm(Form):
    code = CodeField(label=_("Code from the message"))


class PersonForm(Form):
    """Who receives: a person, as in his passport."""

    surname = forms.CharField(
        label=_("Surname"), max_length=80, error_messages={"required": _("Write the surname.")}
    )
    name = forms.CharField(
        label=_("First name"), max_length=80, error_messages={"required": _("Write the name.")}
    )
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=Sex.choices,
        widget=Radios,
        error_messages={"required": _("Choose one.")},
    )
    born_on = DayField(label=_("Date of birth"), past=True)
    address = forms.CharField(
        label=_("Address"),
        max_length=300,
        error_messages={"required": _("Write the address.")},
    )


class TraderForm(PersonForm):
    """A sole trader: the person, and his numbers in the registers."""

    inn = forms.CharField(
        label=_("INN"), max_length=12, error_messages={"required": _("Write the INN.")}
    )
    ogrn = forms.CharField(
        label=_("OGRNIP"), max_length=15, error_messages={"required": _("Write the OGRNIP.")}
    )

    def clean_inn(self) -> str:
        return checked_inn(self.cleaned_data["inn"])

    def clean_ogrn(self) -> str:
        return checked_ogrn(self.cleaned_data["ogrn"])


class CompanyForm(Form):
    """Who receives: a company, as it is registered."""

    company_name = forms.CharField(
        label=_("Name of the company"),
        help_text=_("For example Romashka LLC."),
        max_length=200,
        error_messages={"required": _("Write the name of the company.")},
    )
    inn = forms.CharField(
        label=_("INN"), max_length=12, error_messages={"required": _("Write the INN.")}
    )
    ogrn = forms.CharField(
        label=_("OGRN"), max_length=15, error_messages={"required": _("Write the OGRN.")}
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=300,
        error_messages={"required": _("Write the address.")},
    )

    def clean_inn(self) -> str:
        return checked_inn(self.cleaned_data["inn"])

    def clean_ogrn(self) -> str:
        return checked_ogrn(self.cleaned_data["ogrn"])


RECEIVER_FORMS: dict[str, type[Form]] = {
    Kind.PERSON: PersonForm,
    Kind.SOLE_TRADER: TraderForm,
    Kind.COMPANY: CompanyForm,
}


def checked_inn(typed: str) -> str:
    inn = "".join(typed.split())
    if not is_inn(inn):
        raise ValidationError(_("The INN has a wrong check digit. Type it again from the paper."))
    return inn


def checked_ogrn(typed: str) -> str:
    ogrn = "".join(typed.split())
    if not is_ogrn(ogrn):
        raise ValidationError(_("The OGRN has a wrong check digit. Type it again from the paper."))
    return ogrn


class TariffsForm(Form):
    """A tariff for each number; where there are many, one for all of them."""

    def __init__(
        self, *args: Any, lines: Sequence[TransferLine], tariffs: Sequence[CatalogItem], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        language = get_language() or "ru"
        choices = [(one.code, say(one.name, language)) for one in tariffs]
        hints = {one.code: _offer(one, language) for one in tariffs}
        self.lines = lines
        for line in lines if len(lines) <= FEW else lines[:1]:
            self.fields[f"line-{line.pk}"] = forms.ChoiceField(
                label=_("Tariff for %(number)s") % {"number": line.number.identifier}
                if len(lines) <= FEW
                else _("Tariff for all numbers"),
                choices=choices,
                initial=line.tariff,
                widget=Radios(hints=hints),
                error_messages={"required": _("Choose a tariff.")},
            )

    def chosen(self) -> dict[int, str]:
        """Give the tariff of each line."""
        if len(self.lines) > FEW:
            (one,) = self.cleaned_data.values()
            return {line.pk: one for line in self.lines}
        return {line.pk: self.cleaned_data[f"line-{line.pk}"] for line in self.lines}


class UsersForm(Form):
    """Who will use each number at the receiving company."""

    def __init__(self, *args: Any, lines: Sequence[TransferLine], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.lines = lines
        for line in lines if len(lines) <= FEW else lines[:1]:
            self.fields[f"line-{line.pk}"] = forms.CharField(
                label=_("Who will use %(number)s") % {"number": line.number.identifier}
                if len(lines) <= FEW
                else _("Who will use the numbers"),
                max_length=120,
                initial=line.user_name,
                error_messages={"required": _("Write the name of the user.")},
            )

    def named(self) -> dict[int, str]:
        """Give the user of each line."""
        if len(self.lines) > FEW:
            (one,) = self.cleaned_data.values()
            return {line.pk: one for line in self.lines}
        return {line.pk: self.cleaned_data[f"line-{line.pk}"] for line in self.lines}


def _offer(item: CatalogItem, language: str) -> str:
    price = price_row(item, item.prices[-1].valid_from)
    month = f"{as_typed(Money(price.amount))} ₽ · " if price else ""
    return f"{month}{say(item.description, language)}"
