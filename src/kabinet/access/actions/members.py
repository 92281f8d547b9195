"""Who acts for a company: asked in, given a part, taken out. Its administrators decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import Invitation, Membership, MembershipScope, User
from kabinet.access.queries import administrators_of, members_of, require
from kabinet.access.rules import INVITATION_LIFE, POWERS_OF, CompanyRole, Permit, Scope
from kabinet.journal.actions import note
from kabinet.kit.errors import NotPermitted, Refused
from kabinet.parties.models import Party, PowerOfAttorney
from kabinet.parties.queries import attorneys_in_force


class LastAdministrator(Refused):
    sentence = _(
        "This is the last administrator. Make somebody else an administrator first: "
        "without one nobody could let people in or out."
    )


class AlreadyMember(Refused):
    sentence = _("This person acts for the company already. Change the role in the list.")


class WholeCompanyOnly(Refused):
    sentence = _("An administrator sees the whole company. Leave the parts empty.")


class AttorneyEnded(Refused):
    sentence = _("This power of attorney is not in force. Choose another or record a new one.")


class AttorneyAllowsLess(Refused):
    sentence = _("The power of attorney does not allow this role. Choose another role or paper.")


class NoSuchMember(Refused):
    sentence = _("This person does not act for the company any more. Read the list again.")


@dataclass(frozen=True, kw_only=True)
class Place:
    """What a member may do for the company, for which parts of it, by which paper."""

    role: CompanyRole
    scopes: tuple[Scope, ...] = ()
    attorney: PowerOfAttorney | None = None


@transaction.atomic
def invite(
    *, by: User, place: Place, name: str, email: str, phone: str = "", at: datetime
) -> Invitation:
    """Ask somebody to act for one's company. An earlier invitation to the same mailbox ends.

    Raises NotPermitted, AlreadyMember, WholeCompanyOnly, AttorneyEnded or
    AttorneyAllowsLess.
    """
    company = own_company(by, at)
    _check(place, company, at)
    email = email.strip().lower()
    if members_of(company, at).filter(user__email=email).exists():
        raise AlreadyMember
    company.invitations.filter(email=email, taken_at=None, withdrawn_at=None).update(
        withdrawn_at=at
    )
    made = Invitation.objects.create(
        company=company,
        role=place.role,
        attorney=place.attorney,
        scopes=[[scope.kind, scope.value] for scope in place.scopes],
        name=name,
        email=email,
        phone=phone,
        invited_by=by,
        made_at=at,
        expires_at=at + INVITATION_LIFE,
    )
    data = {"invitation": made.pk, "role": str(place.role)}
    note(what="member.invited", about=company, at=at, by=by, data=data)
    return made


@transaction.atomic
def withdraw_invitation(*, by: User, invitation_id: int, at: datetime) -> None:
    """Take an invitation back; its link is dead at once. Taken up already: nothing happens."""
    company = own_company(by, at)
    found = company.invitations.filter(pk=invitation_id, taken_at=None, withdrawn_at=None)
    if found.update(withdrawn_at=at):
        data = {"invitation": invitation_id}
        note(what="member.invitation_withdrawn", about=company, at=at, by=by, data=data)


@transaction.atomic
def change_member(*, by: User, membership_id: int, place: Place, at: datetime) -> Membership:
    """Give a member another role, other parts or another paper, from his next click on.

    The old membership ends and a new one begins, so that the past can be read.
    Raises NotPermitted, NoSuchMember, LastAdministrator, WholeCompanyOnly, AttorneyEnded or
    AttorneyAllowsLess.
    """
    company, old = _locked(by, membership_id, at)
    _check(place, company, at)
    if place.role != CompanyRole.ADMINISTRATOR:
        _not_the_last(old, at)
    _end(old, at)
    made = seat_down(user=old.user, company=company, place=place, by=by, at=at)
    data = {"member": old.user_id, "role": str(place.role)}
    note(what="member.changed", about=company, at=at, by=by, data=data)
    return made


@transaction.atomic
def remove_member(*, by: User, membership_id: int, at: datetime) -> None:
    """Take somebody out: his next click is refused already. His past stays readable.

    Raises NotPermitted, NoSuchMember or LastAdministrator.
    """
    company, old = _locked(by, membership_id, at)
    _not_the_last(old, at)
    _end(old, at)
    data = {"member": old.user_id}
    note(what="member.removed", about=company, at=at, by=by, data=data)


def own_company(by: User, at: datetime) -> Party:
    """Lock the company for which an administrator acts: two of them wait for each other.

    Raises NotPermitted, also for one who lost his right while he waited.
    """
    require(by, Permit.MANAGE_MEMBERS, at)
    if by.seat is None:
        raise NotPermitted(Permit.MANAGE_MEMBERS)
    company = Party.objects.select_for_update().get(pk=by.seat.company_id)
    if not administrators_of(company, at).filter(user=by).exists():
        raise NotPermitted(Permit.MANAGE_MEMBERS)
    return company


@transaction.atomic(savepoint=False)
def seat_down(
    *, user: User, company: Party, place: Place, by: User | None, at: datetime
) -> Membership:
    """Write a membership and its parts down; a step of the action that decides it."""
    made = Membership.objects.create(
        user=user,
        company=company,
        role=place.role,
        attorney=place.attorney,
        invited_by=by,
        active_from=at,
    )
    MembershipScope.objects.bulk_create(
        MembershipScope(membership=made, kind=scope.kind, value=scope.value)
        for scope in dict.fromkeys(place.scopes)
    )
    return made


def _locked(by: User, membership_id: int, at: datetime) -> tuple[Party, Membership]:
    company = own_company(by, at)
    found = members_of(company, at).filter(pk=membership_id).first()
    if found is None:
        raise NoSuchMember
    return company, found


def _check(place: Place, company: Party, at: datetime) -> None:
    if place.role == CompanyRole.ADMINISTRATOR and place.scopes:
        raise WholeCompanyOnly
    paper = place.attorney
    if paper is None:
        return
    if not attorneys_in_force(at).filter(pk=paper.pk, principal=company).exists():
        raise AttorneyEnded
    if POWERS_OF.get(place.role, "") not in {"", *paper.powers}:
        raise AttorneyAllowsLess


def _not_the_last(leaving: Membership, at: datetime) -> None:
    others = administrators_of(leaving.company, at).exclude(pk=leaving.pk)
    if leaving.role == CompanyRole.ADMINISTRATOR and not others.exists():
        raise LastAdministrator


def _end(membership: Membership, at: datetime) -> None:
    Membership.objects.filter(pk=membership.pk).update(active_until=at)


def scopes_of(kept: Sequence[Sequence[str]]) -> tuple[Scope, ...]:
    """Read the parts back from an invitation."""
    return tuple(Scope(kind, value) for kind, value in kept)  # type: ignore[arg-type]
