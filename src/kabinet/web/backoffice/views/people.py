"""One person or company: contracts, numbers, cases; the passport, a copy of all, erasure."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.cases.rules import read_reference
from kabinet.claims.queries.export import everything_about, hindrances_to_erasure
from kabinet.claims.queries.people import dossier_of, party_of
from kabinet.journal.actions import note
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.parties import actions
from kabinet.parties.models import Party, ReadingReason
from kabinet.parties.queries import papers_of, readings_of
from kabinet.web.policy import allow, permits_in, signed_in


@allow(Permit.SEE_PARTY)
@require_GET
def person(request: HttpRequest, party_id: int) -> HttpResponse:
    return _page(request, _party(party_id), case=request.GET.get("case", ""))


@allow(POST=Permit.REVEAL_PASSPORT)
@require_POST
def passport(request: HttpRequest, party_id: int) -> HttpResponse:
    """Open the passport once, for a stated reason: the reading is recorded before it is shown."""
    party, case = _party(party_id), read_reference(request.POST.get("case", ""))
    paper = papers_of(party).first()
    if paper is None:
        messages.info(request, _("No passport is recorded."))
        return redirect("desk:person", party_id)
    try:
        shown = actions.reveal(
            paper=paper,
            by=signed_in(request),
            at=clock.now(),
            reason=request.POST.get("reason", ""),
            case=case,
        )
    except Refused as refused:
        messages.error(request, str(refused.sentence))
        return redirect("desk:person", party_id)
    return _page(request, party, case=case, shown=shown)


@allow(Permit.ERASE_PERSON)
@require_GET
def export(request: HttpRequest, party_id: int) -> HttpResponse:
    """Give all that is held about a person, for his request; written down."""
    party = _party(party_id)
    note(
        what="person.exported",
        about=party,
        at=clock.now(),
        by=signed_in(request),
        is_reading=True,
    )
    answer = JsonResponse(
        everything_about(party), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    answer["Content-Disposition"] = f'attachment; filename="person-{party.pk}.json"'
    return answer


@allow(POST=Permit.ERASE_PERSON)
@require_POST
def erase(request: HttpRequest, party_id: int) -> HttpResponse:
    """Erase what no law keeps, with the act; refused while something still runs."""
    party = _party(party_id)
    try:
        actions.erase(
            party=party,
            by=signed_in(request),
            at=clock.now(),
            hindrances=hindrances_to_erasure(party),
        )
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    else:
        messages.success(request, _("Erased. The act is below."))
    return redirect("desk:person", party_id)


def _party(party_id: int) -> Party:
    party = party_of(party_id)
    if party is None:
        raise Http404
    return party


def _page(
    request: HttpRequest, party: Party, *, case: str, shown: dict[str, str] | None = None
) -> HttpResponse:
    may = permits_in(request)
    return render(
        request,
        "backoffice/person.html",
        {
            "party": party,
            "dossier": dossier_of(party),
            "shown": shown,
            "from_case": read_reference(case),
            "reasons": [one for one in ReadingReason.choices if one[0] != ReadingReason.OWN],
            "readings": readings_of(party) if Permit.READ_JOURNAL in may else [],
            "may": may,
        },
    )
