"""What every page knows: whose site it is, who looks, where he may go."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import Membership
from kabinet.access.rules import Permit
from kabinet.kit import clock
from kabinet.offices import queries as offices
from kabinet.pack.formats import Hotline, Operator
from kabinet.web import seats
from kabinet.web.policy import permits_in
from kabinet.web.signin import second_factor

THEMES = ("light", "dark")

# Where the menus lead: address, words, picture, the permits of which each opens it.
OWN_PLACES = (
    ("portal:home", _("My numbers"), "device-mobile", Permit.OWN_ACCOUNT),
    ("portal:register", _("Register of numbers"), "list", Permit.OWN_ACCOUNT),
    ("portal:orders", _("Orders"), "clipboard-list", Permit.CHANGE_NUMBERS),
    ("portal:charges", _("Charges"), "receipt", Permit.SEE_MONEY, Permit.OWN_CLAIMS),
    ("portal:money", _("Balance and payment"), "coins", Permit.SEE_MONEY),
    ("portal:claims", _("My claims"), "file-text", Permit.SEE_MATTERS, Permit.OWN_CLAIMS),
    ("portal:requests", _("Papers and visits"), "clipboard-list", Permit.OWN_ACCOUNT),
    ("portal:members", _("Company"), "users", Permit.MANAGE_MEMBERS),
    ("transfers:list", _("Transfers"), "send", Permit.HAND_OVER, Permit.SEE_MATTERS),
    ("portal:copies", _("My contracts"), "file-text", Permit.OWN_ACCOUNT),
    ("portal:privacy", _("My data"), "shield-lock", Permit.OWN_DATA),
)
DESK_PLACES = (
    ("desk:home", _("My work"), "layout-dashboard", Permit.SEE_QUEUE),
    ("desk:queue", _("Queue"), "inbox", Permit.SEE_QUEUE),
    (
        "desk:transfers",
        _("Transfers"),
        "send",
        Permit.CARRY_OUT_ORDERS,
        Permit.MANAGE_COMPANIES,
        Permit.MEET_VISITORS,
    ),
    ("desk:processing", _("Orders"), "circle-check", Permit.CARRY_OUT_ORDERS),
    ("desk:register", _("Register"), "clipboard-list", Permit.ROUTE_CASE),
    ("desk:visits", _("Visits"), "calendar", Permit.MEET_VISITORS),
    ("desk:papers", _("Papers"), "file-text", Permit.JUDGE_PAPERS),
    ("desk:search", _("Search"), "search", Permit.SEARCH),
    ("desk:applications", _("New clients"), "building-store", Permit.REGISTER_CLIENTS),
    ("desk:copies", _("Copies of contracts"), "file-text", Permit.MEET_VISITORS),
    ("desk:book", _("Complaints book"), "note", Permit.COMPLAINTS_BOOK),
    ("desk:status", _("Status by phone"), "phone", Permit.SEARCH),
    ("desk:till", _("Till"), "coins", Permit.TAKE_PAYMENTS),
    ("desk:statements", _("Bank statements"), "download", Permit.LOAD_STATEMENTS),
    ("desk:board", _("Board"), "users", Permit.SEE_BOARD),
    ("desk:journal", _("Journal"), "history", Permit.READ_JOURNAL),
    ("desk:users", _("Users and rights"), "lock", Permit.MANAGE_USERS),
    ("desk:tasks", _("Jobs that stopped"), "refresh", Permit.SEE_DEAD_TASKS),
)


_Line = tuple[str, Promise, str, *tuple[Permit, ...]]


@dataclass(frozen=True)
class Place:
    """A line of a menu."""

    url: str
    name: str | Promise
    icon: str
    here: bool


class Site:
    """Asked by the templates; works out only what a page shows."""

    languages = settings.LANGUAGES

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def demo(self) -> bool:
        return bool(settings.DEMO)

    @cached_property
    def operator(self) -> Operator:
        return offices.operator()

    @cached_property
    def hotlines(self) -> tuple[Hotline, ...]:
        return tuple(offices.hotlines())

    @cached_property
    def now(self) -> datetime:
        return clock.now()

    @property
    def theme(self) -> str:
        """What the visitor chose; nothing means as his device is set."""
        chosen = self._request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else ""

    @property
    def path(self) -> str:
        return self._request.get_full_path()

    @cached_property
    def acting_for(self) -> Membership | None:
        """The company for which the visitor acts; nothing when he acts for himself."""
        return seats.chosen_seat(self._request)

    @cached_property
    def companies(self) -> list[Membership]:
        """The companies for which the visitor may act, for the switch."""
        return seats.companies_of(self._request)

    @property
    def half_in(self) -> bool:
        """Tell whether the second step is missing in this session."""
        return second_factor.is_missing(self._request)

    @property
    def permits(self) -> frozenset[Permit]:
        """What the visitor may do, for buttons: `{% if "see_money" in site.permits %}`."""
        return permits_in(self._request)

    @cached_property
    def own_places(self) -> list[Place]:
        return self._places(OWN_PLACES)

    @cached_property
    def desk_places(self) -> list[Place]:
        return self._places(DESK_PLACES)

    @property
    def keys(self) -> bool:
        """Tell whether single-letter shortcuts are on: each person can switch his off."""
        user = self._request.user
        return bool(user.is_authenticated and user.shortcuts)

    def _places(self, known: tuple[_Line, ...]) -> list[Place]:
        permits = permits_in(self._request)
        open_to_him = [
            (address_of(name), words, icon)
            for name, words, icon, *either in known
            if permits.intersection(either)
        ]
        here = self._here([url for url, _words, _icon in open_to_him])
        return [Place(url, words, icon, url == here) for url, words, icon in open_to_him if url]

    def _here(self, addresses: list[str]) -> str:
        """Pick the address that the page lies under, the longest one."""
        path = self._request.path
        return max((url for url in addresses if url and path.startswith(url)), key=len, default="")


def address_of(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def site(request: HttpRequest) -> dict[str, object]:
    return {"site": Site(request)}
