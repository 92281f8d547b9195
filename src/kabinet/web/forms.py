"""How a form looks, and the fields that people type into: sums, days, phones, codes, long texts.

A field refuses in one plain sentence that says what to do, and gives back what was typed.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms.renderers import TemplatesSetting
from django.utils.translation import get_language, gettext_lazy as _

from kabinet.kit import clock
from kabinet.kit.money import Money
from kabinet.numbers.rules import normalize

SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
SUM = re.compile(r"(-?)([0-9]{1,12})(?:[.,]([0-9]{1,2}))?")
FIRST_YEAR = 1900


class Renderer(TemplatesSetting):
    """Forms rendered by templates/forms; single inputs by templates/django/forms/widgets."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class Form(forms.Form):
    """A form whose errors are ours to say: the browser's own checks speak another language."""

    use_required_attribute = False


class Radios(forms.RadioSelect):
    """One of several; `hints` explains a choice: {value: sentence}."""

    def __init__(self, *args: Any, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "hint": self.hints.get(str(value), "")}


class Checkboxes(forms.CheckboxSelectMultiple):
    """Any of several; `hints` as for Radios."""

    def __init__(self, *args: Any, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "hint": self.hints.get(str(value), "")}


class LongInput(forms.Textarea):
    """A text area that counts what is left; without script it says the limit."""

    template_name = "forms/long.html"

    def __init__(self, limit: int, rows: int = 6) -> None:
        super().__init__(attrs={"rows": rows, "data-limit": limit})
        self.limit = limit

    def get_context(self, *args: Any) -> dict[str, Any]:
        return {**super().get_context(*args), "limit": self.limit}


class LongField(forms.CharField):
    """Free text up to `limit` characters; a line break counts as one, as the browser counts it."""

    def __init__(self, *, limit: int = 4000, rows: int = 6, **kwargs: Any) -> None:
        kwargs.setdefault("widget", LongInput(limit, rows))
        super().__init__(**kwargs)
        self.limit = limit

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n")
        if len(text) > self.limit:
            raise ValidationError(
                _("Shorten the text to %(limit)s characters: now there are %(now)s."),
                params={"limit": self.limit, "now": len(text)},
            )
        return text


class MoneyInput(forms.TextInput):
    template_name = "forms/money.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class MoneyField(forms.Field):
    """A sum as people write it: 450, 450,50, 1 234.5. Gives Money."""

    widget = MoneyInput
    default_error_messages = {
        "required": _("Enter the sum, for example 450 or 450,50."),
        "letters": _("Write the sum in digits, for example 450 or 450,50."),
        "least": _("The sum must be at least %(bound)s."),
        "most": _("The sum must be at most %(bound)s."),
    }

    def __init__(
        self, *, least: int = 1, most: int = 100_000_000_00, **kwargs: Any
    ) -> None:  # kopecks
        super().__init__(**kwargs)
        self.least, self.most = Money(least), Money(most)

    def to_python(self, value: Any) -> Money | None:
        typed = SPACES.sub("", str(value or "")).removesuffix("₽")
        if not typed:
            return None
        found = SUM.fullmatch(typed)
        if not found:
            raise ValidationError(self.error_messages["letters"], code="letters")
        sign, whole, part = found.groups()
        amount = int(whole) * 100 + int((part or "0").ljust(2, "0"))
        return Money(-amount if sign else amount)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if value < self.least:
            self._refuse("least", self.least)
        if value > self.most:
            self._refuse("most", self.most)

    def _refuse(self, code: str, bound: Money) -> None:
        params = {"bound": as_typed(bound)}
        raise ValidationError(self.error_messages[code], code=code, params=params)

    def prepare_value(self, value: Any) -> Any:
        return as_typed(Money(value)) if isinstance(value, int) else value


def as_typed(amount: Money) -> str:
    """Write a sum as one would type it: 450,50 (a point in English)."""
    point = "." if (get_language() or "").startswith("en") else ","
    part = f"{point}{amount.kopecks:02d}" if amount.kopecks else ""
    return f"{'-' if amount < 0 else ''}{abs(amount.roubles)}{part}"


class DateParts(forms.MultiWidget):
    """Day, month and year in three boxes; nothing to open, nothing to scroll."""

    template_name = "forms/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput({"inputmode": "numeric", "maxlength": 4})
            for part in ("day", "month", "year")
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return [value, "", ""]
        return [value.day, value.month, value.year] if value else ["", "", ""]


class DayField(forms.Field):
    """A date in three parts. With `past`, one that has come, in `zone`."""

    widget = DateParts
    default_error_messages = {
        "required": _("Enter the date: day, month and year."),
        "part": _("Enter the day, the month and the year in digits, for example 7 12 2026."),
        "none": _("There is no such date. Check the day and the month."),
        "future": _("The date must be today or earlier."),
    }

    def __init__(
        self, *, past: bool = False, zone: str = settings.TIME_ZONE, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.past, self.zone = past, zone

    def to_python(self, value: Any) -> date | None:
        parts = [SPACES.sub("", str(part or "")) for part in value or []]
        if not any(parts):
            return None
        if not all(part.isascii() and part.isdecimal() for part in parts) or len(parts[2]) not in {
            2,
            4,
        }:
            raise ValidationError(self.error_messages["part"], code="part")
        day, month, year = (int(part) for part in parts)
        try:
            found = date(year if year >= FIRST_YEAR else 2000 + year, month, day)
        except ValueError:
            raise ValidationError(self.error_messages["none"], code="none") from None
        return found

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and self.past and value > today(self.zone):
            raise ValidationError(self.error_messages["future"], code="future")


def today(zone: str, now: Callable[[], datetime] = clock.now) -> date:
    return now().astimezone(ZoneInfo(zone)).date()


def is_digits(text: str) -> bool:
    """Tell digits as keyboards here have them; Python knows many more."""
    return text.isascii() and text.isdecimal()


class PhoneInput(forms.TextInput):
    input_type = "tel"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "tel", "class": "kb-input--phone", **(attrs or {})})


class PhoneField(forms.Field):
    """A phone number however it is typed. Gives +79143965354."""

    widget = PhoneInput
    default_error_messages = {
        "required": _("Enter a phone number."),
        "invalid": _("Check the phone number. It looks like this: 8 914 396-53-54."),
    }

    def to_python(self, value: Any) -> str:
        typed = str(value or "").strip()
        if not typed:
            return ""
        number = normalize(typed)
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class EmailField(forms.Field):
    widget = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
    default_error_messages = {
        "required": _("Enter an e-mail address."),
        "invalid": _("Check the e-mail address. It looks like this: name@example.ru."),
    }

    def to_python(self, value: Any) -> str:
        typed = str(value or "").strip()
        if not typed:
            return ""
        try:
            validate_email(typed)
        except ValidationError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return typed


class CodeInput(forms.TextInput):
    """A one-time code: the phone offers it from the message."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        mine = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "kb-input--code"}
        super().__init__({**mine, **(attrs or {})})


class CodeField(forms.Field):
    """A one-time code of `length` digits, spaces forgiven."""

    widget = CodeInput
    default_error_messages = {
        "required": _("Enter the code from the message."),
        "invalid": _("The code is %(length)s digits. Check the message and type it again."),
    }

    def __init__(self, *, length: int = 6, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.length = length

    def to_python(self, value: Any) -> str:
        typed = SPACES.sub("", str(value or "")).replace("-", "")
        if typed and not (is_digits(typed) and len(typed) == self.length):
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"length": self.length}
            )
        return typed
