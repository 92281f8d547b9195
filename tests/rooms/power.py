"""A commit that fails: whatever was done inside is undone."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import transaction


class PowerCut(Exception):
    """The power went before the commit reached the disk."""


@contextmanager
def power_cut() -> Iterator[None]:
    """Do what is done inside, and lose the power before it is committed."""
    with suppress(PowerCut), transaction.atomic():
        yield
        _cut()


def _cut() -> None:
    raise PowerCut
