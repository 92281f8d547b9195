"""For whom somebody acts in this request: himself, or a company; asked of the tables each time."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kabinet.access.models import Membership, User
from kabinet.access.queries import memberships_of, seat_in
from kabinet.kit import clock

ACTING_FOR = "acting_for"  # in the session: the company chosen by the switch, 0 for oneself
ONESELF = 0


class SeatMiddleware:
    """Seats the visitor. What ended since his last click, ends with this one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and not user.is_staff:
            chosen = chosen_seat(request)
            if chosen is None and request.session.get(ACTING_FOR):
                return self._unseated(request)
            if chosen is not None and not request.session.get(ACTING_FOR):
                sit(request, chosen.company_id)  # so that its end is told, and leads nowhere else
            user.seat = seat_in(chosen) if chosen else None
        return self.get_response(request)

    @staticmethod
    def _unseated(request: HttpRequest) -> HttpResponse:
        """Do nothing of what was asked: it was meant for the company, not for another one."""
        del request.session[ACTING_FOR]
        messages.warning(
            request,
            _("Your access to the company's account has ended. Your last step was not done."),
        )
        return redirect("signin:acting")


def companies_of(request: HttpRequest) -> list[Membership]:
    """List the companies for which the visitor may act now, asked once a request."""
    if not hasattr(request, "companies"):
        user = request.user
        is_known = isinstance(user, User) and not user.is_staff
        found = list(memberships_of(cast("User", user), clock.now())) if is_known else []
        request.companies = found  # type: ignore[attr-defined]
    return cast("list[Membership]", request.companies)  # type: ignore[attr-defined]


def chosen_seat(request: HttpRequest) -> Membership | None:
    """Find the company that he chose; whoever is nobody himself acts for his first one."""
    chosen, companies = request.session.get(ACTING_FOR), companies_of(request)
    if not chosen and getattr(request.user, "party_id", None) is None:
        return companies[0] if companies else None
    return next((one for one in companies if one.company_id == chosen), None)


def sit(request: HttpRequest, company_id: int) -> None:
    """Choose for whom to act from the next page on."""
    request.session[ACTING_FOR] = company_id
