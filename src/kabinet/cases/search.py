"""The words of a case, kept for the search engine of the database: one place for both engines.

PostgreSQL keeps a generated `tsvector` in Russian; SQLite an FTS5 table of stems. On both,
ё is е, and case does not matter.
"""

import re

from django.db import connection

from kabinet.cases.models import Case, SearchEntry

_WORD = re.compile(r"\w+")


def remember(case: Case, text: str) -> None:
    """Keep the words of a case, in the transaction that made them."""
    SearchEntry.objects.create(case=case, body=_folded(text))
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
    """Find cases that hold all the words, the newest first. Any other sign is a space."""
    words = _WORD.findall(_folded(typed))[:12]
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
        else:
            cursor.execute(
                "SELECT case_id FROM cases_searchentry, plainto_tsquery('russian', %s) asked"
                " WHERE words @@ asked ORDER BY case_id DESC LIMIT %s",
                [" ".join(words), most],
            )
        return [row[0] for row in cursor.fetchall()]


def stems(text: str) -> str:
    """Cut every word to its stem, so that «списанных» finds «списанное»."""
    from snowballstemmer import stemmer  # noqa: PLC0415 - heavy

    words = _WORD.findall(_folded(text))
    return " ".join(stemmer("russian").stemWords(words))


def _folded(text: str) -> str:
    return text.lower().replace("ё", "е").replace("\0", " ")
