"""The register of numbers: thousands of rows, found by whatever one knows of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kabinet.access.models import User
from kabinet.numbers.models import ConnectedService, Number, NumberState, SavedView, UserState
from kabinet.numbers.queries import visible_to
from kabinet.numbers.rules import normalize

PAGE = 50
MOST_CHOSEN = 10_000  # numbers that one may select at a time
_DIGITS = re.compile(r"[\d\s()+\-–]{3,}")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the register is searched for; nothing means all."""

    q: str = ""
    state: str = ""
    tariff: str = ""
    user_state: str = ""
    cost_centre: str = ""


@dataclass(frozen=True)
class Page:
    numbers: Sequence[Number]
    services: dict[int, list[str]]  # those that run, by number
    after: str
    count: int


def search(user: User, wanted: Wanted) -> QuerySet[Number]:
    """All numbers that this person may see and that fit, in their own order."""
    found = visible_to(user)
    exact = {
        "state": wanted.state if wanted.state in NumberState.values else "",
        "user_state": wanted.user_state if wanted.user_state in UserState.values else "",
        "tariff": wanted.tariff,
        "cost_centre": wanted.cost_centre,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    return found.filter(_like(wanted.q)) if wanted.q.strip() else found


def page_of(user: User, wanted: Wanted, *, after: str = "") -> Page:
    """Give a page in four queries. `after` is the last number of the page before."""
    found = search(user, wanted)
    rows = found.filter(identifier__gt=after) if after else found
    # Sorted without what stands beside them: ten thousand narrow rows, not wide ones.
    pks = list(rows.values_list("pk", flat=True)[: PAGE + 1])
    beside = Number.objects.filter(pk__in=pks).select_related("ledger")
    numbers = list(beside.order_by("identifier"))
    shown = numbers[:PAGE]
    return Page(
        shown,
        running_services(shown),
        shown[-1].identifier if len(numbers) > PAGE else "",
        found.order_by().count(),
    )


def running_services(numbers: Sequence[Number]) -> dict[int, list[str]]:
    running = ConnectedService.objects.filter(number__in=numbers, stopped_at=None)
    found: dict[int, list[str]] = {}
    for number, service in running.order_by("pk").values_list("number", "service"):
        found.setdefault(number, []).append(service)
    return found


def tariffs_of(user: User) -> list[str]:
    return sorted(set(visible_to(user).order_by().values_list("tariff", flat=True).distinct()))


def views_of(user: User) -> QuerySet[SavedView]:
    """All searches that this person keeps for whom he acts now."""
    return SavedView.objects.filter(user=user, holder_id=user.holder_id or 0).order_by("name")


def _like(typed: str) -> Q:
    """Read what was typed as a number in any format, as part of one, or as a name."""
    text = typed.replace("\0", "").strip()
    if identifier := normalize(text):
        return Q(identifier=identifier)
    if _DIGITS.fullmatch(text):
        digits = re.sub(r"\D", "", text)
        return Q(identifier__contains=digits.removeprefix("8") if len(digits) > 3 else digits)  # noqa: PLR2004
    # SQLite takes Cyrillic capitals for other letters: names are written with one each.
    named = Q()
    for form in sorted({text, text.title(), text.upper(), text.lower()}):
        named |= Q(user_name__contains=form) | Q(cost_centre__contains=form)
    return named
