"""What was charged, newest first. Reads for the portal begin with `visible_to`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from kabinet.access.models import User
from kabinet.access.queries import within
from kabinet.access.rules import Permit
from kabinet.bills.models import REFUND, Charge
from kabinet.kit.money import ZERO, Money
from kabinet.ledger.models import Transfer
from kabinet.numbers.models import ConnectedService, Number
from kabinet.numbers.queries import SCOPES, of_this_holder

PAGE = 25
_SCOPES = {kind: f"number__{path}" for kind, path in SCOPES.items()} | {
    "account": "account__number"
}


@dataclass(frozen=True)
class Page:
    """A page of charges; `older` is the mark where the next one begins, or nothing."""

    charges: Sequence[Charge]
    older: str


@dataclass(frozen=True)
class Month:
    """What a month came to: charged, of that paid back, in how many lines."""

    month: datetime
    total: Money
    back: Money
    count: int


def visible_to(user: User) -> QuerySet[Charge]:
    """All charges on the contracts of this person or his company: to pay, or to dispute them."""
    charges = Charge.objects.order_by("-charged_at", "-pk")
    sees = user.may(Permit.SEE_MONEY) or user.may(Permit.OWN_CLAIMS)
    if not user.holder_id or not sees:
        return charges.none()
    return charges.filter(within(user, **_SCOPES), account__contract__holder_id=user.holder_id)


def latest(user: User, most: int) -> list[Charge]:
    return list(visible_to(user).select_related("number", "connected")[:most])


def page_of(user: User, *, number: Number | None = None, month: str = "", after: str = "") -> Page:
    """Give a page of charges, of one number or one month (`2026-11`) if asked.

    `after` is the mark that the page before it gave.
    """
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


def months_of(user: User, most: int = 12) -> list[Month]:
    """Add up the latest months, newest first; a month is the operator's."""
    added = (
        visible_to(user)
        .order_by()
        .annotate(month=TruncMonth("charged_at"))
        .values_list("month")
        .annotate(total=Sum("amount"), back=Sum("refunded"), count=Count("pk"))
        .order_by("-month")
    )
    return [Month(*row) for row in added[:most]]


def services_with_debits(number: Number) -> QuerySet[ConnectedService]:
    """All services of a number's holder, running ones first, each with what it has cost so far."""
    return (
        ConnectedService.objects.filter(of_this_holder(), number=number)
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
    return [*_wrong_payers(), *_wrong_amounts(), *_wrong_refunds()]


def _wrong_payers() -> Iterator[str]:
    """Find charges that another account paid."""
    strange = Charge.objects.exclude(transfer=None).exclude(
        Q(transfer__debit=F("account__ledger")) | Q(transfer__debit__part_of=F("account__ledger"))
    )
    for pk in strange.order_by("pk").values_list("pk", flat=True):
        yield f"charge {pk}: its transfer debits another account"


def _wrong_amounts() -> Iterator[str]:
    """Find transfers that moved something else; one may carry a whole bill."""
    carried = (
        Transfer.objects.filter(charges__isnull=False)
        .annotate(total=Sum("charges__amount"))
        .exclude(total=F("amount"))
        .order_by("pk")
    )
    for one in carried:
        yield f"transfer {one.key}: {one.amount} moved, {one.total} charged"


def _wrong_refunds() -> Iterator[str]:
    """Find accounts whose charges show another sum paid back than was paid to them."""
    shown = _sums(Charge.objects.filter(refunded__gt=0), "account__ledger", "refunded")
    whole = Coalesce("credit__part_of", "credit")
    back = Transfer.objects.filter(code=REFUND).annotate(payee=whole)
    paid = _sums(back, "payee", "amount")
    for account in sorted(shown.keys() | paid.keys()):
        told, moved = shown.get(account, ZERO), paid.get(account, ZERO)
        if told != moved:
            yield f"ledger account {account}: charges show {told} paid back, transfers {moved}"


def _sums(rows: QuerySet[Any], by: str, column: str) -> dict[int, Money]:
    return dict(rows.values_list(by).annotate(total=Sum(column)).order_by())


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
