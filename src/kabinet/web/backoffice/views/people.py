"""One person or company: contracts, numbers, cases; the passport, a copy of all, erasure."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.cases.models import Case
from kabinet.claims.queries.export import everything_about, hindrances_to_erasure
from kabinet.contracts.models import Account
from kabinet.journal.actions import note
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.numbers.models import Number
from kabinet.parties import actions
from kabinet.parties.models import Party, ReadingReason
from kabinet.parties.queries import act_of, papers_of, readings_of
from kabinet.web.policy import allow, permits_in, signed_in


@allow(Permit.SEE_PARTY)
@require_GET
def person(request: HttpRequest, party_id: int) -> HttpResponse:
    return _page(request, _party(party_id))


@allow(POST=Permit.REVEAL_PASSPORT)
@require_POST
def passport(request: HttpRequest, party_id: int) -> HttpResponse:
    """Open the passport once, for a stated reason: the reading is recorded before it is shown."""
    party = _party(party_id)
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
            case=request.POST.get("case", "")[:20],
        )
    except Refused as refused:
        messages.error(request, str(refused.sentence))
        return redirect("desk:person", party_id)
    return _page(request, party, shown)


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
        messages.success(request, _("Erased. The act is below."))
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    return redirect("desk:person", party_id)


def _party(party_id: int) -> Party:
    party = Party.objects.filter(pk=party_id).first()
    if party is None:
        raise Http404
    return party


def _page(request: HttpRequest, party: Party, shown: dict[str, str] | None = None) -> HttpResponse:
    may = permits_in(request)
    return render(
        request,
        "backoffice/person.html",
        {
            "party": party,
            "accounts": Account.objects.filter(contract__holder=party).select_related(
                "contract", "ledger"
            ),
            "numbers": Number.objects.filter(account__contract__holder=party)
            .select_related("account")
            .order_by("identifier")[:100],
            "cases": Case.objects.filter(party=party).order_by("-pk")[:25],
            "paper": papers_of(party).first(),
            "shown": shown,
            "reasons": ReadingReason.choices,
            "readings": readings_of(party) if Permit.READ_JOURNAL in may else [],
            "act": act_of(party),
            "may": {permit.value for permit in may},
            "now": clock.now(),
        },
    )
