"""Powers of attorney: written down with their scan, and revoked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kabinet.documents.models import StoredFile
from kabinet.journal.actions import note
from kabinet.kit.errors import NotPermitted, Refused
from kabinet.parties.actions.who import Actor, as_login
from kabinet.parties.models import Party, Power, PowerOfAttorney
from kabinet.parties.queries import office_day


class BadTerm(Refused):
    sentence = _(
        "The term does not fit: a power of attorney is issued, begins and ends in this order, "
        "and it has not ended yet."
    )


class PowersMissing(Refused):
    sentence = _("Tick at least one thing that the power of attorney allows.")


class AlreadyRecorded(Refused):
    sentence = _("A power of attorney with this number and date is in the register already.")


@dataclass(frozen=True, kw_only=True)
class Attorney:
    """What stands in a power of attorney."""

    agent_name: str
    number: str
    issued_on: date
    valid_from: date
    valid_until: date
    powers: Sequence[str]


@transaction.atomic
def record_attorney(
    *,
    principal: Party,
    paper: Attorney,
    by: Actor,
    at: datetime,
    file: StoredFile | None = None,
    agent: Party | None = None,
) -> PowerOfAttorney:
    """Put a power of attorney into the register; from its first day it can stand behind a member.

    Raises NotPermitted, BadTerm, PowersMissing or AlreadyRecorded.
    """
    _may_keep(by, principal, at)
    if not paper.issued_on <= paper.valid_from <= paper.valid_until >= office_day(at):
        raise BadTerm
    if not paper.powers or not set(paper.powers) <= set(Power.values):
        raise PowersMissing
    Party.objects.select_for_update().get(pk=principal.pk)
    if principal.attorneys_given.filter(
        number=paper.number, issued_on=paper.issued_on, revoked_at__isnull=True
    ).exists():
        raise AlreadyRecorded
    made = PowerOfAttorney.objects.create(
        principal=principal,
        agent=agent,
        agent_name=paper.agent_name,
        number=paper.number,
        issued_on=paper.issued_on,
        valid_from=paper.valid_from,
        valid_until=paper.valid_until,
        powers=sorted(set(paper.powers)),
        file=file,
        recorded_at=at,
    )
    data = {"attorney": made.pk}
    note(what="attorney.recorded", about=principal, at=at, by=as_login(by), data=data)
    return made


@transaction.atomic
def revoke_attorney(*, attorney: PowerOfAttorney, by: Actor, at: datetime) -> None:
    """Revoke a power of attorney: whoever acted by it is out at his next click.

    Revoked already: nothing happens. Raises NotPermitted.
    """
    _may_keep(by, attorney.principal, at)
    live = PowerOfAttorney.objects.filter(pk=attorney.pk, revoked_at__isnull=True)
    if live.update(revoked_at=at):
        data = {"attorney": attorney.pk}
        note(what="attorney.revoked", about=attorney.principal, at=at, by=as_login(by), data=data)


def _may_keep(by: Actor, principal: Party, at: datetime) -> None:
    """Let the company's own administrators in, and its personal manager."""
    is_own = by.holder_id == principal.pk and by.may("manage_members", at)
    if not is_own and not by.may("manage_companies", at):
        raise NotPermitted("manage_members")
