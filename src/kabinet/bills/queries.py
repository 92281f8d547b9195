"""What was charged, newest first. Reads for the portal begin with `visible_to`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from kabinet.access.models import User
from kabinet.access.rules import Permit
from kabinet.bills.models import Charge
from kabinet.kit.money import ZERO
from kabinet.ledger.models import Transfer
from kabinet.numbers.models import ConnectedService, Number

PAGE = 25


@dataclass(frozen=True)
class Page:
    """A page of charges; `older` is the mark where the next one begins, or nothing."""

    charges: Sequence[Charge]
    older: str


def visible_to(user: User) -> QuerySet[Charge]:
    """All charges on the contracts that this person holds himself."""
    charges = Charge.objects.order_by("-charged_at", "-pk")
    if not user.party_id or not user.may(Permit.OWN_ACCOUNT):
        return charges.none()
    return charges.filter(account__contract__holder_id=user.party_id)


def latest(user: User, most: int) -> list[Charge]:
    return list(visible_to(user).select_related("number", "connected")[:most])


def page_of(user: User, *, number: Number | None = None, month: str = "", after: str = "") -> Page:
    """Give a page of charges, of one number or one month (`2026-11`) if asked; keyset by `after`."""
    charges = visible_to(user).select_related("number", "connected__consent")
    if number is not None:
        charges = charges.filter(number=number)
    if first := _month(month):
        charges = charges.filter(charged_at__year=first.year, charged_at__month=first.month)
    if mark := _mark(after):
        at, pk = mark
        charges = charges.filter(Q(charged_at__lt=at) | Q(charged_at=at, pk__lt=pk))
    found = list(charges[: PAGE + 1])
    shown = found[:PAGE]
    older = f"{shown[-1].charged_at.isoformat()}_{shown[-1].pk}" if len(found) > PAGE else ""
    return Page(shown, older)


def months_of(user: User, most: int = 12) -> list[dict[str, Any]]:
    """Sum up the latest months: {month, total, refunded, count}."""
    return list(
        visible_to(user)
        .order_by()
        .annotate(month=TruncMonth("charged_at"))
        .values("month")
        .annotate(total=Sum("amount"), back=Sum("refunded"), count=Count("pk"))
        .order_by("-month")[:most]
    )


def services_with_debits(number: Number) -> QuerySet[ConnectedService]:
    """All services ever on a number, running ones first, each with what it has cost so far."""
    return (
        ConnectedService.objects.filter(number=number)
        .select_related("consent")
        .annotate(
            debited=Sum("charges__amount"),
            back=Sum("charges__refunded"),
            last_debit_at=Max("charges__charged_at"),
        )
        .order_by(F("stopped_at").desc(nulls_first=True), "-connected_at", "-pk")
    )


def verify() -> list[str]:
    """List charges that their transfer does not carry, and refunds that no transfer paid."""
    wrong = [
        f"charge {pk}: {amount} charged, {moved} moved"
        for pk, amount, moved in Charge.objects.filter(transfer__isnull=False)
        .annotate(sharing=Count("transfer__charges"))
        .filter(sharing=1)
        .exclude(transfer__amount=F("amount"))
        .values_list("pk", "amount", "transfer__amount")
    ]
    return wrong + _shared_transfers() + _refunds()


def _shared_transfers() -> list[str]:
    """One transfer may carry a whole bill: its charges add up to it."""
    carried = (
        Transfer.objects.filter(charges__isnull=False)
        .annotate(total=Sum("charges__amount"), lines=Count("charges"))
        .filter(lines__gt=1)
        .exclude(total=F("amount"))
    )
    return [f"transfer {one.key}: {one.amount} moved, {one.total} charged" for one in carried]


def _refunds() -> list[str]:
    by_charge = Charge.objects.aggregate(total=Sum("refunded"))["total"] or ZERO
    paid = (
        Transfer.objects.filter(code="refund", key__startswith="refund:")
        | Transfer.objects.filter(code="refund", key__startswith="settled:")
    ).aggregate(total=Sum("amount"))["total"] or ZERO
    return [f"charges show {by_charge} paid back, transfers {paid}"] if by_charge > paid else []


def _month(typed: str) -> date | None:
    try:
        return date.fromisoformat(f"{typed}-01")
    except ValueError:
        return None


def _mark(typed: str) -> tuple[datetime, int] | None:
    moment, _, pk = typed.rpartition("_")
    try:
        return datetime.fromisoformat(moment), int(pk)
    except ValueError:
        return None
