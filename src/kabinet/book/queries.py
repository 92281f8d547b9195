"""The register of the complaints book."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from kabinet.book.models import BookEntry
from kabinet.cases.states import CaseState

PAGE = 25


@dataclass(frozen=True)
class Page:
    """A page of the register; `after` is the mark where the next one begins, or nothing."""

    entries: Sequence[BookEntry]
    after: str


def register(*, office: str = "", is_open: bool = False, after: str = "") -> Page:
    """Give a page of the register, the newest first."""
    entries = BookEntry.objects.select_related("case", "answered_by").order_by("-pk")
    if office:
        entries = entries.filter(office=office)
    if is_open:
        entries = entries.filter(case__closed_at=None)
    if after.isdecimal():
        entries = entries.filter(pk__lt=int(after))
    found = list(entries[: PAGE + 1])
    return Page(found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else "")


def entry_of(reference: str) -> BookEntry | None:
    beside = ("case__entry", "scan", "about", "answered_by")
    return BookEntry.objects.select_related(*beside).filter(case__reference=reference).first()


def verify() -> list[str]:
    """List entries that are closed without an answer, or answered and still open."""
    wrong = BookEntry.objects.filter(
        Q(case__state=CaseState.ANSWERED, answered_at=None)
        | (Q(answered_at__isnull=False) & ~Q(case__state=CaseState.ANSWERED))
    )
    return [
        f"complaints book, {one.case.reference}: its answer and its state do not agree"
        for one in wrong.select_related("case").order_by("pk")
    ]
