"""The desk of papers: what was sent and waits to be judged, one by one; originals ticked."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kabinet.access.rules import Permit
from kabinet.journal.actions import note
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.papers.actions import judge, see_original
from kabinet.papers.models import Paper
from kabinet.papers.queries import to_judge
from kabinet.web.backoffice.next_page import onward
from kabinet.web.policy import allow, permits_in, signed_in
from kabinet.web.requests.papers import give_file, receive


@allow(Permit.JUDGE_PAPERS)
@require_GET
def papers(request: HttpRequest) -> HttpResponse:
    return papers_page(request)


@allow(GET=Permit.JUDGE_PAPERS, POST=Permit.JUDGE_PAPERS)
@require_http_methods(["GET", "POST"])
def judged(request: HttpRequest, token: str) -> HttpResponse:
    """Accept a paper, or refuse it with a reason; the next one comes up."""
    if request.method != "POST":
        return redirect("desk:papers")
    paper = paper_at(token)
    accepted = request.POST.get("act") == "accept"
    try:
        judge(
            paper=paper,
            accepted=accepted,
            reason=request.POST.get("reason", ""),
            file=request.POST.get("file", ""),
            by=signed_in(request),
            at=clock.now(),
        )
    except Refused as refused:
        problem = {"token": token, "said": str(refused.sentence)}
        return papers_page(request, problem, typed=request.POST.get("reason", ""))
    messages.success(request, _("Accepted.") if accepted else _("Refused. The sender is told why."))
    return redirect(onward(request, "desk:papers"))


@allow(POST=Permit.MEET_VISITORS)
@require_http_methods(["POST"])
def original(request: HttpRequest, token: str) -> HttpResponse:
    """Tick that the original was in the clerk's hands."""
    see_original(paper=paper_at(token), by=signed_in(request), at=clock.now())
    return redirect(onward(request, "desk:papers"))


@allow(POST=(Permit.MEET_VISITORS, Permit.JUDGE_PAPERS))
@require_http_methods(["POST"])
def scan(request: HttpRequest, token: str) -> HttpResponse:
    """Put in a scan of what was brought on paper."""
    problem = receive(request, paper_at(token), by=signed_in(request))
    if problem:
        messages.error(request, problem)
    return redirect(onward(request, "desk:papers"))


@allow(GET=(Permit.JUDGE_PAPERS, Permit.MEET_VISITORS))
@require_GET
def file(request: HttpRequest, token: str) -> HttpResponse:
    """Give a paper as a download; the reading is written down first."""
    paper = paper_at(token)
    note(
        what="paper.opened",
        about=paper.case,
        at=clock.now(),
        by=signed_in(request),
        data={"paper": paper.pk, "kind": paper.kind},
        is_reading=True,
    )
    return give_file(paper)


def papers_page(
    request: HttpRequest, problem: dict[str, str] | None = None, typed: str = ""
) -> HttpResponse:
    after = request.GET.get("after", "")
    found = to_judge(after=after)
    page = {
        "lines": found.lines,
        "older": f"?after={found.after}" if found.after else "",
        "newer": reverse("desk:papers") if after else "",
        "problem": problem,
        "problems": [problem["said"]] if problem else [],
        "typed": typed,
        "may_see_originals": Permit.MEET_VISITORS in permits_in(request),
    }
    return render(request, "backoffice/papers.html", page, status=422 if problem else 200)


def paper_at(token: str) -> Paper:
    found = Paper.objects.select_related("case", "file", "party").filter(token=token).first()
    if found is None:
        raise Http404
    return found
