"""A subscriber's own login."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from kabinet.access.actions.staff import end_sessions
from kabinet.access.models import User
from kabinet.journal.actions import note
from kabinet.parties.models import Party


@transaction.atomic
def login_for(*, party: Party, phone: str, at: datetime) -> User:
    """Find or make the login of a party who has just proved a number of his contract.

    Whoever proved the same number before him and no longer holds it loses it as his phone.
    """
    Party.objects.select_for_update().get(pk=party.pk)  # two first sign-ins make one login
    User.objects.filter(phone=phone).exclude(party=party).update(phone=None, phone_verified=False)
    user = User.objects.filter(party=party, is_staff=False).order_by("pk").first()
    if user is not None:
        return user
    user = User.objects.create_user(
        phone=phone,
        phone_verified=True,
        party=party,
        name=party.full_name,
        language=party.language,
        created_at=at,
    )
    note(what="user.first_signed_in", about=user, at=at, by=user)
    return user


@transaction.atomic
def choose_language(*, user: User, language: str, at: datetime) -> None:
    """Remember the language in which somebody reads us, and is written to."""
    user.language = language
    user.save(update_fields=["language"])
    note(what="user.language_chosen", about=user, at=at, by=user, data={"language": language})


@transaction.atomic
def choose_shortcuts(*, user: User, are_on: bool, at: datetime) -> None:
    """Switch the single-letter shortcuts of the desks on or off for somebody (WCAG 2.1.4)."""
    user.shortcuts = are_on
    user.save(update_fields=["shortcuts"])
    note(what="user.shortcuts_chosen", about=user, at=at, by=user, data={"on": are_on})


@transaction.atomic
def forget_person(*, party: Party, at: datetime) -> None:
    """Blank and close the logins of a person whose data has been erased."""
    for user in User.objects.select_for_update().filter(party=party, is_staff=False):
        user.phone, user.email, user.name = None, None, ""
        user.phone_verified, user.is_active = False, False
        user.save()
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user)
        note(what="user.forgotten", about=user, at=at, actor="erasure")
