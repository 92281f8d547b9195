"""The words of a case, kept for the search engine of the database: one place for both engines.

PostgreSQL keeps a generated `tsvector` in Russian; SQLite an FTS5 table of stems. On both,
ё is е, case does not matter, and every sign between words is a space: an address or a phone
is found by its parts, whatever an engine's own reader would make of it.
"""

import re

from django.db import connection

from kabinet.cases.models import Case, SearchEntry
from kabinet.kit.rows import insert

MOST_WORDS = 12
_WORD = re.compile(r"\w+")


def remember(case: Case, text: str) -> None:
    """Keep the words of a case, in the transaction that made them."""
    insert(SearchEntry(case=case, body=_folded(text)))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO cases_words (rowid, words) VALUES (%s, %s)",
                [case.pk, stems(text)],
            )


def remember_more(case: Case, text: str) -> None:
    """Add a message's words to those of its case."""
    entry = SearchEntry.objects.select_for_update().get(pk=case.pk)
    entry.body = f"{entry.body}\n{_folded(text)}"
    entry.save(update_fields=["body"])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM cases_words WHERE rowid = %s", [case.pk])
            cursor.execute(
                "INSERT INTO cases_words (rowid, words) VALUES (%s, %s)",
                [case.pk, stems(entry.body)],
            )


def matching(typed: str, most: int) -> list[int]:
    """Find cases that hold all the words, the newest first."""
    words = _folded(typed).split()[:MOST_WORDS]
    if not words:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            asked = " ".join(f'"{word}"' for word in stems(" ".join(words)).split())
            cursor.execute(
                "SELECT rowid FROM cases_words WHERE cases_words MATCH %s"
                " ORDER BY rowid DESC LIMIT %s",
                [asked, most],
            )
            return [row[0] for row in cursor.fetchall()]
        asked = " ".join(words)
        cursor.execute(_SOME, [asked, FEW + 1])
        some = sorted((row[0] for row in cursor.fetchall()), reverse=True)
        if len(some) <= FEW:
            return some[:most]
        cursor.execute(_NEWEST, [asked, most])
        return [row[0] for row in cursor.fetchall()]


# A rare word is looked up in the index; the planner would walk over all cases from the newest,
# sure to meet it soon. A common one is met soon indeed, and its many hits are not all fetched.
FEW = 1000
_SOME = """
SELECT case_id FROM cases_searchentry WHERE words @@ plainto_tsquery('russian', %s) LIMIT %s
"""
_NEWEST = """
SELECT case_id FROM cases_searchentry WHERE words @@ plainto_tsquery('russian', %s)
ORDER BY case_id DESC LIMIT %s
"""


def stems(text: str) -> str:
    """Cut every word to its stem, so that «списанных» finds «списанное»."""
    from snowballstemmer import stemmer  # noqa: PLC0415 - heavy

    return " ".join(stemmer("russian").stemWords(_folded(text).split()))


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.lower().replace("ё", "е")))
