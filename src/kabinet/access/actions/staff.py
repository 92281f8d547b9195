"""The people who work here: in, their roles, and out."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import RoleGrant, User
from kabinet.access.queries import require
from kabinet.access.rules import Permit, Role
from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.kit.ids import spoken_code

_START_PASSWORD = 16  # characters of 31 kinds: 79 bits


class AddressTaken(Refused):
    sentence = _("Somebody already signs in with this e-mail. Find that person in the list.")


class RoleHeld(Refused):
    sentence = _("This person already has this role.")


class NotForStaff(Refused):
    sentence = _("This role is not for somebody who works here, or he does not work here.")


class NotYourself(Refused):
    sentence = _("Nobody changes his own rights. Ask another administrator.")


@transaction.atomic
def create_staff(
    *,
    email: str,
    name: str,
    at: datetime,
    by: User | None,
    roles: tuple[Role, ...] = (),
    password: str | None = None,
    office: str = "",
    language: str = "",
) -> User:
    """Let somebody in who works here. `by` nobody is the console, for the first administrator.

    Raises NotPermitted, NotForStaff or AddressTaken.
    """
    _may_manage(by, None, at)
    if Role.SUBSCRIBER in roles:
        raise NotForStaff
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                password,
                email=email.strip().lower(),
                name=name,
                office=office,
                language=language,
                is_staff=True,
                created_at=at,
            )
    except IntegrityError as taken:
        raise AddressTaken from taken
    for role in roles:
        RoleGrant.objects.create(user=user, role=role, granted_by=by, active_from=at)
    note(
        what="user.created",
        about=user,
        at=at,
        by=by,
        actor="" if by else "console",
        data={"roles": [str(role) for role in roles]},
    )
    return user


@transaction.atomic
def grant_role(
    *, user: User, role: Role, by: User | None, at: datetime, until: datetime | None = None
) -> RoleGrant:
    """Give a role from now on, for good or until a moment.

    Raises NotPermitted, NotForStaff or RoleHeld.
    """
    _may_manage(by, user, at)
    if not user.is_staff or role == Role.SUBSCRIBER:
        raise NotForStaff
    User.objects.select_for_update().get(pk=user.pk)
    if role in user.roles(at):
        raise RoleHeld
    grant = RoleGrant.objects.create(
        user=user, role=role, granted_by=by, active_from=at, active_until=until
    )
    note(
        what="role.granted",
        about=user,
        at=at,
        by=by,
        actor="" if by else "console",
        data={"role": str(role), "until": until.isoformat() if until else None},
    )
    return grant


@transaction.atomic
def end_role(*, user: User, role: Role, by: User | None, at: datetime) -> None:
    """Take a role away; the next request is already refused. Taken already: nothing happens."""
    _may_manage(by, user, at)
    User.objects.select_for_update().get(pk=user.pk)
    held = user.grants.filter(role=role, active_from__lte=at).exclude(active_until__lte=at)
    if held.update(active_until=at):
        note(
            what="role.ended",
            about=user,
            at=at,
            by=by,
            actor="" if by else "console",
            data={"role": str(role)},
        )


@transaction.atomic
def deactivate(*, user: User, by: User | None, at: datetime) -> None:
    """Shut somebody out at once: roles, sessions, passkeys. The past stays readable."""
    _may_manage(by, user, at)
    kept = User.objects.select_for_update().get(pk=user.pk)
    if not kept.is_active:
        return
    kept.is_active = user.is_active = False
    kept.save(update_fields=["is_active"])
    kept.grants.filter(active_from__lte=at).exclude(active_until__lte=at).update(active_until=at)
    Authenticator.objects.filter(user=kept).delete()
    end_sessions(kept)
    note(what="user.deactivated", about=kept, at=at, by=by, actor="" if by else "console")


@transaction.atomic
def give_password(*, user: User, by: User | None, at: datetime) -> str:
    """Set a start password and return it, to be told once; his sessions end."""
    _may_manage(by, user, at)
    password = spoken_code(_START_PASSWORD)
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user)
    note(what="user.password_given", about=user, at=at, by=by, actor="" if by else "console")
    return password


@transaction.atomic
def forget_second_factor(*, user: User, by: User | None, at: datetime) -> None:
    """Let somebody who lost his phone enrol again; his sessions end."""
    _may_manage(by, user, at)
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    note(what="user.factor_forgotten", about=user, at=at, by=by, actor="" if by else "console")


def end_sessions(user: User) -> None:
    """End every session of a login, on every device."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def _may_manage(by: User | None, whom: User | None, at: datetime) -> None:
    if by is None:
        return
    require(by, Permit.MANAGE_USERS, at)
    if whom is not None and whom.pk == by.pk:
        raise NotYourself


@transaction.atomic
def change_password(*, user: User, new: str, at: datetime) -> None:
    """Set one's own new password; every session but the one that asked ends by it."""
    user.set_password(new)
    user.save(update_fields=["password"])
    note(what="user.password_changed", about=user, at=at, by=user)
