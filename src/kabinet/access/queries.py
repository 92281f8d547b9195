"""Who may do what, now."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from kabinet.access.models import RoleGrant, User
from kabinet.access.rules import PERMITS, Permit, Role
from kabinet.kit.errors import NotPermitted
from kabinet.parties.models import Party

__all__ = [
    "NotPermitted",
    "login_of",
    "may",
    "require",
    "roles_of",
    "staff",
    "staff_who_may",
    "staff_with",
]


def roles_of(user: User, at: datetime | None = None) -> list[Role]:
    """List the roles that hold at a moment; without one, only those given with no end."""
    return user.roles(at)


def may(user: User, permit: Permit, at: datetime | None = None) -> bool:
    return user.may(permit, at)


def require(user: User, permit: Permit, at: datetime | None = None) -> None:
    """Raise NotPermitted unless one of his roles allows it. The first line of an action."""
    if not user.may(permit, at):
        raise NotPermitted(permit)


def login_of(party: Party) -> User | None:
    """Find the login of somebody who is himself a party."""
    return User.objects.filter(party=party, is_staff=False).order_by("pk").first()


def staff() -> QuerySet[User]:
    """All who work here or worked here, with their grants."""
    return User.objects.filter(is_staff=True).prefetch_related("grants").order_by("name", "pk")


def staff_who_may(permit: Permit, at: datetime) -> QuerySet[User]:
    """List the active staff whom a role that holds now allows it, in one query."""
    grants = RoleGrant.objects.filter(
        Q(active_until__isnull=True) | Q(active_until__gt=at),
        user=OuterRef("pk"),
        role__in=[role for role, permits in PERMITS.items() if permit in permits],
        active_from__lte=at,
    )
    return User.objects.filter(Exists(grants), is_staff=True, is_active=True).order_by("name", "pk")


def staff_with(role: Role, at: datetime | None = None) -> list[User]:
    """List the active staff who hold a role."""
    return [user for user in staff().filter(is_active=True) if role in user.roles(at)]
