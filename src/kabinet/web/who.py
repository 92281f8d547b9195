"""Who is asking, for views whose policy has already let him in."""

from django.http import Http404, HttpRequest

from kabinet.access.models import User
from kabinet.parties.models import Party


def me(request: HttpRequest) -> User:
    """Give the login of whoever signed in; nobody has a page for somebody."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def my_party(request: HttpRequest) -> Party:
    """Give the person himself, whose account this is."""
    party = me(request).party
    if party is None:
        raise Http404
    return party
