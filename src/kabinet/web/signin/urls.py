"""Addresses of the sign-in. Of allauth's views only those named here exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.urls import include, path

from kabinet.web.policy import ANYONE, HALF_IN, SIGNED_IN, allow
from kabinet.web.signin.second_factor import enrolling
from kabinet.web.signin.views import acting, joining, leave, registering, staff, subscriber

_ours = [
    path("sign-in/", subscriber.number, name="number"),
    path("sign-in/code/", subscriber.code, name="code"),
    path("sign-in/code/again/", subscriber.again, name="again"),
    path("sign-in/go-on/", leave.resume, name="resume"),
    path("sign-in/company/", staff.company, name="company"),
    path("sign-in/company/register/", registering.contract, name="register"),
    path("sign-in/company/register/code/", registering.code, name="register_code"),
    path("sign-in/company/register/who/", registering.who, name="register_who"),
    path("join/<str:token>/", joining.invited, name="invited"),
    path("join/<str:token>/code/", joining.code, name="join_code"),
    path("join/<str:token>/finish/", joining.finish, name="join"),
    path("account/acting-for/", acting.acting, name="acting"),
    path("desk/sign-in/", staff.staff, name="staff"),
    path("account/password/", staff.password, name="password"),
    path("sign-out/", leave.out, name="out"),
]

# allauth finds these by name.
_allauths = [
    path("sign-in/", subscriber.number, name="account_login"),
    path("sign-in/closed/", leave.closed, name="account_inactive"),
    path("sign-in/second-factor/", allow(ANYONE)(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", allow(ANYONE)(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("account/confirm/", allow(HALF_IN)(account.reauthenticate), name="account_reauthenticate"),
    path("account/confirm/code/", allow(HALF_IN)(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "account/confirm/passkey/",
        allow(HALF_IN)(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "account/sessions/", allow(SIGNED_IN)(sessions.list_usersessions), name="usersessions_list"
    ),
    path("account/factors/", allow(GET=HALF_IN)(mfa.index), name="mfa_index"),
    path(
        "account/factors/app/add/",
        allow(HALF_IN)(enrolling(totp.activate_totp)),
        name="mfa_activate_totp",
    ),
    path(
        "account/factors/app/remove/",
        allow(SIGNED_IN)(totp.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/factors/passkeys/",
        allow(GET=HALF_IN)(webauthn.list_webauthn),
        name="mfa_list_webauthn",
    ),
    path(
        "account/factors/passkeys/add/",
        allow(HALF_IN)(enrolling(webauthn.add_webauthn)),
        name="mfa_add_webauthn",
    ),
    path(
        "account/factors/passkeys/<int:pk>/name/",
        allow(SIGNED_IN)(webauthn.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path(
        "account/factors/passkeys/<int:pk>/remove/",
        allow(SIGNED_IN)(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/factors/recovery-codes/",
        allow(GET=SIGNED_IN)(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/factors/recovery-codes/new/",
        allow(SIGNED_IN)(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/factors/recovery-codes/file/",
        allow(GET=SIGNED_IN)(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
urlpatterns = [path("", include((_ours, "signin"))), *_allauths]
