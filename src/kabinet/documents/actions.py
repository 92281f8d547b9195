"""What is kept: letters written, files received.

Each is a step of an action of a higher room, which says in the journal what it was for.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings

from kabinet.documents import letters, models, vault
from kabinet.documents.intake import names
from kabinet.documents.intake.faults import Fault
from kabinet.documents.intake.kinds import judge
from kabinet.documents.refusals import FileRefused
from kabinet.kit.rows import insert
from kabinet.pack.formats import LetterTemplate


def write_letter(
    *,
    template: LetterTemplate,
    data: Mapping[str, Any],
    at: datetime,
    language: str = "",
    signature: Mapping[str, str] | None = None,
    stamp: Mapping[str, str] | None = None,
) -> models.Letter:
    """Fill a template and keep the letter. Raises BadLetter when a fact is missing.

    The letter is in its template's language, whatever `language` its reader prefers.
    signature (name, moment, method, reference: texts as printed) makes it signed at `at`; the
    fingerprint of the text is added to it. stamp: number, moment, as printed.
    """
    letter = replace(letters.fill(template, data), stamp=_tidy(stamp or {}))
    signed = {**_tidy(signature), "sha256": letters.fingerprint(letter)} if signature else {}
    kept = models.Letter(
        template=letter.template,
        edition=letter.edition,
        language=letter.language or language,
        title=letter.title,
        blocks=letters.to_json(letter),
        written_at=at,
        signed_at=at if signed else None,
        signature=signed,
    )
    insert(kept)
    return kept


def _tidy(said: Mapping[str, str]) -> dict[str, str]:
    return {name: letters.tidy(text) for name, text in said.items()}


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def store_file(*, upload: Readable | bytes, name: str, by: Any, at: datetime) -> models.StoredFile:
    """Keep a file bit for bit, its name made safe. Raises FileRefused, and keeps nothing.

    by: the User who sends it, or None for somebody without one.

    The bytes are on the disk before the row exists; a rolled-back row leaves bytes that no
    row names, never the other way round.
    """
    data = _read(upload)
    kind = judge(name, data)
    if isinstance(kind, Fault):
        raise FileRefused(kind)
    typed = names.extension(name)
    return models.StoredFile.objects.create(
        sha256=vault.keep(data),
        size=len(data),
        media_type=kind.media_type,
        name=names.clean(name, ending=typed if typed in kind.endings else kind.endings[0]),
        stored_at=at,
        by=by,
    )


def _read(upload: Readable | bytes) -> bytes:
    """Read no more than the limit and a byte."""
    limit = settings.UPLOAD_LIMIT
    data = upload if isinstance(upload, bytes) else upload.read(limit + 1)
    if len(data) > limit:
        raise FileRefused(Fault.TOO_BIG, limit=limit)
    return data
