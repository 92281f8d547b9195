"""Queues by deadline, the supervisor's board, the search. Keyset pages on partial indexes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from kabinet.access.models import User
from kabinet.access.queries import within
from kabinet.access.rules import Permit
from kabinet.cases.models import Case
from kabinet.cases.rules import read_reference
from kabinet.cases.search import matching
from kabinet.cases.states import CaseKind
from kabinet.numbers.queries import SCOPES
from kabinet.numbers.rules import normalize

PAGE = 25
MANY = 1000  # counted no further: a badge says «1000+»
MOST_OFFICERS = 50
_SCOPES = {kind: f"number__{path}" for kind, path in SCOPES.items()} | {
    "account": "account__number"
}
# Which kinds of matters a member of a company sees by what he may do for it.
_MATTERS = {
    CaseKind.CLAIM: Permit.OWN_CLAIMS,
    CaseKind.QUESTION: Permit.OWN_CLAIMS,
    CaseKind.FRAUD: Permit.OWN_CLAIMS,
    CaseKind.ORDER: Permit.CHANGE_NUMBERS,
    CaseKind.TRANSFER: Permit.HAND_OVER,
    CaseKind.COPY: Permit.SEE_MONEY,
    CaseKind.BOOK: Permit.OWN_CLAIMS,
    CaseKind.OWNER: Permit.CHANGE_OWNER_DATA,
}


@dataclass(frozen=True)
class Page:
    cases: Sequence[Case]
    after: str  # the mark where the next page begins; "" on the last


@dataclass(frozen=True)
class Load:
    """How many open cases: past their deadline, due within a day, in all."""

    late: int = 0
    today: int = 0
    open: int = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(self.late + other.late, self.today + other.today, self.open + other.open)


NOTHING = Load()


@dataclass(frozen=True)
class Board:
    """What a supervisor sees: how much is late, due soon, and on whose desk."""

    total: Load
    by_desk: Sequence[tuple[str, Load]]
    by_officer: Sequence[tuple[User, Load]]
    latest: Sequence[Case]


def visible_to(user: User) -> QuerySet[Case]:
    """All cases of this person; of his company, those that his role and his part of it allow."""
    cases = Case.objects.order_by("-pk")
    if not user.holder_id or not user.may(Permit.OWN_ACCOUNT):
        return cases.none()
    if user.seat and not user.may(Permit.SEE_MATTERS):
        cases = cases.filter(kind__in=[kind for kind, one in _MATTERS.items() if user.may(one)])
    return cases.filter(within(user, **_SCOPES), party_id=user.holder_id)


def queue(
    *,
    desk: str = "",
    kind: str = "",
    of: int | None = None,
    is_free: bool = False,
    after: str = "",
) -> Page:
    """Give a page of open cases, the most urgent first.

    `of` names the officer whose cases they are; `is_free`: nobody's yet.
    """
    wanted = {"desk": desk, "kind": kind, "assignee": of, "assignee__isnull": is_free}
    cases = Case.objects.filter(closed_at=None, due_at__isnull=False).filter(
        **{name: value for name, value in wanted.items() if value}
    )
    if mark := read_mark(after):
        due_at, pk = mark
        # The first test is for the index, the second for the day's own order.
        cases = cases.filter(due_at__gte=due_at).filter(Q(due_at__gt=due_at) | Q(pk__gt=pk))
    found = list(cases.select_related("assignee", "number").order_by("due_at", "pk")[: PAGE + 1])
    shown = found[:PAGE]
    return Page(shown, write_mark(shown[-1]) if len(found) > PAGE else "")


def arrivals(*, after: str = "", kind: str = "") -> Page:
    """Give a page of the incoming register, the newest first; of one kind, by its own book."""
    cases = Case.objects.select_related("entry", "assignee")
    if kind:
        return _book(cases.filter(entry__book=f"in.{kind}"), after)
    if after.isdecimal():
        cases = cases.filter(pk__lt=int(after))
    found = list(cases.order_by("-pk")[: PAGE + 1])
    return Page(found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else "")


def _book(cases: QuerySet[Case], after: str) -> Page:
    """Leaf back through one book of the register; the mark is its last reference, `2026-00017`."""
    year, _, number = after.partition("-")
    if year.isdecimal() and number.isdecimal():
        before = Q(entry__year__lt=int(year)) | Q(entry__number__lt=int(number))
        cases = cases.filter(before, entry__year__lte=int(year))
    found = list(cases.order_by("-entry__year", "-entry__number")[: PAGE + 1])
    shown = found[:PAGE]
    return Page(shown, shown[-1].entry.reference if len(found) > PAGE else "")


def counted(cases: QuerySet[Case]) -> int:
    """Count no further than a thousand: exact counts of everything are slow and read by nobody."""
    return cases.order_by()[: MANY + 1].count()


def search(typed: str, most: int = 25) -> list[Case]:
    """Find by reference, by number of ours, or by words; one field for all."""
    cases = Case.objects.select_related("assignee", "number")
    reference, number = read_reference(typed), normalize(typed)
    if reference and (found := list(cases.filter(reference=reference))):
        return found
    theirs = cases.filter(number__identifier=number).order_by("-pk")
    if number and (found := list(theirs[:most])):
        return found
    ids = matching(number or typed, most)
    return sorted(cases.filter(pk__in=ids), key=lambda case: -case.pk)


def board(at: datetime) -> Board:
    """Sum up the open cases at a moment, in one walk over them."""
    live = Case.objects.filter(closed_at=None, due_at__isnull=False)
    late, soon = Q(due_at__lte=at), Q(due_at__gt=at, due_at__lte=at + timedelta(days=1))
    piles = live.values_list("desk", "assignee").annotate(
        late=Count("pk", filter=late), today=Count("pk", filter=soon), open=Count("pk")
    )
    by_desk: dict[str, Load] = {}
    by_officer: dict[int, Load] = {}
    for desk, officer, *counts in piles.order_by():
        load = Load(*counts)
        by_desk[desk] = by_desk.get(desk, NOTHING) + load
        if officer:
            by_officer[officer] = by_officer.get(officer, NOTHING) + load
    return Board(
        total=sum(by_desk.values(), NOTHING),
        by_desk=sorted(by_desk.items()),
        by_officer=_most_loaded(by_officer),
        latest=list(live.filter(late).select_related("assignee").order_by("due_at", "pk")[:PAGE]),
    )


def _most_loaded(loads: dict[int, Load]) -> list[tuple[User, Load]]:
    names = User.objects.in_bulk(loads)
    found = [(names[officer], load) for officer, load in loads.items()]
    return sorted(found, key=lambda one: (-one[1].late, -one[1].open, one[0].name))[:MOST_OFFICERS]


def write_mark(case: Case) -> str:
    return f"{case.due_at.isoformat()}_{case.pk}" if case.due_at else ""


def read_mark(typed: str) -> tuple[datetime, int] | None:
    moment, _, pk = typed.rpartition("_")
    try:
        mark = datetime.fromisoformat(moment), int(pk)
    except ValueError:
        return None
    return mark if mark[0].tzinfo else None
