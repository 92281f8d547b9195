"""Orders in lists: the holder's own, and what waits at the processing centre."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from kabinet.access.models import User
from kabinet.cases.queries.lists import visible_to as cases_visible_to
from kabinet.orders.models import Order, OrderLine
from kabinet.orders.states import OPEN, LineState

PAGE = 50


@dataclass(frozen=True)
class Progress:
    """How far an order has come: how many lines in each state."""

    total: int
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def done(self) -> int:
        return self.counts.get(LineState.DONE, 0)

    @property
    def refused(self) -> int:
        return self.counts.get(LineState.REFUSED, 0)

    @property
    def open(self) -> int:
        return sum(self.counts.get(state, 0) for state in OPEN)

    @property
    def ended(self) -> int:
        return self.total - self.open

    @property
    def by_state(self) -> list[tuple[str, str, int]]:
        return [
            (state.value, str(state.label), self.counts[state])
            for state in LineState
            if self.counts.get(state)
        ]


@dataclass(frozen=True)
class Page:
    lines: Sequence[OrderLine]
    after: str


@dataclass(frozen=True)
class OrderPage:
    orders: Sequence[Order]
    after: str


def visible_to(user: User) -> QuerySet[Order]:
    """All orders of this person; of his company, those that his part of it allows."""
    orders = Order.objects.select_related("case").order_by("-pk")
    if user.seat and user.seat.scopes:
        return orders.filter(filed_by=user, holder_id=user.holder_id or 0)
    return orders.filter(case__in=cases_visible_to(user).order_by())


def with_counts(orders: QuerySet[Order]) -> QuerySet[Any]:
    """Add how many rows of each order are done and how many refused, in the same query."""
    return orders.annotate(
        done=Count("lines", filter=Q(lines__state=LineState.DONE)),
        refused=Count("lines", filter=Q(lines__state=LineState.REFUSED)),
    )


def order_of(reference: str) -> Order | None:
    beside = ("case__party", "case__account", "filed_by", "holder")
    return Order.objects.select_related(*beside).filter(case__reference=reference).first()


def progress_of(order: Order) -> Progress:
    counts = order.lines.order_by().values_list("state").annotate(count=Count("pk"))
    return Progress(order.total, dict(counts))


def lines_of(order: Order, *, state: str = "", after: str = "") -> Page:
    """Give a page of an order's lines in the order of its rows, of one state if asked."""
    lines = order.lines.select_related("number", "decided_by").order_by("place", "pk")
    if state in LineState.values:
        lines = lines.filter(state=state)
    place, _, pk = after.partition("-")
    if place.isdecimal() and pk.isdecimal():
        lines = lines.filter(Q(place__gt=int(place)) | Q(place=int(place), pk__gt=int(pk)))
    found = list(lines[: PAGE + 1])
    shown = found[:PAGE]
    return Page(shown, f"{shown[-1].place}-{shown[-1].pk}" if len(found) > PAGE else "")


def desk(at: datetime, *, action: str = "", state: str = "", after: str = "") -> OrderPage:
    """Give a page of what waits at the processing centre, the least time left first."""
    begun = Q(scheduled_for=None) | Q(scheduled_for__lte=at)
    of_state = Count("lines", filter=Q(lines__state=state or LineState.WAITING))
    orders = (
        Order.objects.filter(begun, case__closed_at=None)
        .select_related("case", "holder")
        .annotate(waiting=of_state, actions=Count("lines__action", distinct=True))
        .order_by("case__due_at", "pk")
    )
    if action:
        orders = orders.filter(lines__action=action)
    if state == LineState.ASKED:
        orders = orders.filter(waiting__gt=0)
    if mark := _mark(after):
        due, pk = mark
        orders = orders.filter(Q(case__due_at__gt=due) | Q(case__due_at=due, pk__gt=pk))
    found = list(orders[: PAGE + 1])
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    after = f"{last.case.due_at.isoformat()}_{last.pk}" if last and last.case.due_at else ""
    return OrderPage(shown, after)


def what_is_done(orders: Sequence[Order]) -> dict[int, list[tuple[str, int]]]:
    """Name for each order what is to be done in it, and how often; one query for a page."""
    found: dict[int, list[tuple[str, int]]] = {}
    lines = OrderLine.objects.filter(order__in=orders).order_by()
    for order, action, count in lines.values_list("order", "action").annotate(count=Count("pk")):
        found.setdefault(order, []).append((action, count))
    return found


def _mark(typed: str) -> tuple[datetime, int] | None:
    moment, _, pk = typed.rpartition("_")
    try:
        return datetime.fromisoformat(moment), int(pk)
    except ValueError:
        return None
