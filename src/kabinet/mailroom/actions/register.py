"""Giving what arrived its number."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from kabinet.kit.rows import insert
from kabinet.mailroom.models import RegisterEntry

# One statement for both engines: the row stays locked until the caller commits, so a number
# is never given twice, and one given in a transaction that fails is given again.
_NEXT = """
INSERT INTO mailroom_counter (book, year, last) VALUES (%s, %s, 1)
ON CONFLICT (book, year) DO UPDATE SET last = mailroom_counter.last + 1
RETURNING last
"""


@transaction.atomic(savepoint=False)
def register(
    *,
    book: str,
    channel: str,
    received_at: datetime,
    at: datetime,
    posted_at: datetime | None = None,
    zone: str = "Europe/Moscow",
) -> RegisterEntry:
    """Take the next number of a book, without gaps in its year.

    Call it last in the action's transaction: until that ends, others wait for this book.
    The year is that of `at` in `zone`, the registering office's zone (from the pack).
    """
    year = at.astimezone(ZoneInfo(zone)).year
    entry = RegisterEntry(
        book=book,
        year=year,
        number=_next_number(book, year),
        channel=channel,
        posted_at=posted_at,
        received_at=received_at,
        registered_at=at,
    )
    insert(entry)
    return entry


def _next_number(book: str, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [book, year])
        (number,) = cursor.fetchone()
    return int(number)
