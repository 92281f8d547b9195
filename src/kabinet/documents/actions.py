"""What is written down: letters. Each is a step of the action that asks for it and journals it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from kabinet.documents import letters, models
from kabinet.pack.formats import LetterTemplate


@transaction.atomic
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
    return models.Letter.objects.create(
        template=letter.template,
        edition=letter.edition,
        language=letter.language or language,
        title=letter.title,
        blocks=letters.to_json(letter),
        written_at=at,
        signed_at=at if signed else None,
        signature=signed,
    )


@transaction.atomic
def stamp_letter(*, letter: models.Letter, number: str, moment: str) -> models.Letter:
    """Put the register's number and moment on a letter, once; its text and signature stay."""
    if letter.blocks.get("stamp"):
        raise AlreadyStamped(letter.pk)
    stamp = _tidy({"number": number, "moment": moment})
    letter.blocks = {**letter.blocks, "stamp": stamp}
    letter.save(update_fields=["blocks"])
    return letter


def _tidy(said: Mapping[str, str]) -> dict[str, str]:
    return {name: letters.tidy(text) for name, text in said.items()}


class AlreadyStamped(ValueError):
    """A letter is registered once; a second stamp is a mistake of the caller."""
