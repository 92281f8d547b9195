"""Consents to the processing of personal data: given, and withdrawn as easily."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.pack.formats import Purpose
from kabinet.pack.queries import operator_pack
from kabinet.parties.actions.who import Actor, as_login, require_own
from kabinet.parties.models import Party, ProcessingConsent


class AlreadyGiven(Refused):
    sentence = _("You have already given this consent.")


class NotGiven(Refused):
    sentence = _("There is nothing to withdraw: this consent is not given.")


class NeededByLaw(Refused):
    sentence = _("The law or the contract needs this processing; it ends with the contract.")


@transaction.atomic
def give_consent(
    *, party: Party, purpose: str, channel: str, at: datetime, by: Actor | None = None
) -> ProcessingConsent:
    """Record that a person allows his data to be used for a purpose, in today's wording.

    `by` nobody: it was given on paper. Raises NotPermitted or AlreadyGiven; KeyError for a
    purpose that the pack does not know.
    """
    if by is not None:
        require_own(by, party)
    edition = _purpose(purpose).edition
    try:
        with transaction.atomic():
            consent = ProcessingConsent.objects.create(
                party=party, purpose=purpose, edition=edition, channel=channel, given_at=at
            )
    except IntegrityError as twice:
        raise AlreadyGiven from twice
    data = {"purpose": purpose, "edition": edition, "channel": channel}
    note(what="consent.given", about=party, at=at, by=as_login(by), data=data, public=True)
    return consent


@transaction.atomic
def withdraw_consent(
    *, party: Party, purpose: str, channel: str, at: datetime, by: Actor | None = None
) -> ProcessingConsent:
    """End a consent from this moment on.

    Raises NotPermitted, NeededByLaw or NotGiven; KeyError for an unknown purpose.
    """
    if by is not None:
        require_own(by, party)
    if _purpose(purpose).needed:
        raise NeededByLaw
    consent = (
        ProcessingConsent.objects.select_for_update()
        .filter(party=party, purpose=purpose, withdrawn_at__isnull=True)
        .first()
    )
    if consent is None:
        raise NotGiven
    consent.withdrawn_at = at
    consent.save(update_fields=["withdrawn_at"])
    data = {"purpose": purpose, "channel": channel}
    note(what="consent.withdrawn", about=party, at=at, by=as_login(by), data=data, public=True)
    return consent


def _purpose(name: str) -> Purpose:
    known = {purpose.id: purpose for purpose in operator_pack().purposes}
    return known[name]
