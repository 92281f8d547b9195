"""Who may do what, now."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from kabinet.access.models import Invitation, Membership, RoleGrant, User
from kabinet.access.rules import PERMITS, CompanyRole, Permit, Role, Scope, ScopeKind, Seat
from kabinet.kit.errors import NotPermitted
from kabinet.parties.models import Party
from kabinet.parties.queries import attorneys_in_force

__all__ = [
    "NotPermitted",
    "administrators_of",
    "invitation",
    "invitations_of",
    "login_at",
    "login_of",
    "may",
    "members_of",
    "memberships_of",
    "require",
    "roles_of",
    "seat_in",
    "staff",
    "staff_who_may",
    "staff_with",
    "within",
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


def memberships_of(user: User, at: datetime) -> QuerySet[Membership]:
    """List the companies for which somebody may act at this moment, by name."""
    return (
        Membership.objects.filter(_in_force(at), user=user, active_from__lte=at)
        .exclude(active_until__lte=at)
        .select_related("company")
        .prefetch_related("scopes")
        .order_by("company__company_name", "pk")
    )


def members_of(company: Party, at: datetime) -> QuerySet[Membership]:
    """List who acts for a company; also whose power of attorney has ended: it may be renewed."""
    return (
        Membership.objects.filter(company=company, active_from__lte=at)
        .exclude(active_until__lte=at)
        .select_related("user", "attorney", "invited_by")
        .prefetch_related("scopes")
        .order_by("user__name", "pk")
    )


def administrators_of(company: Party, at: datetime) -> QuerySet[Membership]:
    """List who administers a company and may do so at this moment."""
    return members_of(company, at).filter(_in_force(at), role=CompanyRole.ADMINISTRATOR)


def invitations_of(company: Party, at: datetime) -> QuerySet[Invitation]:
    """List the invitations that can still be taken up, the newest first."""
    return Invitation.objects.filter(
        company=company, taken_at=None, withdrawn_at=None, expires_at__gt=at
    ).order_by("-made_at", "-pk")


def invitation(token: str) -> Invitation | None:
    """Find an invitation by what stands in its link, open or not."""
    found = Invitation.objects.select_related("company", "attorney", "invited_by")
    return found.filter(token=token).first()


def login_at(email: str) -> User | None:
    """Find who signs in with a mailbox."""
    return User.objects.filter(email__iexact=email.strip()).first()


def _in_force(at: datetime) -> Q:
    return Q(attorney__isnull=True) | Q(attorney__in=attorneys_in_force(at))


def seat_in(membership: Membership) -> Seat:
    """Turn a membership that is in force into the seat that it gives."""
    return Seat(
        company_id=membership.company_id,
        membership_id=membership.pk,
        role=CompanyRole(membership.role),
        scopes=tuple(Scope(ScopeKind(one.kind), one.value) for one in membership.scopes.all()),
    )


def within(user: User, **paths: str) -> Q:
    """Narrow a look-up to the part of the company to which somebody is limited.

    `paths` tell where a table keeps each kind of scope: `account="account__number"`. A kind
    without a path lets nothing through. Whoever is not limited sees all that the holder has.
    """
    if user.seat is None or not user.seat.scopes:
        return Q()
    inside = Q(pk__in=[])
    for scope in user.seat.scopes:
        if path := paths.get(scope.kind):
            inside |= Q(**{path: scope.value})
    return inside


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
