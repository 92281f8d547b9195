"""The free stock: numbers that nobody has yet are put in, reserved, taken out."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.contracts.models import Account
from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.numbers.actions.holding import put_on_account
from kabinet.numbers.models import Number, StockNumber


class NotFree(Refused):
    sentence = _("This number is not free any more. Choose another.")


@transaction.atomic
def add_to_stock(
    *, identifiers: Iterable[str], region: str, at: datetime, by: User | None = None
) -> int:
    """Put numbers into the free stock; those that are there or given out are left. Count them."""
    wanted = set(identifiers)
    wanted -= set(Number.objects.filter(identifier__in=wanted).values_list("identifier", flat=True))
    held = StockNumber.objects.filter(identifier__in=wanted)
    wanted -= set(held.values_list("identifier", flat=True))
    made = [StockNumber(identifier=one, region=region) for one in sorted(wanted)]
    StockNumber.objects.bulk_create(made, batch_size=500)
    for one in made[:1]:
        data = {"region": region, "count": len(made)}
        note(what="stock.filled", about=one, at=at, by=by, actor="" if by else "stock", data=data)
    return len(made)


@transaction.atomic
def reserve(
    *, identifier: str, account: Account, until: datetime, at: datetime, by: User | None = None
) -> StockNumber:
    """Keep a free number for an account until an instant. Raises NotFree."""
    found = _locked(identifier, account, at)
    found.reserved_for, found.reserved_until = account, until
    found.save(update_fields=["reserved_for", "reserved_until"])
    note(
        what="stock.reserved",
        about=found,
        at=at,
        by=by,
        actor="" if by else "stock",
        data={"account": account.pk, "until": until.isoformat()},
    )
    return found


@transaction.atomic
def take_from_stock(
    *, identifier: str, account: Account, tariff: str, at: datetime, by: User | None = None
) -> Number:
    """Give a free number, or one reserved for this account, to the account. Raises NotFree."""
    found = _locked(identifier, account, at)
    vip = found.vip
    found.delete()
    return put_on_account(
        account=account, identifier=identifier, tariff=tariff, vip=vip, at=at, by=by
    )


def _locked(identifier: str, account: Account, at: datetime) -> StockNumber:
    free = Q(reserved_for=None) | Q(reserved_for=account) | Q(reserved_until__lte=at)
    found = StockNumber.objects.select_for_update().filter(free, identifier=identifier).first()
    if found is None:
        raise NotFree
    return found
