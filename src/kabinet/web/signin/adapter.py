"""allauth, told about our people, our pages and our outbox."""

from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_lazy as _, override

from kabinet.access.models import User
from kabinet.access.rules import Permit
from kabinet.kit import clock
from kabinet.mailroom.actions import queue_message
from kabinet.offices.queries import operator
from kabinet.pack.formats import FALLBACK, say

# What staff and members of companies are told by mail: a factor that a thief added is noticed.
_NOTICES = {
    "mfa/email/totp_activated": _("A sign-in app was added to your account in Kabinet."),
    "mfa/email/totp_deactivated": _("The sign-in app was removed from your account in Kabinet."),
    "mfa/email/webauthn_added": _("A passkey was added to your account in Kabinet."),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account in Kabinet."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # it has no types
    """Sign-in: only the second factor stands between a proved identity and a session."""

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        if user.is_staff:
            request.session.set_expiry(settings.STAFF_SESSION_AGE)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return home_of(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - its signature
        return reverse("public:home")

    def is_safe_url(self, url: str | None) -> bool:
        return is_own_page(context.request, url or "")

    def reauthenticate(self, user: User, password: str) -> bool:
        """Ask for the password again, by the same door as the first time (axes counts)."""
        found = authenticate(context.request, username=user.email, password=password)
        return found is not None and found.pk == user.pk

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,  # noqa: ARG002 - its signature
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - its signature
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Show what went wrong; what went right is seen on the page itself."""
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: allauth's letters are about mailboxes and passwords that we do not have."""

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,  # noqa: ARG002 - its signature
        email: str | None = None,  # noqa: ARG002 - its signature
    ) -> None:
        notice = _NOTICES.get(template_prefix)
        if notice is None or not user.email:
            return
        at = clock.now()
        with override(user.language or settings.LANGUAGE_CODE):
            text = gettext("If it was not you, tell your administrator now.")
            queue_message(
                key=f"factor:{user.pk}:{at.timestamp():.6f}",
                channel="email",
                to=user.email,
                subject=str(notice),
                text=f"{notice}\n{text}",
                about=None,
                at=at,
            )


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # it has no types
    """Second factors: secrets lie encrypted; the authenticator shows the operator's name."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return f"Kabinet {say(operator().short_name, FALLBACK)}"

    def _get_site_name(self) -> str:
        return self.get_totp_issuer()

    def _get_user_identifier(self, user: User) -> str:
        return user.email or user.phone or str(user)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff and members of companies keep at least one second factor: add the new one first."""
        owner = authenticator.user
        kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        others = Authenticator.objects.filter(user=owner, type__in=kinds)
        return not owner.has_usable_password() or others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: User, _kind: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count()
        return gettext("Passkey %(number)s") % {"number": count + 1}


# Where each kind of staff begins: the first that his roles open.
_BEGINNINGS = {
    Permit.SEE_QUEUE: "desk:home",
    Permit.SEARCH: "desk:search",
    Permit.READ_JOURNAL: "desk:journal",
    Permit.MANAGE_USERS: "desk:users",
    Permit.LOAD_STATEMENTS: "desk:statements",
}


def home_of(request: HttpRequest) -> str:
    """Say where somebody who came in goes when he did not ask for a page."""
    user = request.user
    if not isinstance(user, User) or not user.is_staff:
        return reverse("portal:home")
    permits = user.permits(clock.now())
    first = next((name for permit, name in _BEGINNINGS.items() if permit in permits), "mfa_index")
    return reverse(first)


def is_own_page(request: HttpRequest, url: str) -> bool:
    """Tell whether an address lies on this site, so that nobody is led away by a link."""
    host = request.get_host()
    return url_has_allowed_host_and_scheme(url, {host}, require_https=request.is_secure())


@lru_cache(maxsize=1)
def _box() -> Fernet:
    key = salted_hmac("kabinet.web.signin.factors", "", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))
