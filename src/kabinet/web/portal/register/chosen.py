"""The numbers that somebody has selected: kept in his session, page after page, without script."""

from collections.abc import Iterable

from django.http import HttpRequest

from kabinet.numbers.queries.register import MOST_CHOSEN
from kabinet.web.policy import signed_in

_KEY = "chosen_numbers"


def chosen(request: HttpRequest) -> list[str]:
    """Give what is selected, for whom the visitor acts now: a change of seat forgets it."""
    kept = request.session.get(_KEY)
    if not isinstance(kept, dict) or kept.get("holder") != signed_in(request).holder_id:
        return []
    return list(kept["numbers"])


def choose(request: HttpRequest, *, shown: Iterable[str], ticked: Iterable[str]) -> int:
    """Take over a page as it was ticked: what was shown and not ticked is selected no more."""
    kept = dict.fromkeys(chosen(request))
    wanted = set(ticked)
    for identifier in shown:
        if identifier in wanted:
            kept[identifier] = None
        else:
            kept.pop(identifier, None)
    return _keep(request, kept)


def choose_all(request: HttpRequest, identifiers: Iterable[str]) -> int:
    return _keep(request, dict.fromkeys([*chosen(request), *identifiers]))


def forget(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)


def _keep(request: HttpRequest, kept: dict[str, None]) -> int:
    numbers = list(kept)[:MOST_CHOSEN]
    request.session[_KEY] = {"holder": signed_in(request).holder_id, "numbers": numbers}
    return len(numbers)
