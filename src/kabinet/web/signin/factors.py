"""allauth's forms of second factors, in our words and with our fields."""

from typing import Any

from allauth.account.forms import ReauthenticateForm as AllauthPassword
from allauth.mfa.base.forms import (
    AuthenticateForm as AllauthAuthenticate,
    ReauthenticateForm as AllauthReauthenticate,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthTotp
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm as AllauthAdd,
    AuthenticateWebAuthnForm as AllauthPasskey,
    EditWebAuthnForm as AllauthEdit,
    LoginWebAuthnForm as AllauthPasskeyAlone,
    ReauthenticateWebAuthnForm as AllauthPasskeyAgain,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kabinet.web.forms import CodeField, CodeInput

_WRONG = _("The code is wrong or was used already. Wait for the next one and type that.")
_TOO_OFTEN = _("Too many tries. Wait five minutes and try again.")
_SAID = {
    "incorrect_code": _WRONG,
    "too_many_login_attempts": _TOO_OFTEN,
    "rate_limited": _TOO_OFTEN,
}


class _OurWords:
    """Says allauth's refusals in our sentences."""

    use_required_attribute = False

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError as refused:
            raise ValidationError(_SAID.get(refused.code or "", _WRONG)) from refused
        return code


def _code_or_recovery() -> forms.CharField:
    return forms.CharField(
        label=_("Code from the app, or a recovery code"),
        widget=CodeInput(),
        error_messages={"required": _("Enter the six digits that the app shows.")},
    )


class Authenticate(_OurWords, AllauthAuthenticate):  # type: ignore[misc] # it has no types
    code = _code_or_recovery()


class Reauthenticate(_OurWords, AllauthReauthenticate):  # type: ignore[misc] # it has no types
    code = _code_or_recovery()


class ActivateTotp(_OurWords, AllauthTotp):  # type: ignore[misc] # it has no types
    code = CodeField(label=_("Code that the app shows now"))


class ConfirmPassword(AllauthPassword):  # type: ignore[misc] # it has no types
    use_required_attribute = False
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter the password.")},
    )

    def clean_password(self) -> str:
        try:
            typed: str = super().clean_password()
        except ValidationError as refused:
            raise ValidationError(_("The password is wrong.")) from refused
        return typed


# What the library stumbles over when a browser, or somebody, sends it rubbish.
_RUBBISH = (AttributeError, KeyError, TypeError, ValueError)


class _Passkey:
    """Refuses rubbish in one sentence instead of breaking."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (ValidationError, *_RUBBISH) as refused:
            raise ValidationError(
                _("The passkey does not fit. Try again or sign in another way.")
            ) from refused


class Passkey(_Passkey, AllauthPasskey):  # type: ignore[misc] # it has no types
    """A passkey as the second step."""


class PasskeyAlone(_Passkey, AllauthPasskeyAlone):  # type: ignore[misc] # it has no types
    """A passkey instead of everything else."""


class PasskeyAgain(_Passkey, AllauthPasskeyAgain):  # type: ignore[misc] # it has no types
    """A passkey to confirm that it is still the same person."""


class AddPasskey(AllauthAdd):  # type: ignore[misc] # it has no types
    """A passkey that signs in alone: it lies on the device and asks for a finger or a PIN."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("Name of the passkey"),
        required=False,
        max_length=60,
        help_text=_("So that you know it in the list: “work laptop”, “my phone”."),
    )
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        try:
            found: dict[str, Any] = super().clean()
        except (ValidationError, *_RUBBISH) as refused:
            raise ValidationError(
                _("The passkey could not be added. Try again, or use a sign-in app.")
            ) from refused
        return found


class EditPasskey(AllauthEdit):  # type: ignore[misc] # it has no types
    use_required_attribute = False
    name = forms.CharField(label=_("Name of the passkey"), max_length=60)
