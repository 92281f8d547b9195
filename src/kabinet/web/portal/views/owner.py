"""My data, or my company's: what we have, what was asked to be changed, and asking for it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kabinet.access.rules import Permit
from kabinet.documents.actions import store_file
from kabinet.documents.refusals import FileRefused
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.owners.actions import ask_for_change
from kabinet.owners.queries import present, visible_to
from kabinet.owners.rules import FIELDS, PASSPORT
from kabinet.web.deadlines import shown
from kabinet.web.owners import FIELD_NAMES, lines_of
from kabinet.web.policy import allow, signed_in as me
from kabinet.web.portal.owner_form import OwnerForm
from kabinet.web.who import my_party


@allow(Permit.CHANGE_OWNER_DATA)
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """Show what stands with us, and each request to change it."""
    party = my_party(request)
    rows = [
        (FIELD_NAMES[name], present(party, name)) for name in FIELDS[party.kind] if name != PASSPORT
    ]
    context = {"rows": rows, "changes": visible_to(me(request))[:20]}
    return render(request, "portal/owner.html", context)


@allow(Permit.CHANGE_OWNER_DATA)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    party = my_party(request)
    form = OwnerForm(request.POST or None, request.FILES or None, party=party)
    if form.is_bound and form.is_valid():
        try:
            made = ask_for_change(
                by=me(request),
                wish=form.wish(_kept(request, form)),
                language=get_language() or "ru",
                at=clock.now(),
            )
        except FileRefused as refused:
            form.add_error("proof", str(refused.sentence))
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("Your request is registered. It costs nothing."))
            return redirect("portal:owner_request", made.case.reference)
    status = 422 if form.errors else 200
    return render(request, "portal/owner_change.html", {"form": form}, status=status)


@allow(Permit.CHANGE_OWNER_DATA)
@require_GET
def asked(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one request: field by field, with the reason of each refusal."""
    found = visible_to(me(request)).filter(case__reference=reference).first()
    if found is None:
        raise Http404
    context = {
        "change": found,
        "lines": lines_of(found),
        "clocks": shown(found.case.clocks.order_by("due_at", "pk")),
        "now": clock.now(),
    }
    return render(request, "portal/owner_request.html", context)


def _kept(request: HttpRequest, form: OwnerForm) -> list[Any]:
    return [
        store_file(upload=upload, name=upload.name or "", by=me(request), at=clock.now())
        for upload in form.cleaned_data["proof"]
    ]
