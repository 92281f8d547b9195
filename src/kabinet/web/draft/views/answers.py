"""One question a page; every answer is kept as it is given, and can be changed later."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kabinet.access.models import User
from kabinet.bills.queries import visible_to as charges_visible_to
from kabinet.claims.actions import drafts
from kabinet.claims.models import Draft
from kabinet.claims.queries.interview import path_of, prefilled
from kabinet.kit import clock
from kabinet.pack.formats import Question
from kabinet.web.draft import pages
from kabinet.web.draft.forms import QuestionForm, form_for
from kabinet.web.draft.opening import draft_at, may_read, own_draft
from kabinet.web.policy import ANYONE, allow
from kabinet.web.signin import kept

KINDS = ("claim", "question", "fraud")


@allow(ANYONE)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Tell what will be asked; begin on a press of the button, with what is known filled in."""
    if kind not in KINDS:
        raise Http404
    if request.method == "GET":
        return render(
            request,
            "draft/new.html",
            {"kind": kind, "title": pages.TITLES[kind], "lead": pages.LEADS[kind]},
        )
    user = _subscriber(request)
    charges = (
        list(charges_visible_to(user).filter(pk__in=_numbers(request.POST.getlist("charge"))))
        if user
        else []
    )
    draft = drafts.start(
        kind=kind,
        owner=user,
        party=user.holder if user else None,
        answers=prefilled(kind, user, charges, ground=request.POST.get("ground", "")),
        charges=charges,
        language=get_language() or "ru",
        at=clock.now(),
    )
    return _onward(draft, "")


@allow(ANYONE)
@require_GET
def overview(request: HttpRequest, token: str) -> HttpResponse:
    """Show the map of the whole interview: what is answered, what is still open."""
    draft = own_draft(request, token)
    if draft.filed_id:
        return redirect("draft:done", token)
    path = path_of(draft)
    return render(
        request,
        "draft/overview.html",
        {
            "draft": draft,
            "title": pages.TITLES[draft.kind],
            "items": pages.task_items(draft, path),
            "next_url": pages.next_address(draft, path),
            "way_back": request.build_absolute_uri(),
        },
    )


@allow(ANYONE)
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, token: str, question_id: str) -> HttpResponse:
    """Ask one question, or keep its answer."""
    draft = draft_at(token)
    if not may_read(request, draft):
        return _sign_in_again(request, draft)
    if draft.filed_id:
        return redirect("draft:done", token)
    asked = path_of(draft).find(question_id)
    if asked is None:
        return redirect("draft:overview", token)
    return _keep(request, draft, asked) if request.method == "POST" else _ask(request, draft, asked)


def _keep(request: HttpRequest, draft: Draft, asked: Question) -> HttpResponse:
    form = form_for(asked, draft, request.POST)
    if not form.is_valid():
        return _ask(request, draft, asked, form)
    saved = drafts.save_answers(
        draft_id=draft.pk, answers={asked.id: form.answer()}, at=clock.now()
    )
    return _onward(saved, asked.id, to_check="check" in request.GET)


def _ask(
    request: HttpRequest, draft: Draft, asked: Question, form: QuestionForm | None = None
) -> HttpResponse:
    path = path_of(draft)
    return render(
        request,
        "draft/question.html",
        {
            "draft": draft,
            "question": asked,
            "form": form or form_for(asked, draft, None),
            "back": path.before(asked.id),
            "position": [q.id for q in path.questions].index(asked.id) + 1,
            "total": len(path.questions),
        },
        status=422 if form else 200,
    )


@allow(ANYONE)
@require_POST
def discard(request: HttpRequest, token: str) -> HttpResponse:
    draft = own_draft(request, token)
    drafts.discard(draft_id=draft.pk, at=clock.now())
    return redirect("portal:claims" if draft.owner_id else "public:home")


def _subscriber(request: HttpRequest) -> User | None:
    user = request.user
    return user if isinstance(user, User) and user.holder_id and not user.is_staff else None


def _onward(draft: Draft, answered: str, *, to_check: bool = False) -> HttpResponseRedirect:
    """Go on to the next question nobody looked at, then the evidence, then the check."""
    following = path_of(draft).after(answered)
    if to_check and following is None:
        return HttpResponseRedirect(reverse("draft:check", args=[draft.token]))
    if following is None:
        return HttpResponseRedirect(reverse("draft:evidence", args=[draft.token]))
    return HttpResponseRedirect(reverse("draft:question", args=[draft.token, following.id]))


def _sign_in_again(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask the owner to sign in again; an answer sent after his session ended waits meanwhile.

    Nobody writes into a draft that is not his, even with its address in his hand.
    """
    if request.user.is_authenticated:
        raise Http404
    page = reverse("draft:overview", args=[draft.token])
    following = kept.keep(request) if request.method == "POST" else page
    return render(request, "draft/sign_in_again.html", {"next": following}, status=401)


def _numbers(typed: list[str]) -> list[int]:
    return [int(one) for one in typed if one.isdecimal()][:100]
