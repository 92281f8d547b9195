"""What a company's administrator types: who comes in, as what, for which part, by which paper."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kabinet.access.actions import Place
from kabinet.access.models import Membership, User
from kabinet.access.rules import CompanyRole, Scope, ScopeKind
from kabinet.contracts.queries import accounts_of
from kabinet.numbers.queries import visible_to
from kabinet.numbers.rules import normalize
from kabinet.parties.actions import Attorney
from kabinet.parties.models import Power, PowerOfAttorney
from kabinet.web.forms import Checkboxes, DayField, EmailField, Form, PhoneField, Radios
from kabinet.web.roles import COMPANY_ROLES, MAY
from kabinet.web.templatetags.kabinet import latin

_SHOWN_NUMBERS = 3  # of those that are not the company's, in the sentence about them


class PlaceForm(Form):
    """Role, parts and power of attorney of a member."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=list(COMPANY_ROLES.items()),
        widget=Radios(hints={str(role): words for role, words in MAY.items()}),  # type: ignore[misc]
        error_messages={"required": _("Choose the role.")},
    )
    attorney = forms.ChoiceField(
        label=_("Power of attorney"),
        required=False,
        help_text=_("On its last day the access ends by itself."),
    )
    accounts = forms.MultipleChoiceField(
        label=_("Only these accounts"),
        required=False,
        widget=Checkboxes,
        help_text=_("Nothing here and nothing below: the whole company."),
    )
    numbers = forms.CharField(
        label=_("Only these numbers"),
        required=False,
        help_text=_("One on each line, typed in any way."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, by: User, papers: list[PowerOfAttorney], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by = by
        self._papers = {str(one.pk): one for one in papers}
        fields: Any = self.fields
        accounts = [(one.number, one.number) for one in accounts_of(by)]
        fields["accounts"].choices = accounts
        fields["attorney"].choices = [
            ("", _("None: acts by his post")),
            *((pk, _paper_words(one)) for pk, one in self._papers.items()),
        ]

    @classmethod
    def initial_of(cls, member: Membership) -> dict[str, Any]:
        """Fill the form with what a member has now."""
        parts = list(member.scopes.all())
        return {
            "role": member.role,
            "attorney": str(member.attorney_id or ""),
            "accounts": [one.value for one in parts if one.kind == ScopeKind.ACCOUNT],
            "numbers": "\n".join(one.value for one in parts if one.kind == ScopeKind.NUMBER),
        }

    def clean_numbers(self) -> list[str]:
        typed = [line.strip() for line in self.cleaned_data["numbers"].splitlines()]
        found = [normalize(line) or line for line in typed if line]
        known = set(
            visible_to(self._by).filter(identifier__in=found).values_list("identifier", flat=True)
        )
        if strange := [one for one in found if one not in known]:
            raise ValidationError(
                _("Not on the company's contracts: %(numbers)s. Check them."),
                params={"numbers": ", ".join(strange[:_SHOWN_NUMBERS])},
            )
        return found

    def place(self) -> Place:
        """Give what was chosen, as the action takes it."""
        said = self.cleaned_data
        accounts = [Scope(ScopeKind.ACCOUNT, one) for one in said["accounts"]]
        numbers = [Scope(ScopeKind.NUMBER, one) for one in said["numbers"]]
        return Place(
            role=CompanyRole(said["role"]),
            scopes=(*accounts, *numbers),
            attorney=self._papers.get(said["attorney"]),
        )


class InviteForm(PlaceForm):
    """Who is asked in, and where the invitation goes."""

    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Enter the name.")}
    )
    email = EmailField(
        label=_("Work e-mail"), help_text=_("The invitation goes there; he signs in with it.")
    )
    phone = PhoneField(
        label=_("Mobile phone"),
        required=False,
        help_text=_("If you give it, the code goes there: the safest way."),
    )
    field_order = ("name", "email", "phone")


class AttorneyForm(Form):
    """What stands in a power of attorney, and its scan."""

    agent_name = forms.CharField(
        label=_("Whose power of attorney it is"),
        max_length=200,
        help_text=_("Surname, name and patronymic, as in the paper."),
        error_messages={"required": _("Enter the name.")},
    )
    number = forms.CharField(
        label=_("Its number"),
        max_length=60,
        error_messages={"required": _("Enter the number of the power of attorney.")},
    )
    issued_on = DayField(label=_("Issued on"), past=True)
    valid_from = DayField(label=_("In force from"))
    valid_until = DayField(label=_("In force up to and including"))
    powers = forms.MultipleChoiceField(
        label=_("What it allows"),
        choices=Power.choices,
        widget=Checkboxes,
        error_messages={
            "required": _("Tick at least one thing that the power of attorney allows.")
        },
    )
    file = forms.FileField(
        label=_("Scan"), required=False, help_text=_("A photo or PDF, up to 10 MB.")
    )

    def paper(self) -> Attorney:
        said = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return Attorney(**said)


def _paper_words(paper: PowerOfAttorney) -> str:
    return f"№ {paper.number}, {latin(paper.agent_name)}, {paper.valid_until:%d.%m.%Y}"
