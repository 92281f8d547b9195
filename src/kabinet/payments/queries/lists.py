"""Payments and statements as lists, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from kabinet.access.models import User
from kabinet.contracts.queries import accounts_of
from kabinet.payments.models import LineState, Payment, Source, Statement, StatementLine

PAGE = 25


@dataclass(frozen=True)
class Lines:
    """A page of statement lines; `after` is the mark where the next one begins, or nothing."""

    lines: Sequence[StatementLine]
    after: str


def visible_to(user: User) -> QuerySet[Payment]:
    """All payments to accounts that this person may see."""
    return (
        Payment.objects.filter(account__in=accounts_of(user))
        .select_related("account", "number", "receipt")
        .order_by("-posted_at", "-pk")
    )


def at_till(user: User, most: int = 10) -> list[Payment]:
    """List the latest payments that a clerk took himself."""
    mine = Payment.objects.filter(by=user, source=Source.TILL).order_by("-pk")
    return list(mine.select_related("account", "number", "receipt")[:most])


def payment_of(token: str) -> Payment | None:
    beside = ("account__ledger", "account__contract__holder", "number__ledger", "receipt", "by")
    return Payment.objects.select_related(*beside).filter(token=token).first()


def statements(most: int = PAGE) -> list[Statement]:
    """List the latest files, each with what became of its lines."""
    return list(
        Statement.objects.select_related("file", "loaded_by")
        .annotate(
            posted=Count("lines", filter=Q(lines__state=LineState.POSTED)),
            waiting=Count("lines", filter=Q(lines__state=LineState.UNMATCHED)),
        )
        .order_by("-pk")[:most]
    )


def statement_of(token: str) -> Statement | None:
    return Statement.objects.select_related("file", "loaded_by").filter(token=token).first()


def waiting(after: str = "") -> Lines:
    """Give a page of the payments that nobody was credited with, the newest first."""
    return _page(StatementLine.objects.filter(state=LineState.UNMATCHED), after)


def count_waiting() -> int:
    return StatementLine.objects.filter(state=LineState.UNMATCHED).count()


def lines_of(statement: Statement, after: str = "") -> Lines:
    return _page(StatementLine.objects.filter(statement=statement), after)


def line_of(pk: int) -> StatementLine | None:
    beside = ("statement__file", "payment__account", "payment__number", "judged_by")
    return StatementLine.objects.select_related(*beside).filter(pk=pk).first()


def _page(lines: QuerySet[StatementLine], after: str) -> Lines:
    if after.isdecimal():
        lines = lines.filter(pk__lt=int(after))
    beside = ("statement__file", "payment__account", "payment__number")
    found = list(lines.select_related(*beside).order_by("-pk")[: PAGE + 1])
    return Lines(found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else "")
