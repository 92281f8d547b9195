"""What must hold of every order, whatever happened (`kabinet verify`)."""

from collections.abc import Iterator

from django.db.models import Count, F, Q

from kabinet.orders.models import Order, OrderLine
from kabinet.orders.states import OPEN, LineState

_OPEN = sorted(OPEN)


def verify() -> list[str]:
    """List orders whose lines, case and network contradict each other."""
    return [*_wrong_totals(), *_ended_but_open(), *_open_but_ended(), *_unconfirmed()]


def _wrong_totals() -> Iterator[str]:
    orders = Order.objects.annotate(count=Count("lines")).exclude(count=F("total"))
    for one in orders.select_related("case"):
        yield f"order {one.case.reference}: {one.total} lines filed, {one.count} are there"


def _ended_but_open() -> Iterator[str]:
    orders = Order.objects.annotate(still=Count("lines", filter=Q(lines__state__in=_OPEN)))
    for one in orders.filter(still=0, case__closed_at=None).select_related("case"):
        yield f"order {one.case.reference}: every line has ended, and the case is open"


def _open_but_ended() -> Iterator[str]:
    lines = OrderLine.objects.filter(state__in=_OPEN, order__case__closed_at__isnull=False)
    for one in lines.select_related("order__case"):
        yield f"order {one.order.case.reference}: closed, and row {one.place} is open"


def _unconfirmed() -> Iterator[str]:
    lines = OrderLine.objects.filter(
        state=LineState.DONE, command__isnull=False, command__confirmed_at=None
    )
    for one in lines.select_related("order__case"):
        yield f"order {one.order.case.reference}: row {one.place} is done, the network silent"
