"""The register of numbers: searched, selected, exported, its views kept."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext as _, ngettext
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.catalog.queries import name_of
from kabinet.kit.errors import Refused
from kabinet.numbers.actions.views import drop_view, save_view
from kabinet.numbers.models import Number
from kabinet.numbers.queries.register import (
    MOST_CHOSEN,
    Wanted,
    page_of,
    running_services,
    search,
    tariffs_of,
    views_of,
)
from kabinet.orders.sheets.writing import WRITERS
from kabinet.web.files import download
from kabinet.web.policy import allow, permits_in, signed_in as me
from kabinet.web.portal.register.chosen import choose, choose_all, chosen, forget
from kabinet.web.portal.register.forms import RegisterForm

_FIELDS = ("q", "state", "tariff", "user_state", "cost_centre")


@allow(Permit.OWN_ACCOUNT)
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Show a page of the register; the search stands in the address, so that it can be kept."""
    user, asked = me(request), _asked(request.GET)
    form = RegisterForm(request.GET, tariffs=tariffs_of(user))
    after = request.GET.get("after", "")
    page = page_of(user, Wanted(**asked), after=after)
    kept = chosen(request)
    return render(
        request,
        "portal/register.html",
        {
            "form": form,
            "page": page,
            "rows": [(one, page.services.get(one.pk, [])) for one in page.numbers],
            "views": views_of(user),
            "chosen": frozenset(kept),
            "chosen_count": len(kept),
            "query": urlencode(asked),
            "older": f"?{urlencode({**asked, 'after': page.after})}" if page.after else "",
            "newer": f"?{urlencode(asked)}" if after else "",
        },
    )


@allow(POST=Permit.CHANGE_NUMBERS)
@require_POST
def select(request: HttpRequest) -> HttpResponse:
    """Keep what is ticked on a page, and go where the pressed button leads."""
    asked, act = _asked(request.POST), request.POST.get("act", "")
    if act == "forget":
        forget(request)
        messages.info(request, _("Nothing is selected any more."))
        return redirect(f"{reverse('portal:register')}?{urlencode(asked)}")
    count = choose(
        request, shown=request.POST.getlist("shown"), ticked=request.POST.getlist("number")
    )
    if act == "all":
        found = search(me(request), Wanted(**asked)).values_list("identifier", flat=True)
        count = choose_all(request, found[:MOST_CHOSEN])
    if act == "order":
        return redirect("portal:new_order")
    after = request.POST.get("after", "") if act == "next" else request.POST.get("here", "")
    told = ngettext("%(n)s number is selected.", "%(n)s numbers are selected.", count)
    messages.info(request, told % {"n": count})
    onward = {**asked, "after": after} if after else asked
    return redirect(f"{reverse('portal:register')}?{urlencode(onward)}")


@allow(POST=Permit.OWN_ACCOUNT)
@require_POST
def keep_view(request: HttpRequest) -> HttpResponse:
    query = urlencode(_asked(QueryDict(request.POST.get("query", "")[:500])))
    try:
        save_view(user=me(request), name=request.POST.get("name", ""), query=query)
        messages.success(request, _("The view is kept."))
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    return redirect(f"{reverse('portal:register')}?{query}")


@allow(POST=Permit.OWN_ACCOUNT)
@require_POST
def forget_view(request: HttpRequest, view_id: int) -> HttpResponse:
    if not drop_view(user=me(request), view_id=view_id):
        raise Http404
    return redirect("portal:register")


@allow(Permit.OWN_ACCOUNT)
@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give all that was found as a table that no program can take for formulas."""
    writer = WRITERS.get(form)
    if writer is None:
        raise Http404
    found = search(me(request), Wanted(**_asked(request.GET))).select_related("ledger")
    money = Permit.SEE_MONEY in permits_in(request)
    return download(writer(_table(list(found), money=money)), f"numbers.{form}", form)


def _table(numbers: list[Number], *, money: bool) -> Iterator[list[object]]:
    language = get_language() or "ru"
    yield [
        _("Number"), _("State"), _("Tariff"), _("Services"), _("Cost centre"), _("User"),
        _("Data of the user"), _("SIM card"), *([_("Balance")] if money else []),
    ]  # fmt: skip
    services = running_services(numbers)
    for one in numbers:
        balance = one.ledger.balance
        named = [name_of(code, language) for code in services.get(one.pk, [])]
        yield [
            one.identifier.removeprefix("+"),
            one.get_state_display(),
            name_of(one.tariff, language),
            ", ".join(named),
            one.cost_centre,
            one.user_name,
            one.get_user_state_display(),
            one.sim,
            *([f"{balance.roubles},{balance.kopecks:02d}"] if money else []),
        ]


def _asked(told: QueryDict) -> dict[str, str]:
    return {name: str(told[name])[:100] for name in _FIELDS if told.get(name)}
