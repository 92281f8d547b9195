"""Every invariant of the house, checked on one picture of the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from kabinet.access.queries import checks as access
from kabinet.applications import queries as applications
from kabinet.bills import queries as bills
from kabinet.book import queries as book
from kabinet.cases.queries import checks as cases
from kabinet.claims.queries import checks as claims
from kabinet.copies import queries as copies
from kabinet.documents import queries as documents
from kabinet.journal import queries as journal
from kabinet.journal.checkpoints import verify_checkpoints
from kabinet.ledger import queries as ledger
from kabinet.mailroom import queries as mailroom
from kabinet.orders.queries import checks as orders
from kabinet.owners import queries as owners
from kabinet.papers.queries import checks as papers
from kabinet.payments.queries import checks as payments
from kabinet.showroom.queries import checks as showroom
from kabinet.transfers.queries import checks as transfers

INVARIANTS: tuple[tuple[str, Callable[[], list[str]]], ...] = (
    ("Money: totals are the sum of the entries, holds the sum of what is held", ledger.verify),
    ("Journal: every chain is whole, no note was altered or cut out", journal.verify),
    ("Journal: the notes are those of the checkpoints outside the database", verify_checkpoints),
    ("Charges: each was moved by its transfer; nothing was paid back unpaid", bills.verify),
    ("Payments: each was brought by its transfer; no money came in unexplained", payments.verify),
    ("Cases: the queue follows the clocks; references are the register's", cases.verify),
    ("Claims: upheld means paid, once; every final decision has its letter", claims.verify),
    ("Transfers: carried out means moved and paid for, once; else nothing moved", transfers.verify),
    ("Orders: every line has one fate, and closed means nothing is open", orders.verify),
    ("Owners: each change tells what its case tells, and keeps no person's value", owners.verify),
    ("Companies: who acts by a paper acts by one of that company", access.verify),
    ("Papers: what is judged was sent, what is shown was seen", papers.verify),
    ("Visits: no slot is given twice, nobody signs unseen", showroom.verify),
    ("New clients: each application taken on has its contract", applications.verify),
    ("Copies of contracts: each that is done has its letter", copies.verify),
    ("Complaints book: each closed entry has its answer", book.verify),
    ("Files: each is where its row says, bit for bit", documents.verify),
    ("Register: no number is missing; every waiting message has its task", mailroom.verify),
)


def all_invariants() -> list[tuple[str, list[str]]]:
    """Check everything; beside each invariant stand the rows that break it."""
    with one_moment():
        return [(name, check()) for name, check in INVARIANTS]


@contextmanager
def one_moment() -> Iterator[None]:
    """Show all checks the same picture, while the house goes on working.

    SQLite is told by hand: Django's own transactions would keep the writers waiting.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
                cursor.execute("PRAGMA query_only = OFF")
