"""Whoever acts here. Logins live in a room above; this is all that is asked of them."""

from datetime import datetime
from typing import Protocol, cast

from django.contrib.auth.base_user import AbstractBaseUser

from kabinet.kit.errors import NotPermitted
from kabinet.parties.models import Party


class Actor(Protocol):
    """A login (`access.models.User`): who he is himself, for whom he acts, what he may do."""

    pk: int
    party_id: int | None

    @property
    def holder_id(self) -> int | None: ...

    def may(self, permit: str, at: datetime | None = None) -> bool: ...


def require(by: Actor, permit: str, at: datetime) -> None:
    """Raise NotPermitted unless a role of his allows it."""
    if not by.may(permit, at):
        raise NotPermitted(permit)


def require_own(by: Actor, party: Party) -> None:
    """Raise NotPermitted unless he is that party himself."""
    if by.party_id is None or by.party_id != party.pk:
        raise NotPermitted


def as_login(by: Actor | None) -> AbstractBaseUser | None:
    """Give the journal the same login by the name that it knows."""
    return cast("AbstractBaseUser | None", by)
