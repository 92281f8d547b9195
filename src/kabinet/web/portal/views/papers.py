"""My papers for a request: the checklist, the filled forms, what I send; and my visit."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kabinet.access.rules import Permit
from kabinet.cases.models import Case
from kabinet.offices.queries import office as office_of
from kabinet.papers.models import Paper
from kabinet.papers.queries import checklist, requests_of, side_of, visible_to
from kabinet.showroom.queries import live_visit_of
from kabinet.web.policy import allow, signed_in as me
from kabinet.web.requests.papers import Addresses, give_file, give_form, receive, rows
from kabinet.web.requests.visits import Booker, visiting
from kabinet.web.who import my_party


@allow(Permit.OWN_ACCOUNT)
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """List the requests that want papers of mine, the newest first."""
    page = requests_of(me(request), after=request.GET.get("after", ""))
    older = f"?after={page.after}" if page.after else ""
    return render(request, "portal/requests.html", {"cases": page.cases, "older": older})


@allow(Permit.OWN_ACCOUNT)
@require_GET
def papers(request: HttpRequest, reference: str) -> HttpResponse:
    return _page(request, *_mine(request, reference), {})


@allow(GET=Permit.OWN_ACCOUNT, POST=Permit.OWN_ACCOUNT)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Take a file for one paper; what is refused is told beside it."""
    case, side = _mine(request, reference)
    if request.method != "POST":
        return redirect("portal:papers", reference)
    problem = receive(request, _paper(request, reference, kind), by=me(request))
    if problem:
        return _page(request, case, side, {kind: problem})
    return redirect("portal:papers", reference)


@allow(Permit.OWN_ACCOUNT)
@require_GET
def form(request: HttpRequest, reference: str, kind: str, ending: str) -> HttpResponse:
    """Give a form filled in: Russian to be signed, English to be read."""
    language = request.GET.get("language", "ru")
    paper = _paper(request, reference, kind)
    return give_form(paper, ending, language=language, by=me(request))


@allow(Permit.OWN_ACCOUNT)
@require_GET
def file(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    return give_file(_paper(request, reference, kind))


@allow(GET=Permit.OWN_ACCOUNT, POST=Permit.OWN_ACCOUNT)
@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose a showroom and an hour; see, move or give up the visit."""
    case, side = _mine(request, reference)
    booker = Booker(
        case=case,
        side=side,
        here=reverse("portal:visit", args=[reference]),
        back=reverse("portal:papers", args=[reference]),
        by=me(request),
        party=my_party(request),
        may_be_together=side != "applicant",
    )
    return visiting(request, booker)


def _page(request: HttpRequest, case: Case, side: str, problems: dict[str, str]) -> HttpResponse:
    lines, visit = checklist(case), live_visit_of(case, side)
    place = office_of(visit.office) if visit else None
    own = [line for line in lines if line.paper.side == side]
    page = {
        "case": case,
        "rows": rows(own, ADDRESSES, problems),
        "others": [line for line in lines if line.paper.side != side],
        "visit": visit,
        "zone": place.zone if place else "",
        "is_closed": case.closed_at is not None,
        "problems": list(problems.values()),
    }
    return render(request, "portal/papers.html", page, status=422 if problems else 200)


def _mine(request: HttpRequest, reference: str) -> tuple[Case, str]:
    """Find a request on one of whose sides I stand; a stranger's does not exist."""
    case = Case.objects.filter(reference=reference).first()
    side = side_of(me(request), case) if case else ""
    if case is None or not side:
        raise Http404
    return case, side


def _paper(request: HttpRequest, reference: str, kind: str) -> Paper:
    found: Paper | None = (
        visible_to(me(request)).filter(case__reference=reference, kind=kind).first()
    )
    if found is None:
        raise Http404
    return found


def _form(paper: Paper, ending: str, language: str) -> str:
    url = reverse("portal:paper_form", args=[paper.case.reference, paper.kind, ending])
    return url if language == "ru" else f"{url}?language={language}"


ADDRESSES = Addresses(
    form=_form,
    upload=lambda paper: reverse("portal:paper_send", args=[paper.case.reference, paper.kind]),
    file=lambda paper: reverse("portal:paper_file", args=[paper.case.reference, paper.kind]),
)
