"""Before one starts: what it costs, who must come, which papers; and the start itself."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.contracts import queries as contracts
from kabinet.kit import clock
from kabinet.kit.errors import Refused
from kabinet.numbers import queries as numbers
from kabinet.numbers.models import Number, NumberState
from kabinet.pack.processes import TransferKind
from kabinet.parties.models import Kind
from kabinet.transfers.actions import Asked, Invited, start
from kabinet.transfers.queries import brief, kinds_for, office_day
from kabinet.transfers.queries.definitions import are_ported
from kabinet.transfers.rules.needs import Parties
from kabinet.web.policy import allow, signed_in as me
from kabinet.web.transfers.forms import FEW, CheckForm, InviteForm, KindForm, NumbersField
from kabinet.web.who import my_party


@allow(Permit.HAND_OVER)
@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """Tell everything before it begins: fee, who must come, papers of both sides, terms."""
    form = _check_form(request, request.GET if "receiver" in request.GET else None)
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"form": form, "leaving": _of_leaving(request)}
        return render(request, "transfers/check.html", context, status=status)
    return _shown(request, form, InviteForm())


@allow(POST=Permit.HAND_OVER)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin: the numbers are taken up, the receiver gets his link."""
    form, invite = _check_form(request, request.POST), InviteForm(request.POST)
    if not form.is_valid():
        return render(request, "transfers/check.html", {"form": form}, status=422)
    if not invite.is_valid():
        return _shown(request, form, invite, status=422)
    try:
        made = start(
            _asked(request, form, invite),
            by=me(request),
            at=clock.now(),
            link=lambda token: request.build_absolute_uri(reverse("invited:door", args=[token])),
        )
    except Refused as refused:
        return _shown(request, form, invite, problems=[str(refused.sentence)], status=422)
    return redirect("transfers:transfer", made.case.reference)


def _of_leaving(request: HttpRequest) -> Mapping[str, str] | None:
    """Give a company the law's word on SIMs that people who leave take with them."""
    party = my_party(request)
    kinds = kinds_for(party.kind, office_day(clock.now()), receiver=Kind.PERSON)
    warnings = [one.warning for one in kinds if one.warning]
    return warnings[0] if party.kind != Kind.PERSON and warnings else None


def _check_form(request: HttpRequest, typed: Any) -> CheckForm:
    own = list(_own(request)[: FEW + 1])
    initial = {"moves": "numbers", "numbers": request.GET.getlist("number")}
    if len(own) > FEW:
        initial["numbers"] = "\n".join(request.GET.getlist("number"))
    open_ones = contracts.visible_to(me(request)).filter(closed_on=None)
    names = list(open_ones.values_list("number", flat=True))
    return CheckForm(typed, own=own, contracts=names, initial=initial)


def _own(request: HttpRequest) -> Any:
    return numbers.visible_to(me(request)).exclude(state=NumberState.CLOSED)


def _chosen(request: HttpRequest, form: CheckForm) -> list[Number]:
    typed = form.cleaned_data
    if typed["moves"] == "contract":
        return list(_own(request).filter(account__contract__number=typed["contract"])[:1])
    return list(_own(request).filter(identifier__in=typed["numbers"]))


def _kinds(request: HttpRequest, form: CheckForm, at: datetime) -> list[TransferKind]:
    typed = form.cleaned_data
    found = kinds_for(my_party(request).kind, office_day(at), receiver=typed["receiver"])
    return [one for one in found if one.moves == typed["moves"] and not one.same_person]


def _kind(typed: Any, kinds: Sequence[TransferKind]) -> TransferKind:
    """Give the way that was chosen; the first one until then."""
    return next((one for one in kinds if one.id == typed.get("kind")), kinds[0])


def _shown(
    request: HttpRequest,
    form: CheckForm,
    invite: InviteForm,
    *,
    problems: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    at, typed = clock.now(), form.cleaned_data
    kinds = _kinds(request, form, at)
    if not kinds:
        return render(request, "transfers/check.html", {"form": form, "none": True}, status=422)
    source = request.POST if request.method == "POST" else request.GET
    kind = _kind(source, kinds)
    chosen = _chosen(request, form)
    of = Parties(
        kind=kind.id,
        giver=my_party(request).kind,
        receiver=typed["receiver"],
        is_client=True,
        is_ported=are_ported([one.identifier for one in chosen], office_day(at)),
        moves=kind.moves,
    )
    is_long = isinstance(form.fields["numbers"], NumbersField)
    context = {
        "form": invite,
        "check": form,
        "typed": typed,
        "numbers": [one.identifier for one in chosen],
        "numbers_as_text": "\n".join(one.identifier for one in chosen) if is_long else "",
        "kind": kind,
        "kinds": KindForm(kinds=kinds, initial={"kind": kind.id}) if len(kinds) > 1 else None,
        "brief": brief(of, office_day(at)),
        "stranger": brief(_stranger(of), office_day(at)),
        "problems": problems,
    }
    return render(request, "transfers/begin.html", context, status=status)


def _stranger(of: Parties) -> Parties:
    """Tell the same of a receiver who is no client yet: he brings more."""
    return Parties(**{**vars(of), "is_client": False})


def _asked(request: HttpRequest, form: CheckForm, invite: InviteForm) -> Asked:
    typed, at = form.cleaned_data, clock.now()
    kinds = _kinds(request, form, at)
    language = get_language() or "ru"
    contract = None
    if typed["moves"] == "contract":
        contract = contracts.visible_to(me(request)).get(number=typed["contract"])
    return Asked(
        kind=_kind(request.POST, kinds).id if kinds else "",
        receiver_kind=typed["receiver"],
        numbers=[] if contract else _chosen(request, form),
        contract=contract,
        invited=Invited(**invite.cleaned_data, language=language),
        language=language,
    )
