"""Charging, and paying a charge back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kabinet.bills.models import REFUND, Charge
from kabinet.contracts.models import Account
from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.kit.money import ZERO, Money
from kabinet.ledger import actions as ledger
from kabinet.ledger.models import LedgerAccount, Transfer
from kabinet.numbers.models import ConnectedService, Number


class ServiceIsOff(Refused):
    """The service was stopped before this debit: nothing more may be charged for it."""

    sentence = _("The service is off: nothing is charged for it any more.")


class NothingLeft(Refused):
    """Less than the asked part is left of a charge; `charge_id` says of which."""

    sentence = _("Part of this money has been paid back already.")

    def __init__(self, charge_id: int) -> None:
        super().__init__(str(charge_id))
        self.charge_id = charge_id


class SeveralAccounts(ValueError):
    """One refund pays back charges of one account."""


@transaction.atomic
def charge(
    *,
    account: Account,
    number: Number,
    kind: str,
    service: str,
    amount: Money,
    key: str,
    at: datetime,
    connected: ConnectedService | None = None,
) -> Charge:
    """Debit a number, or the account where it is elsewhere by now, once per key.

    Raises ServiceIsOff or AlreadyPosted; then nothing moved.
    """
    if connected is not None:
        held = ConnectedService.objects.select_for_update().get(pk=connected.pk)
        if held.stopped_at is not None and held.stopped_at <= at:
            raise ServiceIsOff(connected.pk)
    posted = ledger.transfer(
        debit=_purse(account, [number]),
        credit=ledger.operator_account("operator:revenue"),
        amount=amount,
        key=f"charge:{key}",
        code=f"charge.{kind}",
        at=at,
    )
    return Charge.objects.create(
        account=account,
        number=number,
        kind=kind,
        service=service,
        connected=connected,
        amount=amount,
        charged_at=at,
        transfer=posted,
    )


@transaction.atomic
def refund(*, parts: Sequence[tuple[int, Money]], key: str, at: datetime) -> Transfer:
    """Pay parts of charges back in one transfer, once per key: to their number, if it is one.

    `parts` are (charge id, kopecks). Raises NothingLeft or AlreadyPosted; then nothing moved.
    """
    wanted = dict(parts)
    # In id order, so that two refunds cannot wait for each other.
    charges = list(
        Charge.objects.select_for_update(of=("self",))
        .select_related("account__ledger", "number__ledger")
        .filter(pk__in=wanted)
        .order_by("pk")
    )
    if len({one.account_id for one in charges}) != 1 or len(charges) != len(parts):
        raise SeveralAccounts(key)
    for one in charges:
        if not ZERO < wanted[one.pk] <= one.refundable:
            raise NothingLeft(one.pk)
        one.refunded = one.refunded + wanted[one.pk]
    account, total = charges[0].account, sum(wanted.values(), ZERO)
    posted = ledger.transfer(
        debit=ledger.operator_account("operator:refunds"),
        credit=_purse(account, [one.number for one in charges]),
        amount=total,
        key=key,
        code=REFUND,
        at=at,
    )
    Charge.objects.bulk_update(charges, ["refunded"])
    note(
        what="money.refunded",
        about=account,
        at=at,
        actor=key,
        data={"amount": int(total), "charges": sorted(wanted)},
        public=True,
    )
    return posted


def _purse(account: Account, numbers: Sequence[Number]) -> LedgerAccount:
    """Tell where the money stands: at the one number that is on the account, or at the account."""
    first = numbers[0]
    is_one = {one.pk for one in numbers} == {first.pk}
    return first.ledger if is_one and first.account_id == account.pk else account.ledger
