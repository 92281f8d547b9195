"""What is typed to come in."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.kit.registration import is_inn
from kabinet.web.forms import SPACES, CodeField, EmailField, Form, PhoneField


class NumberForm(Form):
    number = PhoneField(
        label=_("Phone number"),
        help_text=_("We will send a code to it. For example 8 914 396-53-54."),
    )


class CodeForm(Form):
    code = CodeField(label=_("Code from the message"))


class MailboxForm(Form):
    """Name and password of staff, and of whoever acts for a company."""

    email = EmailField(label=_("Work e-mail"))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter the password.")},
    )


class ContractForm(Form):
    """By what a company shows that it is our customer."""

    contract = forms.CharField(
        label=_("Contract number"),
        max_length=40,
        help_text=_("It stands on the first page of the contract and on every bill."),
        error_messages={"required": _("Enter the number of the contract.")},
    )
    inn = forms.CharField(
        label=_("INN"),
        max_length=14,
        help_text=_("10 digits of a company, 12 of a sole trader."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Enter the INN.")},
    )

    def clean_inn(self) -> str:
        typed = SPACES.sub("", self.cleaned_data["inn"])
        if not is_inn(typed):
            raise ValidationError(_("Check the INN: one of its digits is wrong."))
        return typed


class AdministratorForm(Form):
    """Who will administer the company's account."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name.")},
    )
    email = EmailField(
        label=_("Work e-mail"), help_text=_("You will sign in with it. We send a code to it.")
    )


class NewLoginForm(Form):
    """How somebody who was invited will sign in."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name.")},
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 12 characters. A sentence that only you know is good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Enter a new password.")},
    )

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        validate_password(typed)
        return typed


class PasswordForm(Form):
    """A new password in place of the old one."""

    old_password = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter the present password.")},
    )
    new_password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 12 characters. A sentence that only you know is good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Enter a new password.")},
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._user = user

    def clean_old_password(self) -> str:
        typed: str = self.cleaned_data["old_password"]
        if not self._user.check_password(typed):
            raise ValidationError(_("The present password is wrong."))
        return typed

    def clean_new_password(self) -> str:
        typed: str = self.cleaned_data["new_password"]
        validate_password(typed, self._user)
        return typed
