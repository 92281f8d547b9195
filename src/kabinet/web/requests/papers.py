"""A checklist as it is shown; a paper received; a form given. Bound to no login and no address.

rows(checklist(case, side), Addresses(form=…, upload=…, file=…), problems)
-> `rows` of `requests/_checklist.html`
receive(request, paper, by=…)  -> "" or the sentence of the refusal, for `problems[kind]`
give_form(paper, ending, by=…) -> the filled form as a download
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kabinet.access.models import User
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.papers.actions import note_filled, upload
from kabinet.papers.models import Paper
from kabinet.papers.queries import Line, NoForm, form as form_of
from kabinet.papers.states import PaperState
from kabinet.web.files import FORMS, download, file_answer
from kabinet.web.requests.told import facts_of

Address = Callable[[Paper], str]
COLORS = {"uploaded": "warn", "accepted": "good", "refused": "bad"}
OPEN = {PaperState.MISSING, PaperState.FILLED, PaperState.UPLOADED, PaperState.REFUSED}


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where a page's forms, uploads and files lie; `form` takes the ending and the language."""

    form: Callable[[Paper, str, str], str]
    upload: Address
    file: Address


@dataclass(frozen=True, kw_only=True)
class Row:
    """A paper of a checklist as a page shows it."""

    line: Line
    color: str
    forms: list[tuple[str, str]] = field(default_factory=list)  # words, address
    upload_url: str = ""  # empty: nothing is sent any more
    files: list[dict[str, Any]] = field(default_factory=list)
    problem: str = ""

    @property
    def id(self) -> str:
        return f"paper-{self.line.paper.pk}"


def rows(
    lines: Iterable[Line], addresses: Addresses, problems: Mapping[str, str] | None = None
) -> list[Row]:
    return [_row(line, addresses, (problems or {}).get(line.kind.id, "")) for line in lines]


def _row(line: Line, addresses: Addresses, problem: str) -> Row:
    paper, kind = line.paper, line.kind
    is_open = paper.state in OPEN and paper.case.closed_at is None
    return Row(
        line=line,
        color="good" if not line.why else COLORS.get(paper.state, ""),
        forms=_forms(paper, addresses) if kind.form and is_open else [],
        upload_url=addresses.upload(paper) if kind.upload and is_open else "",
        files=[{"name": paper.file.name, "size": paper.file.size, "url": addresses.file(paper)}]
        if paper.file
        else [],
        problem=problem,
    )


def _forms(paper: Paper, addresses: Addresses) -> list[tuple[str, str]]:
    return [
        (_("Filled form, Word"), addresses.form(paper, "docx", "ru")),
        (_("Filled form, PDF"), addresses.form(paper, "pdf", "ru")),
        (_("English copy to read"), addresses.form(paper, "pdf", "en")),
    ]


def receive(request: HttpRequest, paper: Paper, *, by: User | None = None, actor: str = "") -> str:
    """Take the file that came for a paper; say in a sentence why it was refused, or nothing."""
    came = request.FILES.get("file")
    if came is None:
        return _("Choose a file first.")
    try:
        upload(paper=paper, upload=came, name=came.name or "", by=by, actor=actor, at=clock.now())
    except Refused as refused:
        return str(refused.sentence)
    return ""


def give_form(
    paper: Paper, ending: str, *, language: str = "ru", by: User | None = None, actor: str = ""
) -> HttpResponse:
    """Give the filled form to keep; that it was taken is written down. 404 where there is none."""
    if ending not in FORMS or language not in {"ru", "en"}:
        raise Http404
    at = clock.now()
    try:
        body = form_of(
            paper.kind,
            facts_of(paper.case),
            side=paper.side,
            ending=cast("Literal['pdf', 'docx']", ending),
            at=at,
            language=language,
        )
    except NoForm:
        raise Http404 from None
    if paper.case.closed_at is None and paper.is_needed and (by or actor):
        note_filled(paper=paper, by=by, actor=actor, at=at)
    tail = "" if language == "ru" else f"-{language}"
    name = f"{paper.case.reference}-{paper.kind}{tail}.{ending}"
    return download(body if isinstance(body, bytes) else body.encode(), name, ending)


def give_file(paper: Paper) -> HttpResponse:
    """Give back what was sent, bit for bit. 404 where nothing was."""
    if paper.file is None:
        raise Http404
    return file_answer(paper.file)
