"""Who is asking, for views whose policy has already let him in."""

from django.http import Http404, HttpRequest

from kabinet.parties.models import Party
from kabinet.web.policy import signed_in


def my_party(request: HttpRequest) -> Party:
    """Give whose account this is: the person himself, or the company for which he acts."""
    party = signed_in(request).holder
    if party is None:
        raise Http404
    return party
