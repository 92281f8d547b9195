"""A number has changed hands: what its former holder held by it opens nothing any more."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from kabinet.access.models import OneTimeCode, User
from kabinet.journal.actions import note


@transaction.atomic(savepoint=False)
def void_handles(*, identifiers: Collection[str], at: datetime) -> None:
    """Kill the codes that are on their way to these numbers, and unbind them from logins.

    A code asked for by the former holder would let him in as the new one.
    """
    waiting = OneTimeCode.objects.filter(address__in=identifiers, used_at=None)
    waiting.filter(expires_at__gt=at).update(expires_at=at)
    for user in User.objects.select_for_update().filter(phone__in=identifiers).order_by("pk"):
        user.phone, user.phone_verified = None, False
        user.save(update_fields=["phone", "phone_verified"])
        note(what="user.phone_released", about=user, at=at, actor="transfer")
