"""My personal data: what was allowed, who looked, a copy of everything."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.claims.queries.export import everything_about
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.parties import actions as parties, queries
from kabinet.web.policy import allow, signed_in as me
from kabinet.web.who import my_party


@allow(Permit.OWN_DATA)
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Show consents, and every reading of my papers: who, when, why."""
    party = my_party(request)
    return render(
        request,
        "portal/privacy.html",
        {
            "consents": queries.consents_of(party),
            "readings": queries.readings_of(party),
        },
    )


@allow(Permit.OWN_DATA)
@require_POST
def consent(request: HttpRequest, purpose: str) -> HttpResponse:
    """Give or withdraw one consent."""
    at = clock.now()
    change = parties.withdraw_consent if "withdraw" in request.POST else parties.give_consent
    try:
        change(party=my_party(request), purpose=purpose, channel="portal", by=me(request), at=at)
    except KeyError as unknown:
        raise Http404 from unknown
    except Refused as refused:
        messages.error(request, str(refused.sentence))
        return redirect("portal:privacy")
    messages.success(request, _("Saved."))
    return redirect("portal:privacy")


@allow(Permit.OWN_DATA)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Give a person all that is held about him, as one file."""
    found = everything_about(my_party(request))
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer
