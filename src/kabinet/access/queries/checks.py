"""What must always hold about who acts for whom (`kabinet verify`)."""

from typing import Any

from django.db.models import F, QuerySet

from kabinet.access.models import Invitation, Membership, MembershipScope
from kabinet.access.rules import CompanyRole


def verify() -> list[str]:
    """List members by a paper of somebody else, administrators of a part, and staff in a seat."""
    return [
        *(f"membership {pk}: its power of attorney is of another company" for pk in _strange()),
        *(f"invitation {pk}: its power of attorney is of another company" for pk in _invited()),
        *(f"membership {pk}: an administrator limited to a part" for pk in _limited()),
        *(f"membership {pk}: somebody of our own staff" for pk in _staff()),
    ]


def _strange() -> list[int]:
    by_paper = Membership.objects.exclude(attorney=None)
    return _ids(by_paper.exclude(attorney__principal=F("company")))


def _invited() -> list[int]:
    by_paper = Invitation.objects.exclude(attorney=None)
    return _ids(by_paper.exclude(attorney__principal=F("company")))


def _limited() -> list[int]:
    scopes = MembershipScope.objects.filter(membership__role=CompanyRole.ADMINISTRATOR)
    return _ids(Membership.objects.filter(pk__in=scopes.values("membership")))


def _staff() -> list[int]:
    return _ids(Membership.objects.filter(user__is_staff=True))


def _ids(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))
