"""What the demonstration's pages tell."""

from datetime import datetime

from kabinet.journal.queries import notes_about
from kabinet.journal.rules import Thing

WORLD = Thing("demo.world", 1)


def built_at() -> datetime | None:
    """Tell when the world was built; None before that."""
    first = notes_about(WORLD).first()
    return first.at if first else None
