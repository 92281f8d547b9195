"""A form of one question, made from what the pack says of it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy as _

from kabinet.claims.models import Draft
from kabinet.numbers.rules import normalize
from kabinet.pack.formats import Question, say
from kabinet.parties.rules import masked, passport_rf
from kabinet.web import forms as ours

REQUIRED = _("Answer this question, then go on.")


class QuestionForm(ours.Form):
    """One field, `answer`; `answer()` gives what the draft keeps: text, a list, kopecks, a date."""

    def __init__(self, question: Question, draft: Draft, data: Mapping[str, Any] | None) -> None:
        kept = draft.answers.get(question.id)
        super().__init__(data, initial={"answer": kept} if kept not in (None, "") else None)
        self.question = question
        field = FIELDS.get(question.kind, _text)(question)
        field.label = say(question.label, get_language() or "ru")
        field.help_text = say(question.help, get_language() or "ru") if question.help else ""
        field.required = question.required
        if isinstance(field, PassportField):
            field.kept = str(kept or "")
        self.fields["answer"] = field

    def answer(self) -> Any:
        value = self.cleaned_data["answer"]
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None else value


def form_for(question: Question, draft: Draft, data: Mapping[str, Any] | None) -> QuestionForm:
    return QuestionForm(question, draft, data)


class NumberField(forms.CharField):
    """A phone number or a line's id, however it is typed."""

    def to_python(self, value: Any) -> str:
        typed = (super().to_python(value) or "").strip()
        return normalize(typed) or typed


class PassportField(forms.CharField):
    """Series and number of a Russian passport: 45 09 123456.

    One that is sealed already (`kept`) is shown by its last digits; sent back so, it stays.
    """

    kept = ""

    def prepare_value(self, value: Any) -> Any:
        return masked(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        typed = (super().to_python(value) or "").strip()
        if not typed:
            return ""
        if self.kept and typed == masked(self.kept):
            return self.kept
        found = passport_rf(typed)
        if found is None:
            raise ValidationError(_("A passport has ten digits: 45 09 123456. Check them."))
        return found


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(name, say(text, get_language() or "ru")) for name, text in question.choices]


def _text(question: Question) -> forms.Field:
    return forms.CharField(
        max_length=min(question.limit, 300), error_messages={"required": REQUIRED}
    )


def _long(question: Question) -> forms.Field:
    return ours.LongField(limit=question.limit, error_messages={"required": REQUIRED})


def _choice(question: Question) -> forms.Field:
    return forms.ChoiceField(
        choices=_choices(question),
        widget=ours.Radios,
        error_messages={"required": _("Choose one of the answers.")},
    )


def _several(question: Question) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=_choices(question),
        widget=ours.Checkboxes,
        error_messages={"required": _("Tick at least one.")},
    )


def _yes_no(_question: Question) -> forms.Field:
    return forms.ChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=ours.Radios,
        error_messages={"required": _("Answer yes or no.")},
    )


FIELDS: dict[str, Callable[[Question], forms.Field]] = {
    "text": _text,
    "long": _long,
    "choice": _choice,
    "choices": _several,
    "yes_no": _yes_no,
    "date": lambda question: ours.DayField(past=question.past),
    "money": lambda _question: ours.MoneyField(),
    "number": lambda _question: NumberField(max_length=40, error_messages={"required": REQUIRED}),
    "phone": lambda _question: ours.PhoneField(),
    "email": lambda _question: ours.EmailField(),
    "passport": lambda _question: PassportField(max_length=20),
}
