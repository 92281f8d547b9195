"""Writing a draft: every answer is saved as it is given."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kabinet.access.models import User
from kabinet.bills.models import Charge
from kabinet.claims.errors import AlreadyFiled, DraftExpired
from kabinet.claims.models import Draft, Evidence
from kabinet.claims.queries.interview import questions_for
from kabinet.documents.models import StoredFile
from kabinet.journal.actions import note
from kabinet.pack.queries import operator_pack
from kabinet.parties.actions import put_away, throw_away
from kabinet.parties.models import Party


@transaction.atomic
def start(
    *,
    kind: str,
    owner: User | None,
    party: Party | None,
    answers: Mapping[str, Any],
    charges: Sequence[Charge],
    language: str,
    at: datetime,
) -> Draft:
    """Open a draft, with what is known already."""
    draft = Draft.objects.create(
        kind=kind,
        owner=owner,
        party=party,
        answers=dict(answers),
        language=language,
        made_at=at,
        saved_at=at,
        expires_at=_expiry(at),
    )
    draft.charges.set(charges)
    return draft


@transaction.atomic
def save_answers(*, draft_id: int, answers: Mapping[str, Any], at: datetime) -> Draft:
    """Keep answers as typed; what they close is left out later, never deleted: people go back.

    Raises AlreadyFiled or DraftExpired.
    """
    draft = open_draft(draft_id=draft_id, at=at)
    draft.answers = {**draft.answers, **_passports_away(draft, answers, at)}
    draft.saved_at, draft.expires_at = at, _expiry(at)
    draft.save(update_fields=["answers", "saved_at", "expires_at"])
    return draft


@transaction.atomic
def attach(*, draft_id: int, file: StoredFile, slot: str, at: datetime) -> Evidence:
    draft = open_draft(draft_id=draft_id, at=at)
    Draft.objects.filter(pk=draft.pk).update(saved_at=at, expires_at=_expiry(at))
    return Evidence.objects.create(draft=draft, file=file, slot=slot)


@transaction.atomic
def detach(*, draft_id: int, evidence_id: int, at: datetime) -> None:
    draft = open_draft(draft_id=draft_id, at=at)
    draft.evidence.filter(pk=evidence_id).delete()


@transaction.atomic
def discard(*, draft_id: int, at: datetime) -> None:
    """Throw a draft away, answers and all. What was filed stays."""
    draft = open_draft(draft_id=draft_id, at=at)
    draft.evidence.all().delete()
    throw_away(answers=draft.answers.values())
    draft.delete()


@transaction.atomic
def forget_drafts(*, party: Party, at: datetime) -> None:
    """Throw away what an erased person was still writing, and every passport he ever typed."""
    for draft in Draft.objects.select_for_update().filter(party=party).order_by("pk"):
        throw_away(answers=draft.answers.values())
        if draft.filed_id is None:
            draft.evidence.all().delete()
            draft.delete()
    note(what="drafts.forgotten", about=party, at=at, actor="erasure")


def open_draft(*, draft_id: int, at: datetime) -> Draft:
    """Lock a draft that may still be written. Raises AlreadyFiled or DraftExpired."""
    draft = Draft.objects.select_for_update().get(pk=draft_id)
    if draft.filed_id:
        raise AlreadyFiled(draft.filed.reference if draft.filed else "")
    if draft.expires_at <= at:
        raise DraftExpired
    return draft


def _passports_away(draft: Draft, answers: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Seal each passport among the answers; a new one takes the place of the old one."""
    asked = questions_for(draft.kind, {**draft.answers, **answers})
    passports = {question.id for question in asked if question.kind == "passport"}
    kept = dict(answers)
    for name in passports & kept.keys():
        old, new = draft.answers.get(name), kept[name]
        if new and new != old:
            kept[name] = put_away(typed=str(new), at=at).mark
        if old and new != old:
            throw_away(answers=[old])
    return kept


def _expiry(at: datetime) -> datetime:
    return at + timedelta(days=operator_pack().setting("claims.draft_kept_days"))
