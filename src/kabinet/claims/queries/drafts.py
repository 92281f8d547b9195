"""Drafts that somebody may go on with."""

from datetime import datetime

from django.db.models import QuerySet

from kabinet.access.models import User
from kabinet.claims.models import Draft


def open_drafts_of(user: User, at: datetime) -> QuerySet[Draft]:
    """List what this person is still writing, the latest first."""
    return Draft.objects.filter(owner=user, filed=None, expires_at__gt=at).order_by("-saved_at")
