"""Names for things that travel outside: unguessable, short, safe in a URL."""

import secrets

_PLAIN = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i: people read these aloud


def token() -> str:
    """Make an unguessable name of 128 bits for a URL."""
    return secrets.token_urlsafe(16)


def spoken_code(length: int = 8) -> str:
    """Make a code that can be read aloud and typed without mistakes."""
    return "".join(secrets.choice(_PLAIN) for _ in range(length))


def digits(length: int = 6) -> str:
    """Make a one-time code of digits."""
    return "".join(secrets.choice("0123456789") for _ in range(length))
