"""Attaching copies: pictures, papers, recordings. Works without JavaScript, better with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kabinet.claims.actions import drafts
from kabinet.claims.models import Draft, Evidence
from kabinet.claims.queries.interview import slots_of
from kabinet.documents.actions import store_file
from kabinet.documents.refusals import FileRefused
from kabinet.kit import clock
from kabinet.pack.queries import operator_pack
from kabinet.web.draft.opening import own_draft
from kabinet.web.policy import ANYONE, allow, signed_in as me


@allow(ANYONE)
@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is attached; take more files. A refused file costs nothing that was there."""
    draft = own_draft(request, token)
    if draft.filed_id:
        return redirect("draft:done", token)
    problem = ""
    if request.method == "POST":
        problem = _take_all(request, draft)
        if not problem:
            return redirect("draft:evidence", token)
    attached = list(draft.evidence.select_related("file").order_by("pk"))
    return render(
        request,
        "draft/evidence.html",
        {
            "draft": draft,
            "slots": slots_of(draft),
            "files": [_shown(draft, one) for one in attached],
            "problem": problem,
            "is_full": len(attached) >= _most(),
            "next_url": reverse("draft:check", args=[token]),
        },
        status=422 if problem else 200,
    )


@allow(ANYONE)
@require_POST
def remove(request: HttpRequest, token: str, evidence_id: int) -> HttpResponse:
    draft = own_draft(request, token)
    drafts.detach(draft_id=draft.pk, evidence_id=evidence_id, at=clock.now())
    return redirect("draft:evidence", token)


def _take_all(request: HttpRequest, draft: Draft) -> str:
    """Keep the files that came; tell in a sentence why one was refused, or nothing."""
    uploads = request.FILES.getlist("file")
    if not uploads:
        return _("Choose a file first.")
    if draft.evidence.count() + len(uploads) > _most():
        return _("At most %(most)s files fit here.") % {"most": _most()}
    refused = [_take(request, draft, upload) for upload in uploads]
    return " ".join(sentence for sentence in refused if sentence)


def _take(request: HttpRequest, draft: Draft, upload: Any) -> str:
    at, name = clock.now(), upload.name or ""
    by = me(request) if request.user.is_authenticated else None
    try:
        file = store_file(upload=upload, name=name, by=by, at=at)
    except FileRefused as refused:
        return f"{name}: {refused.sentence}"
    drafts.attach(draft_id=draft.pk, file=file, slot="other", at=at)
    return ""


def _shown(draft: Draft, one: Evidence) -> dict[str, Any]:
    return {
        "name": one.file.name,
        "size": one.file.size,
        "remove_url": reverse("draft:remove", args=[draft.token, one.pk]),
    }


def _most() -> int:
    return int(operator_pack().setting("uploads.most_files"))
