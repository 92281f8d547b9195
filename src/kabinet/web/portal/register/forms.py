"""What the register is searched by, and what an order asks."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy as _

from kabinet.catalog.queries import name_of, services_on, tariffs_on
from kabinet.numbers.models import NumberState, UserState
from kabinet.orders.rules.cells import NEEDS, Action, Column, Shortened, read_number, read_sim
from kabinet.orders.states import ACTIONS
from kabinet.pack.formats import say
from kabinet.web.forms import Form

_ANY: list[tuple[str, Any]] = [("", _("Any"))]
_NONE: tuple[str, Any] = ("", "–")
LARGEST_MB = 24


class RegisterForm(Form):
    q = forms.CharField(label=_("Number or user"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*_ANY, *NumberState.choices]
    )
    tariff = forms.ChoiceField(label=_("Tariff"), required=False)
    user_state = forms.ChoiceField(
        label=_("Data of the user"), required=False, choices=[*_ANY, *UserState.choices]
    )
    cost_centre = forms.CharField(label=_("Cost centre"), required=False, max_length=60)

    def __init__(self, *args: Any, tariffs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "ru"
        named = [(code, name_of(code, language)) for code in tariffs]
        _offer(self, "tariff", [*_ANY, *named])


class OrderForm(Form):
    """What is to be done, and to which numbers: one, those selected, or those of a file."""

    action = forms.ChoiceField(label=_("What to do"), required=False)
    service = forms.ChoiceField(label=_("Service"), required=False)
    tariff = forms.ChoiceField(label=_("New tariff"), required=False)
    sim = forms.CharField(
        label=_("Number of the new SIM card"),
        required=False,
        max_length=40,
        help_text=_("It stands on the card: 19 or 20 digits that begin with 89."),
    )
    number = forms.CharField(label=_("Phone number"), required=False, max_length=40)
    file = forms.FileField(
        label=_("Spreadsheet"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "XLSX, XLS, ODS or CSV. A column of numbers is enough; columns Action, Service, Tariff"
            " and SIM say more, in Russian or English."
        ),
    )

    def __init__(self, *args: Any, on: date, chosen: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._chosen, language = chosen, get_language() or "ru"
        on_sale = [one for one in tariffs_on(on) if one.category == "mobile"]
        actions = [(str(code), name) for code, name in ACTIONS.items()]
        _offer(self, "action", [("", _("As the spreadsheet says")), *actions])
        _offer(
            self, "service", [_NONE, *((o.code, say(o.name, language)) for o in services_on(on))]
        )
        _offer(self, "tariff", [_NONE, *((o.code, say(o.name, language)) for o in on_sale)])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        action, has_file = told.get("action", ""), bool(told.get("file"))
        if not action and not has_file:
            self.add_error("action", _("Choose what to do."))
        told["value"] = self._value(told, action, has_file=has_file)
        told["identifiers"] = [] if has_file else self._identifiers(told)
        return told

    def _value(self, told: dict[str, Any], action: str, *, has_file: bool) -> str:
        needed = NEEDS.get(Action(action)) if action else None
        if needed is None:
            return told.get("tariff", "") if action == Action.ACTIVATE else ""
        typed = told.get(str(needed), "")
        if not typed and not has_file:
            self.add_error(str(needed), _("Choose this too."))
        if needed == Column.SIM and typed:
            return self._sim(typed)
        return str(typed)

    def _sim(self, typed: str) -> str:
        found = read_sim(typed)
        if not found:
            self.add_error("sim", _("A SIM card’s number has 19 or 20 digits and begins with 89."))
        elif len(self._chosen) > 1:
            self.add_error("sim", _("Each number has a card of its own: send a spreadsheet."))
        return found or ""

    def _identifiers(self, told: dict[str, Any]) -> list[str]:
        typed = told.get("number", "")
        if not typed:
            if not self._chosen:
                self.add_error("number", _("Type a number, or send a spreadsheet."))
            return self._chosen
        try:
            found = read_number(typed)
        except Shortened:
            found = None
        if found is None:
            self.add_error("number", _("This is no phone number. Write it as 8 (914) 396-53-54."))
        return [found] if found else []

    def clean_file(self) -> Any:
        sent = self.cleaned_data.get("file")
        if sent and sent.size > LARGEST_MB * 1024 * 1024:
            raise ValidationError(_("The file is too big. Split it into several."))
        return sent


def _offer(form: Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
