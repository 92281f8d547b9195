"""A passport that the claimant typed into his form: shown once, the reading written down first."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kabinet.access.rules import Permit
from kabinet.claims.queries.papers import typed_passport_of
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.parties.actions import reveal_loose
from kabinet.web.backoffice.views.case import case_at
from kabinet.web.policy import allow, signed_in


@allow(POST=Permit.REVEAL_PASSPORT)
@require_POST
def typed(request: HttpRequest, reference: str) -> HttpResponse:
    found = case_at(reference)
    mark = typed_passport_of(found)
    if not mark:
        raise Http404
    try:
        shown = reveal_loose(
            mark=mark,
            about=found.party or found,
            by=signed_in(request),
            at=clock.now(),
            reason=request.POST.get("reason", ""),
            case=found.reference,
        )
    except Refused as refused:
        messages.error(request, str(refused.sentence))
        return redirect("desk:case", reference)
    return render(request, "backoffice/typed_passport.html", {"case": found, "shown": shown})
