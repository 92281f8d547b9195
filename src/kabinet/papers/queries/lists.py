"""What a side must bring, what is lacking, what waits to be judged."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kabinet.access.models import User
from kabinet.access.rules import Permit
from kabinet.cases.models import Case
from kabinet.cases.queries.lists import read_mark
from kabinet.pack.formats import Text
from kabinet.pack.papers import PaperKind
from kabinet.papers.models import Paper
from kabinet.papers.queries.kinds import kind_of
from kabinet.papers.rules import Standing, lack
from kabinet.papers.states import PaperState, Why

PAGE = 25


@dataclass(frozen=True)
class Line:
    """A paper of a checklist, what the pack says of it, and what is still lacking."""

    paper: Paper
    kind: PaperKind
    why: str  # of `Why`; "" when nothing is lacking

    @property
    def sentence(self) -> object:
        return Why(self.why).label if self.why else ""


@dataclass(frozen=True)
class Lack:
    """A paper that a side has still to bring, and why: what an action refuses by."""

    side: str
    kind: str
    why: str
    name: Text

    @property
    def sentence(self) -> object:
        return Why(self.why).label


@dataclass(frozen=True)
class Page:
    lines: Sequence[Line]
    after: str  # the mark where the next page begins; "" on the last


@dataclass(frozen=True)
class Request:
    """A case that wants papers of somebody, and how many are still lacking."""

    case: Case
    missing: int


@dataclass(frozen=True)
class Requests:
    cases: Sequence[Request]
    after: str


def visible_to(user: User) -> QuerySet[Paper]:
    """All papers that this person must bring himself, or for whom he acts."""
    papers = Paper.objects.filter(is_needed=True).select_related("case", "file").order_by("pk")
    if not user.holder_id or not user.may(Permit.OWN_ACCOUNT):
        return papers.none()
    return papers.filter(party_id=user.holder_id)


def requests_of(user: User, *, after: str = "") -> Requests:
    """Give a page of the requests that want papers of somebody, the newest first."""
    papers = visible_to(user)
    cases = Case.objects.filter(pk__in=papers.order_by().values("case")).order_by("-pk")
    if after.isdecimal():
        cases = cases.filter(pk__lt=int(after))
    found = list(cases[: PAGE + 1])
    shown = found[:PAGE]
    lines = _lines(papers.filter(case__in=shown))
    missing = Counter(line.paper.case_id for line in lines if line.why)
    return Requests(
        [Request(case, missing[case.pk]) for case in shown],
        str(shown[-1].pk) if len(found) > PAGE else "",
    )


def checklist(case: Case, side: str = "") -> list[Line]:
    """List what a side must bring (both, without one), in the order in which it was asked for."""
    papers = case.papers.filter(is_needed=True).select_related("file").order_by("pk")
    return _lines(papers.filter(side=side) if side else papers)


def lacking(case: Case) -> list[Lack]:
    """List every paper that still hinders the case, of every side."""
    return [
        Lack(side=line.paper.side, kind=line.kind.id, why=line.why, name=line.kind.name)
        for line in checklist(case)
        if line.why
    ]


def sides_of(case: Case) -> list[str]:
    """List the sides that have something to bring."""
    sides = case.papers.filter(is_needed=True).order_by("side")
    return list(sides.values_list("side", flat=True).distinct())


def to_judge(*, after: str = "") -> Page:
    """Give a page of papers that wait for a clerk, the longest waiting first."""
    waiting = Paper.objects.filter(
        state=PaperState.UPLOADED, is_needed=True, case__closed_at=None
    ).select_related("case", "file")
    if mark := read_mark(after):
        at, pk = mark
        waiting = waiting.filter(Q(uploaded_at__gt=at) | Q(uploaded_at=at, pk__gt=pk))
    found = list(waiting.order_by("uploaded_at", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    after = f"{last.uploaded_at.isoformat()}_{last.pk}" if last and last.uploaded_at else ""
    return Page(_lines(found[:PAGE]), after)


def _lines(papers: Iterable[Paper]) -> list[Line]:
    return [Line(paper, kind_of(paper), _why(paper, kind_of(paper))) for paper in papers]


def _why(paper: Paper, kind: PaperKind) -> str:
    return lack(
        Standing(
            state=paper.state,
            needs_original=kind.original,
            original_seen=paper.original_seen_at is not None,
        )
    )
