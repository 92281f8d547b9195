"""Who is asking, for views whose policy has already let him in."""

from django.http import Http404, HttpRequest

from kabinet.parties.models import Party
from kabinet.web.policy import signed_in


def my_party(request: HttpRequest) -> Party:
    """Give the person himself, whose account this is."""
    party = signed_in(request).party
    if party is None:
        raise Http404
    return party
