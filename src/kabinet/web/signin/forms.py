"""What is typed to come in."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.web.forms import CodeField, EmailField, Form, PhoneField


class NumberForm(Form):
    number = PhoneField(
        label=_("Phone number"),
        help_text=_("We will send a code to it. For example 8 914 396-53-54."),
    )


class CodeForm(Form):
    code = CodeField(label=_("Code from the message"))


class StaffForm(Form):
    """Name and password of somebody who works here."""

    email = EmailField(label=_("Work e-mail"))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter the password.")},
    )


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
