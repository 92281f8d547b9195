"""The receiver's papers and visit behind his link: the same parts as in an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kabinet.papers.models import Paper
from kabinet.papers.queries import checklist
from kabinet.showroom.queries import live_visit_of
from kabinet.transfers.models import Transfer
from kabinet.transfers.states import Side
from kabinet.web.policy import ANYONE, allow
from kabinet.web.requests.papers import Addresses, give_file, give_form, receive, rows
from kabinet.web.requests.visits import Booker, visiting
from kabinet.web.transfers.views.invited import opened

ACTOR = "invitation"


@allow(ANYONE)
@require_GET
def papers(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the receiver brings: forms filled in, a place for each signed paper."""
    return _page(request, opened(request, token), {})


@allow(ANYONE)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """Take a file for one paper; what is refused is told beside it."""
    found = opened(request, token)
    if request.method != "POST":
        return redirect("invited:papers", token)
    if problem := receive(request, _paper(found, kind), actor=ACTOR):
        return _page(request, found, {kind: problem})
    return redirect("invited:papers", token)


@allow(ANYONE)
@require_GET
def form(request: HttpRequest, token: str, kind: str, ending: str) -> HttpResponse:
    paper = _paper(opened(request, token), kind)
    return give_form(paper, ending, language=request.GET.get("language", "ru"), actor=ACTOR)


@allow(ANYONE)
@require_GET
def file(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    return give_file(_paper(opened(request, token), kind))


@allow(ANYONE)
@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a showroom and an hour; see, move or give up the visit."""
    found = opened(request, token)
    booker = Booker(
        case=found.case,
        side=Side.RECEIVER,
        here=reverse("invited:visit", args=[token]),
        back=reverse("invited:door", args=[token]),
        actor=ACTOR,
        party=found.receiver,
        may_be_together=True,
    )
    return visiting(request, booker)


def _paper(found: Transfer, kind: str) -> Paper:
    papers = found.case.papers.filter(side=Side.RECEIVER, kind=kind, is_needed=True)
    paper = papers.select_related("case", "file").first()
    if paper is None:
        raise Http404
    return paper


def _page(request: HttpRequest, found: Transfer, problems: dict[str, str]) -> HttpResponse:
    token = found.invitation.token
    addresses = Addresses(
        form=lambda paper, ending, language: (
            reverse("invited:paper_form", args=[token, paper.kind, ending])
            + f"?language={language}"
        ),
        upload=lambda paper: reverse("invited:paper_send", args=[token, paper.kind]),
        file=lambda paper: reverse("invited:paper_file", args=[token, paper.kind]),
    )
    context = {
        "case": found.case,
        "token": token,
        "rows": rows(checklist(found.case, Side.RECEIVER), addresses, problems),
        "visit": live_visit_of(found.case, Side.RECEIVER),
    }
    status = 422 if problems else 200
    return render(request, "transfers/papers.html", context, status=status)
