"""Who may come in."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from kabinet.access.rules import CompanyRole, Permit, Role, ScopeKind, Seat, permits_of
from kabinet.kit.ids import token
from kabinet.parties.models import Party, PowerOfAttorney


class UserManager(BaseUserManager["User"]):
    def create_user(self, password: str | None = None, **fields: Any) -> "User":
        user = self.model(**fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A login: a subscriber's by `phone`, any other by `email` and a second factor.

    `password` is unusable for subscribers. `party` is who he is himself; what he may do for
    a company is a `Membership`. `seat` is the company for which he acts in this request, set by
    `web.seats` out of the tables, never stored.
    """

    seat: Seat | None = None
    phone = models.CharField(max_length=20, null=True, unique=True)
    phone_verified = models.BooleanField(default=False)
    email = models.EmailField(null=True, unique=True)
    name = models.CharField(max_length=120, default="")
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="users")
    office = models.CharField(max_length=40, default="")
    language = models.CharField(max_length=5, default="")
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(null=True)
    shortcuts = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_staff=False) | Q(email__isnull=False), name="staff_has_an_address"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"User {self.pk}"

    @property
    def holder_id(self) -> int | None:
        """Tell whose things he sees and changes now: his company's, else his own."""
        return self.seat.company_id if self.seat else self.party_id

    @property
    def holder(self) -> Party | None:
        return Party.objects.get(pk=self.seat.company_id) if self.seat else self.party

    def roles(self, at: datetime | None = None) -> list[Role]:
        """List the roles that hold at a moment; without one, only those given with no end.

        Whoever is a party himself, and no staff, holds the subscriber's role without a grant.
        """
        if not self.is_active:
            return []
        own = [Role.SUBSCRIBER] if self.party_id and not self.is_staff else []
        holds = Q(active_until__isnull=True)
        if at is not None:
            holds = (holds | Q(active_until__gt=at)) & Q(active_from__lte=at)
        grants = self.grants.filter(holds).order_by("role").distinct()
        return own + [Role(role) for role in grants.values_list("role", flat=True)]

    def permits(self, at: datetime | None = None) -> frozenset[Permit]:
        """Give all that his roles allow; whoever acts for a company, what he may do for it."""
        if self.seat:
            return self.seat.permits if self.is_active else frozenset()
        return permits_of(self.roles(at))

    def may(self, permit: str, at: datetime | None = None) -> bool:
        """Tell whether one of his roles allows it. Asked anew each time: rights end at once."""
        return Permit(permit) in self.permits(at)


class RoleGrant(models.Model):
    """A role held for a time; never deleted, so that the past can be read."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    active_from = models.DateTimeField()
    active_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(active_until__isnull=True),
                name="one_open_grant_per_role",
            ),
            models.CheckConstraint(
                condition=Q(active_until__isnull=True) | Q(active_until__gte=F("active_from")),
                name="grant_period_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.user_id}"

    def holds_at(self, at: datetime) -> bool:
        return self.active_from <= at and (self.active_until is None or at < self.active_until)


class Membership(models.Model):
    """Somebody acts for a company: in a role, for a time, as long as the power of attorney holds.

    Never deleted, so that the past can be read. Without `attorney` he acts by his post.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    company = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(one.value, one.value) for one in CompanyRole])
    attorney = models.ForeignKey(
        PowerOfAttorney, null=True, on_delete=models.PROTECT, related_name="memberships"
    )
    invited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    active_from = models.DateTimeField()
    active_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "company"],
                condition=Q(active_until__isnull=True),
                name="one_open_membership_per_company",
            ),
            models.CheckConstraint(
                condition=Q(active_until__isnull=True) | Q(active_until__gte=F("active_from")),
                name="membership_period_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.company_id}: {self.user_id}"


class MembershipScope(models.Model):
    """A part of the company to which a member is limited; without any he sees all of it."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="scopes")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in ScopeKind])
    value = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "kind", "value"], name="a_scope_is_named_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Invitation(models.Model):
    """Somebody is asked to act for a company. The link alone opens nothing: a code goes with it.

    The code is sent to `phone`, else to `email`, which becomes his name at the door. Nobody
    stands in `invited_by` when a company registered itself. `scopes`: pairs of kind and value.
    """

    token = models.CharField(max_length=32, unique=True, default=token)
    company = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=20, choices=[(one.value, one.value) for one in CompanyRole])
    attorney = models.ForeignKey(
        PowerOfAttorney, null=True, on_delete=models.PROTECT, related_name="+"
    )
    scopes = models.JSONField(default=list)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=20, default="")
    invited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(email=""), name="an_invitation_has_an_address"),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="an_invitation_ends_one_way",
            ),
        ]
        indexes = [
            models.Index(
                fields=["company", "-made_at"],
                name="invitation_open",
                condition=Q(taken_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"

    @property
    def code_goes_to(self) -> tuple[str, str]:
        """Name the channel and the address that must be proved."""
        return ("sms", self.phone) if self.phone else ("email", self.email)

    def is_open(self, at: datetime) -> bool:
        return self.taken_at is None and self.withdrawn_at is None and at < self.expires_at


class OneTimeCode(models.Model):
    """A code sent to a phone or mailbox to prove it, bound to one purpose and one thing.

    Only its keyed hash is kept; it works once, until `expires_at`, for a few tries. `slot`
    numbers the half minutes: the database itself sends no second code in the same one.
    """

    purpose = models.CharField(max_length=40)
    about = models.CharField(max_length=80)
    address = models.CharField(max_length=254)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    slot = models.PositiveBigIntegerField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "address", "slot"], name="one_code_per_half_minute"
            ),
        ]
        indexes = [models.Index(fields=["purpose", "about", "-id"], name="code_by_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.about}"
