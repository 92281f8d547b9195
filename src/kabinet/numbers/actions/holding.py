"""Who holds a number: it is put on an account, and it changes hands."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.contracts.models import Account
from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.kit.money import ZERO
from kabinet.ledger import actions as ledger
from kabinet.ledger.models import LedgerAccount
from kabinet.numbers.actions.network import tell_network
from kabinet.numbers.models import (
    ConnectedService,
    Line,
    Number,
    NumberState,
    NumberStay,
    UserState,
)
from kabinet.parties.models import Party

TRANSFER = "transfer"  # who stops and carries on services when a number changes hands


class IdentifierTaken(Refused):
    sentence = _("This number is given out already. Choose another.")


class SameAccount(Refused):
    sentence = _("The number is on this account already.")


class MoneyStands(Refused):
    """The number owes money, or a disputed sum is frozen on it."""

    sentence = _("A debt or a disputed sum stands on the number. Settle it first.")


@transaction.atomic
def put_on_account(
    *,
    account: Account,
    identifier: str,
    tariff: str,
    at: datetime,
    line: str = Line.MOBILE,
    user_name: str = "",
    cost_centre: str = "",
    sim: str = "",
    vip: bool = False,
    by: User | None = None,
) -> Number:
    """Give a number to an account: with its own place in the ledger, held from this instant.

    Raises IdentifierTaken.
    """
    own = ledger_of(account, identifier)
    try:
        with transaction.atomic():
            number = Number.objects.create(
                identifier=identifier,
                line=line,
                account=account,
                ledger=own,
                tariff=tariff,
                user_name=user_name,
                cost_centre=cost_centre,
                sim=sim,
                vip=vip,
                since=at.date(),
            )
    except IntegrityError as taken:
        raise IdentifierTaken from taken
    NumberStay.objects.create(number=number, account=account, ledger=own, since_at=at)
    note(
        what="number.given",
        about=number,
        at=at,
        by=by,
        actor="" if by else "registry",
        data={"account": account.pk, "tariff": tariff},
        public=True,
    )
    return number


@transaction.atomic(savepoint=False)  # a step of a cut-over: it stands or falls with the rest
def hand_over(
    *,
    number: Number,
    to_account: Account,
    tariff: str,
    at: datetime,
    key: str,
    user: Party | None = None,
    user_name: str = "",
    by: User | None = None,
) -> Number:
    """Move a number and the money on it to another account, inside the caller's transaction.

    What it was charged stays with the old account. Paid services end with the former holder,
    free ones go on. Once per `key`. Raises SameAccount or MoneyStands.
    """
    fresh = Number.objects.select_for_update(of=("self",)).get(pk=number.pk)
    if fresh.account_id == to_account.pk:
        raise SameAccount
    new = ledger_of(to_account, fresh.identifier)
    _move_money(fresh.ledger, new, key, at)
    _end_services(fresh, at)
    NumberStay.objects.filter(number=fresh, until_at=None).update(until_at=at)
    NumberStay.objects.create(number=fresh, account=to_account, ledger=new, since_at=at)
    before = fresh.account_id
    fresh.account, fresh.ledger, fresh.tariff, fresh.since = to_account, new, tariff, at.date()
    fresh.user, fresh.user_name, fresh.user_state = user, user_name, UserState.MISSING
    fresh.cost_centre, fresh.state = "", NumberState.ACTIVE
    fresh.save()
    note(
        what="number.handed_over",
        about=fresh,
        at=at,
        by=by,
        actor="" if by else TRANSFER,
        data={"from": before, "to": to_account.pk, "tariff": tariff, "key": key},
    )
    return fresh


def ledger_of(account: Account, identifier: str) -> LedgerAccount:
    """Give the place where this number's money stands on this account, opened at its first use."""
    return ledger.open_part(whole=account.ledger, code=f"number:{identifier}:{account.number}")


def _move_money(old: LedgerAccount, new: LedgerAccount, key: str, at: datetime) -> None:
    rows = {row.pk: row for row in ledger.lock(old, new)}
    stands = rows[old.pk].balance
    if stands < ZERO or rows[old.pk].held:
        raise MoneyStands
    if stands:
        ledger.transfer(
            debit=old, credit=new, amount=stands, key=f"{key}:balance", code="hand_over", at=at
        )


def _end_services(number: Number, at: datetime) -> None:
    """End the former holder's services; the free ones begin anew under the new holder."""
    running = list(ConnectedService.objects.filter(number=number, stopped_at=None).order_by("pk"))
    for one in running:
        one.stopped_at, one.stopped_by = max(at, one.connected_at), TRANSFER
        one.save(update_fields=["stopped_at", "stopped_by"])
        if one.price:
            tell_network(one, verb="stop", at=at)
    ConnectedService.objects.bulk_create(
        ConnectedService(
            number=number,
            service=one.service,
            connected_at=at,
            connected_by="operator",
            channel="contract",
            price=one.price,
            period=one.period,
        )
        for one in running
        if not one.price
    )
