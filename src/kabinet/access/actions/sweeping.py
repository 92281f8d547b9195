"""What has had its day is thrown away: old codes, ended sessions, old tries at passwords."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session

from kabinet.access.models import OneTimeCode


def sweep(*, before: datetime) -> None:
    """Throw away what ended before a moment. What a code signed is kept where it was signed.

    Each kind by itself: a broom that is stopped half-way goes on next time.
    """
    OneTimeCode.objects.filter(expires_at__lt=before).delete()
    AccessAttempt.objects.filter(attempt_time__lt=before).delete()
    Session.objects.filter(expire_date__lt=before).delete()
    alive = Session.objects.values("session_key")
    UserSession.objects.filter(last_seen_at__lt=before).exclude(session_key__in=alive).delete()
