"""Identity papers: sealed, found, and read with a record that comes first."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.parties.actions.who import Actor, as_login, require
from kabinet.parties.models import IdentityPaper, LoosePaper, Party, PersonKey, ReadingReason
from kabinet.parties.rules import passport_rf
from kabinet.parties.sealing import (
    OF_A_LOOSE_PAPER,
    OF_A_PERSON,
    Wrapped,
    blind_index,
    open_paper,
    seal_paper as sealed_bytes,
    unwrap,
    wrap,
)

PASSPORT = "passport_rf"


class BadPassport(Refused):
    """What was typed cannot be the series and number of a Russian passport."""

    sentence = _("A passport has a series of four digits and a number of six: 4509 123456.")


class ReasonNeeded(Refused):
    """A sealed paper is opened for a reason that its owner will read."""

    sentence = _("Say why you need the passport. Its owner will see the reason.")


@transaction.atomic
def seal_paper(
    *,
    party: Party,
    series_number: str,
    at: datetime,
    issued_by: str = "",
    issued_on: date | None = None,
    department: str = "",
    kind: str = PASSPORT,
    valid_from: date | None = None,
    valid_until: date | None = None,
    by: Actor | None = None,
) -> IdentityPaper:
    """Put a person's paper away sealed. From here on only `reveal` shows it.

    Raises BadPassport.
    """
    number = passport_rf(series_number) if kind == PASSPORT else series_number.strip()
    if not number:
        raise BadPassport
    key = PersonKey.objects.get(party=party)
    paper = IdentityPaper.objects.create(
        party=party,
        kind=kind,
        sealed=b"",
        blind_index=blind_index(kind, number),
        valid_from=valid_from,
        valid_until=valid_until,
        recorded_at=at,
    )
    content = {
        "number": number,
        "issued_by": issued_by,
        "issued_on": issued_on.isoformat() if issued_on else "",
        "department": department,
    }
    data_key = unwrap(Wrapped(bytes(key.wrapped), key.key_id), party.pk)
    paper.sealed = sealed_bytes(data_key, content, paper=paper.pk, party=party.pk)
    paper.save(update_fields=["sealed"])
    data = {"paper": paper.pk, "kind": kind}
    note(what="paper.sealed", about=party, at=at, by=as_login(by), data=data)
    return paper


def reveal(
    *, paper: IdentityPaper, by: Actor, at: datetime, reason: str, case: str = ""
) -> dict[str, str]:
    """Open a sealed paper: number, issued_by, issued_on (ISO), department.

    The reading is written down and committed before anything is opened: whatever happens
    afterwards, its owner sees who looked and why. `case` is the reference of the matter.
    Call it outside any transaction. Raises NotPermitted or ReasonNeeded.
    """
    if by.party_id != paper.party_id or reason != ReadingReason.OWN:
        require(by, "reveal_passport", at)
        check_reason(reason)
    with transaction.atomic(durable=True):
        note(
            what="paper.revealed",
            about=paper.party,
            at=at,
            by=as_login(by),
            data={"paper": paper.pk, "reason": str(reason), "case": case},
            is_reading=True,
        )
    key = PersonKey.objects.get(party_id=paper.party_id)
    data_key = unwrap(Wrapped(bytes(key.wrapped), key.key_id), paper.party_id)
    return open_paper(data_key, bytes(paper.sealed), paper=paper.pk, party=paper.party_id)


def find_by_passport(
    *, typed: str, by: Actor, at: datetime, reason: str, case: str = ""
) -> list[Party]:
    """Find whose passport this is, by its exact number; nothing is opened.

    Each search is written down before its result is given, on the searcher, and on everybody
    found. Call it outside any transaction. Raises NotPermitted, ReasonNeeded or BadPassport.
    """
    require(by, "find_by_passport", at)
    check_reason(reason)
    number = passport_rf(typed)
    if number is None:
        raise BadPassport
    papers = IdentityPaper.objects.filter(blind_index=blind_index(PASSPORT, number))
    found = list(Party.objects.filter(papers__in=papers).distinct().order_by("pk"))
    data = {"reason": str(reason), "case": case}
    searcher = as_login(by)
    with transaction.atomic(durable=True):
        if searcher is not None:
            found_ids = {"found": [party.pk for party in found]}
            note(what="paper.searched", about=searcher, at=at, by=searcher, data=data | found_ids)
        for party in found:
            note(what="paper.searched", about=party, at=at, by=searcher, data=data, is_reading=True)
    return found


@transaction.atomic
def rewrap_keys(*, at: datetime) -> int:
    """Wrap every key of papers with the newest operator's key; return how many were changed.

    Run after KABINET_PAPER_KEY was replaced, with the old one in KABINET_PAPER_KEYS_BEFORE.
    The papers themselves stay as they are.
    """
    changed = 0
    for key in PersonKey.objects.select_for_update().order_by("pk"):
        if _rewrap(key, OF_A_PERSON):
            note(what="key.rewrapped", about=key.party, at=at, actor="console")
            changed += 1
    for paper in LoosePaper.objects.select_for_update().order_by("pk"):
        changed += _rewrap(paper, OF_A_LOOSE_PAPER)
    return changed


def _rewrap(row: PersonKey | LoosePaper, table: str) -> bool:
    """Wrap one key anew; tell whether that changed it."""
    fresh = wrap(unwrap(Wrapped(bytes(row.wrapped), row.key_id), row.pk, table), row.pk, table)
    if fresh.key_id == row.key_id:
        return False
    row.wrapped, row.key_id = fresh.blob, fresh.key_id
    row.save(update_fields=["wrapped", "key_id"])
    return True


def check_reason(reason: str) -> None:
    if reason not in set(ReadingReason.values) - {ReadingReason.OWN}:
        raise ReasonNeeded
