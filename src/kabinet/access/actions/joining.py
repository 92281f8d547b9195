"""Coming in for a company: its first administrator, and whoever was invited."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.actions.members import AlreadyMember, Place, scopes_of, seat_down
from kabinet.access.models import Invitation, Membership, User
from kabinet.access.queries import administrators_of, members_of
from kabinet.access.rules import INVITATION_LIFE, CompanyRole
from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.parties.models import Party
from kabinet.parties.queries import attorneys_in_force


class HasAdministrators(Refused):
    sentence = _(
        "This company has an administrator already. Ask him to invite you; "
        "if nobody of them works there any more, come to a showroom with the company's papers."
    )


class InvitationOver(Refused):
    sentence = _("The invitation no longer holds. Ask for a new one.")


class StaffActsForNobody(Refused):
    sentence = _("This login is for work at the operator's. Join with another mailbox.")


class MailboxTaken(Refused):
    sentence = _("Somebody signs in with this mailbox already. Sign in first, then open the link.")


@dataclass(frozen=True, kw_only=True)
class NewLogin:
    """How somebody will sign in from now on."""

    name: str
    password: str
    language: str = ""


@transaction.atomic
def begin_company(*, company: Party, name: str, email: str, at: datetime) -> Invitation:
    """Ask the first administrator in, who has just proved the contact on the contract.

    Also when every administrator is gone. Raises HasAdministrators.
    """
    locked = Party.objects.select_for_update().get(pk=company.pk)
    if administrators_of(locked, at).exists():
        raise HasAdministrators
    made = Invitation.objects.create(
        company=locked,
        role=CompanyRole.ADMINISTRATOR,
        name=name,
        email=email.strip().lower(),
        made_at=at,
        expires_at=at + INVITATION_LIFE,
    )
    data = {"invitation": made.pk}
    note(what="company.registering", about=locked, at=at, actor="contract", data=data)
    return made


@transaction.atomic
def join(
    *, invitation_id: int, user: User | None, login: NewLogin | None, at: datetime
) -> Membership:
    """Take an invitation up, once; its address was proved by a code just before.

    `user` is who is signed in already; without one a login is made out of `login`, and one
    that had no password gets it. Raises InvitationOver, HasAdministrators, AlreadyMember,
    StaffActsForNobody or MailboxTaken, and then nothing has changed.
    """
    found = Invitation.objects.select_for_update().get(pk=invitation_id)
    company = Party.objects.select_for_update().get(pk=found.company_id)
    _still_holds(found, company, at)
    member = _login(found, user, login, at)
    if members_of(company, at).filter(user=member).exists():
        raise AlreadyMember
    place = Place(
        role=CompanyRole(found.role), scopes=scopes_of(found.scopes), attorney=found.attorney
    )
    made = seat_down(user=member, company=company, place=place, by=found.invited_by, at=at)
    found.taken_at, found.taken_by = at, member
    found.save(update_fields=["taken_at", "taken_by"])
    data = {"member": member.pk, "role": found.role, "invitation": found.pk}
    note(what="member.joined", about=company, at=at, by=member, data=data)
    return made


def _still_holds(found: Invitation, company: Party, at: datetime) -> None:
    if not found.is_open(at):
        raise InvitationOver
    if found.invited_by_id is None and administrators_of(company, at).exists():
        raise HasAdministrators
    paper = found.attorney_id
    if paper is not None and not attorneys_in_force(at).filter(pk=paper).exists():
        raise InvitationOver


def _login(found: Invitation, user: User | None, login: NewLogin | None, at: datetime) -> User:
    if user is not None and user.is_staff:
        raise StaffActsForNobody
    if user is None or user.email is None:
        try:
            with transaction.atomic():
                user = _with_mailbox(user, found, at)
        except IntegrityError as taken:
            raise MailboxTaken from taken
    if login is not None and not user.has_usable_password():
        user.set_password(login.password)
        user.name = user.name or login.name
        user.language = user.language or login.language
        user.save(update_fields=["password", "name", "language"])
    return user


def _with_mailbox(user: User | None, found: Invitation, at: datetime) -> User:
    if user is None:
        made = User.objects.create_user(email=found.email, created_at=at)
        note(what="user.created", about=made, at=at, by=made)
        return made
    user.email = found.email
    user.save(update_fields=["email"])
    return user
