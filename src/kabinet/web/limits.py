"""How often one address may try something; counted in the database, for all processes alike."""

import hashlib

from allauth.core.internal.httpkit import get_client_ip
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 60 * 60


def is_too_often(request: HttpRequest, what: str, most: int) -> bool:
    """Count one more try of this address within the hour; tell whether it is one too many."""
    return is_too_often_for(f"{what}:{get_client_ip(request)}", most)


def is_too_often_for(whom: str, most: int) -> bool:
    """Count one more try of whoever it is, named as the caller likes."""
    key = f"tries:{hashlib.sha256(whom.encode()).hexdigest()}"  # a cache takes no odd characters
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:  # the hour ended between the two lines
        return False
