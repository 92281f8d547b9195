"""A passport typed into a form by somebody we may not know: sealed at once, read with a record."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction

from kabinet.journal.actions import note
from kabinet.parties.actions.papers import PASSPORT, BadPassport, check_reason
from kabinet.parties.actions.who import Actor, as_login, require
from kabinet.parties.models import LoosePaper
from kabinet.parties.rules import SEALED, passport_rf
from kabinet.parties.sealing import (
    OF_A_LOOSE_PAPER,
    Wrapped,
    new_key,
    open_paper,
    seal_paper,
    unwrap,
)


@transaction.atomic
def put_away(*, typed: str, at: datetime) -> LoosePaper:
    """Seal a typed passport; its `mark` stands where the number would. Raises BadPassport."""
    number = passport_rf(typed)
    if number is None:
        raise BadPassport
    paper = LoosePaper.objects.create(
        kind=PASSPORT, wrapped=b"", key_id="", sealed=b"", hint=number[-2:], recorded_at=at
    )
    key = new_key(paper.pk, OF_A_LOOSE_PAPER)
    paper.wrapped, paper.key_id = key.blob, key.key_id
    data_key = unwrap(key, paper.pk, OF_A_LOOSE_PAPER)
    paper.sealed = seal_paper(data_key, {"number": number}, paper=paper.pk, party=None)
    paper.save(update_fields=["wrapped", "key_id", "sealed"])
    return paper


def reveal_loose(
    *, mark: str, about: models.Model, by: Actor, at: datetime, reason: str, case: str
) -> dict[str, str]:
    """Open a typed passport; the reading is written down about `about` and committed first.

    Call it outside any transaction. Raises NotPermitted, ReasonNeeded, or
    LoosePaper.DoesNotExist for a mark without a paper.
    """
    require(by, "reveal_passport", at)
    check_reason(reason)
    paper = LoosePaper.objects.get(token=token_in(mark))
    with transaction.atomic(durable=True):
        note(
            what="paper.revealed",
            about=about,
            at=at,
            by=as_login(by),
            data={"loose": paper.pk, "reason": str(reason), "case": case},
            is_reading=True,
        )
    data_key = unwrap(Wrapped(bytes(paper.wrapped), paper.key_id), paper.pk, OF_A_LOOSE_PAPER)
    return open_paper(data_key, bytes(paper.sealed), paper=paper.pk, party=None)


@transaction.atomic
def throw_away(*, answers: Iterable[object]) -> None:
    """Destroy the papers whose marks stand among these answers, keys and all."""
    marks = [one for one in answers if isinstance(one, str) and one.startswith(SEALED)]
    LoosePaper.objects.filter(token__in=[token_in(mark) for mark in marks]).delete()


def token_in(mark: str) -> str:
    return mark.removeprefix(SEALED).rpartition(":")[0]
