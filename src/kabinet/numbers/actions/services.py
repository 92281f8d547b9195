"""A service goes on, or off."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.access.rules import Permit
from kabinet.journal.actions import note
from kabinet.kit.errors import NotPermitted, Refused
from kabinet.kit.money import Money
from kabinet.numbers.actions.network import tell_network
from kabinet.numbers.models import ConnectedService, Number, ServiceConsent
from kabinet.numbers.queries import visible_to


class AlreadyStopped(Refused):
    sentence = _("This service is already off. Nothing is charged for it any more.")


class AlreadyConnected(Refused):
    sentence = _("This service is already connected to this number.")


@transaction.atomic
def connect_service(
    *,
    number: Number,
    service: str,
    price: Money,
    period: str,
    connected_by: str,
    channel: str,
    at: datetime,
    consent: ServiceConsent | None = None,
    by: User | None = None,
) -> ConnectedService:
    """Connect a service; `connected_by` is what the subscriber reads about who did it.

    Without `consent` there is no proof that he wanted it. Raises AlreadyConnected.
    """
    try:
        with transaction.atomic():
            connected = ConnectedService.objects.create(
                number=number,
                service=service,
                price=price,
                period=period,
                connected_by=connected_by,
                channel=channel,
                consent=consent,
                connected_at=at,
            )
    except IntegrityError as twice:
        raise AlreadyConnected from twice
    tell_network(connected, verb="connect", at=at)
    note(
        what="service.connected",
        about=number,
        at=at,
        by=by,
        actor="" if by else channel,
        data={"service": service, "connected": connected.pk},
        public=True,
    )
    return connected


@transaction.atomic
def stop_service(
    *, connected: ConnectedService, at: datetime, by: User | None = None, actor: str = ""
) -> ConnectedService:
    """Switch a service off: from this instant nothing is charged for it in our records.

    The holder may, and whoever decides claims; `actor` names the rule when nobody pressed.
    The network is told after the commit. Raises NotPermitted or AlreadyStopped.
    """
    fresh = (
        ConnectedService.objects.select_for_update(of=("self",))
        .select_related("number__account__contract")
        .get(pk=connected.pk)
    )
    _may_stop(fresh, by, actor, at)
    if fresh.stopped_at is not None:
        raise AlreadyStopped
    fresh.stopped_at = at
    fresh.stopped_by = _name_of(fresh, by, actor)
    fresh.save(update_fields=["stopped_at", "stopped_by"])
    tell_network(fresh, verb="stop", at=at)
    note(
        what="service.stopped",
        about=fresh.number,
        at=at,
        by=by,
        actor=actor,
        data={"service": fresh.service, "connected": fresh.pk},
        public=True,
    )
    return fresh


def _may_stop(connected: ConnectedService, by: User | None, actor: str, at: datetime) -> None:
    if by is None:
        if not actor:
            raise NotPermitted(Permit.OWN_ACCOUNT)
        return
    is_his = visible_to(by).filter(pk=connected.number_id).exists()
    if is_his and by.may(Permit.CHANGE_NUMBERS, at):
        return
    if not by.may(Permit.DECIDE_CLAIM, at):
        raise NotPermitted(Permit.DECIDE_CLAIM)


def _name_of(connected: ConnectedService, by: User | None, actor: str) -> str:
    """Say who stopped it as a word of the catalog of channels: subscriber, operator or a rule."""
    if by is None:
        return actor
    holder = connected.number.account.contract.holder_id
    return "subscriber" if by.holder_id == holder else "operator"
