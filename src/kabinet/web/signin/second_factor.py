"""Whether somebody has proved who he is twice, in this very session."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def is_missing(request: HttpRequest) -> bool:
    """Tell whether one of the staff, or who acts for a company, proved himself only once here."""
    user = request.user
    if not (getattr(user, "is_staff", False) or getattr(user, "seat", None)):
        return False
    records = get_authentication_records(request, request.user)
    return not any(record.get("method") == "mfa" for record in records)


def enrolling(view: View) -> View:
    """Let a session count as fully signed in once a second factor was added in it.

    Only this session: one opened elsewhere with the password alone stays half-way.
    """

    @wraps(view)
    def with_record(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = _factors(request)
        answer = view(request, *args, **kwargs)
        if _factors(request) > before:
            mark_proved(request, kind="enrolled")
        return answer

    return with_record


def mark_proved(request: HttpRequest, *, kind: str) -> None:
    """Write down in the session that its user proved himself twice."""
    record_authentication(request, request.user, "mfa", type=kind)


def _factors(request: HttpRequest) -> int:
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    count: int = Authenticator.objects.filter(user_id=request.user.pk, type__in=kinds).count()
    return count
