"""How often one address may try something; counted in the database, for all processes alike."""

from hashlib import sha256

from allauth.core.internal.httpkit import get_client_ip
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 60 * 60


def is_too_often(request: HttpRequest, what: str, most: int) -> bool:
    """Count one more try of this address within the hour; tell whether it is one too many."""
    return is_too_often_for(f"{what}:{get_client_ip(request)}", most)


def is_too_often_for(whom: str, most: int) -> bool:
    """Count likewise for something that is asked for, whoever asks."""
    key = f"tries:{sha256(whom.encode()).hexdigest()}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:  # the hour ended between the two lines
        return False
