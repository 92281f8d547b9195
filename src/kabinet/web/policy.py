"""Who may open which page: each view names its policy, and a view without one is refused.

    @allow(ANYONE)                                       a public page
    @allow(Permit.OWN_ACCOUNT)                           the portal
    @allow(GET=Permit.SEE_CASE, POST=Permit.WRITE_NOTE)  a desk, by method
    @allow(Permit.SEE_QUEUE, Permit.SEE_BOARD)           either permit will do

Anonymous visitors are led to the right sign-in. Staff without the permit get 403. Anybody
else gets 404, as if nothing were there; so do strangers from the views themselves, which
look things up through `visible_to(user)`.
"""

import logging
from collections.abc import Callable, Mapping
from enum import Enum
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils.http import urlencode

from kabinet.access.models import User
from kabinet.access.rules import PORTAL, Permit
from kabinet.kit import clock
from kabinet.kit.errors import NotPermitted, Refused
from kabinet.web import errors
from kabinet.web.signin import kept, second_factor

log = logging.getLogger(__name__)


class Open(Enum):
    """Rules that need no permit."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    HALF_IN = "half_in"  # signed in, the second factor of staff not yet enrolled


ANYONE, SIGNED_IN, HALF_IN = Open.ANYONE, Open.SIGNED_IN, Open.HALF_IN
Rule = Permit | Open
Policy = Mapping[str, tuple[Rule, ...]]
View = Callable[..., Any]


def allow(*rules: Rule, **by_method: Rule | tuple[Rule, ...]) -> Callable[[View], View]:
    """Name the policy of a view: one for GET and POST alike, or one for each method.

    A method that is not named is answered with 405 to everybody.
    """
    if bool(rules) == bool(by_method):
        raise TypeError("Name the rules of all methods, or of each, not both and not none")
    named = by_method or {"GET": rules, "POST": rules}
    policy = {
        method: rule if isinstance(rule, tuple) else (rule,) for method, rule in named.items()
    }
    if "GET" in policy:
        policy["HEAD"] = policy["GET"]

    def mark(view: View) -> View:
        @wraps(view)
        def with_policy(*args: Any, **kwargs: Any) -> Any:
            return view(*args, **kwargs)

        with_policy.policy = policy  # type: ignore[attr-defined]
        return with_policy

    return mark


def policy_of(view: View) -> Policy | None:
    return getattr(view, "policy", None)


def signed_in(request: HttpRequest) -> User:
    """Give the user of a view that only signed-in people reach."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def permits_in(request: HttpRequest) -> frozenset[Permit]:
    """Give what the visitor may do, asked once a request: for menus and buttons."""
    if not hasattr(request, "permits"):
        user = getattr(request, "user", None)  # none yet, when the host itself was refused
        permits = user.permits(clock.now()) if isinstance(user, User) else frozenset()
        request.permits = permits  # type: ignore[attr-defined]
    return cast("frozenset[Permit]", request.permits)  # type: ignore[attr-defined]


class PolicyMiddleware:
    """Refuses every view that does not say who may open it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, _args: Any, named: Mapping[str, Any]
    ) -> HttpResponse | None:
        if any("\0" in str(value) for value in named.values()):
            raise Http404  # PostgreSQL would not even look for it
        policy = policy_of(view)
        if policy is None:
            log.error("%s has no policy and is refused", getattr(view, "__qualname__", view))
            raise PermissionDenied
        rules = policy.get(request.method or "")
        if rules is None:
            return HttpResponseNotAllowed(policy)
        return answer_to(request, rules)

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        """Show a refusal that the view let through; nothing has changed then."""
        if isinstance(trouble, NotPermitted):
            is_staff = getattr(request.user, "is_staff", False)
            return errors.forbidden(request) if is_staff else errors.not_found(request)
        return errors.refused(request, trouble) if isinstance(trouble, Refused) else None


def answer_to(request: HttpRequest, rules: tuple[Rule, ...]) -> HttpResponse | None:
    """Let the visitor in (None), lead him to sign in or to enrol, or refuse."""
    if ANYONE in rules:
        return None
    if not request.user.is_authenticated:
        return _to_sign_in(request, rules)
    if HALF_IN in rules:
        return None
    if second_factor.is_missing(request):
        return HttpResponseRedirect(reverse("mfa_index"))
    is_in = SIGNED_IN in rules or permits_in(request) & set(rules)
    return None if is_in else _refused(request.user)


def _refused(user: User) -> HttpResponse:
    if user.is_staff:
        raise PermissionDenied
    if user.holder_id is None:  # he acts for nobody any more: say so
        return HttpResponseRedirect(reverse("signin:acting"))
    raise Http404


def _to_sign_in(request: HttpRequest, rules: tuple[Rule, ...]) -> HttpResponse:
    """Lead to the right door and back; what was typed is kept meanwhile."""
    for_subscribers = {SIGNED_IN, HALF_IN, *PORTAL} & set(rules)
    match = getattr(request, "resolver_match", None)
    is_desk = match is not None and "desk" in match.namespaces
    door = "signin:number" if for_subscribers and not is_desk else "signin:staff"
    back = kept.keep(request) if request.method == "POST" else request.get_full_path()
    return HttpResponseRedirect(f"{reverse(door)}?{urlencode({'next': back})}")
