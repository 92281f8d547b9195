"""What is known about parties, papers left sealed."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from kabinet.journal.models import Note
from kabinet.journal.queries import notes_about, readings_of as notes_of_readings
from kabinet.pack.formats import Purpose
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import (
    ErasureAct,
    IdentityPaper,
    Party,
    PowerOfAttorney,
    ProcessingConsent,
    ReadingReason,
)

_PLAIN = (
    "kind", "surname", "name", "patronymic", "sex", "born_on", "company_name", "inn", "ogrn",
    "address", "email", "phone", "language", "since",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """Somebody looked: when, who (as staff are shown outside), what, why, in which matter."""

    at: datetime
    who: str
    what: str  # paper.revealed, paper.searched, party.exported, ...
    reason: str  # a ReadingReason, or nothing
    case: str

    @property
    def why(self) -> str:
        known = dict(ReadingReason.choices)
        return str(known.get(self.reason, ""))


@dataclass(frozen=True)
class ConsentLine:
    """A purpose of the pack beside the consent that is given for it, if one is."""

    purpose: Purpose
    consent: ProcessingConsent | None

    @property
    def may_be_withdrawn(self) -> bool:
        return self.consent is not None and not self.purpose.needed


def parties_like(text: str) -> QuerySet[Party]:
    """Find parties whose name, number of a registration, phone or mailbox begins so."""
    words = text.replace("\0", " ").split()
    found = Party.objects.filter(erased_at__isnull=True).order_by("surname", "company_name", "pk")
    if not words:
        return found.none()
    for word in words:
        found = found.filter(_begins_with(word))
    return found


def _begins_with(word: str) -> Q:
    exact = Q(inn=word) | Q(ogrn=word) | Q(email__iexact=word) | Q(phone=word)
    # SQLite takes Cyrillic capitals for other letters: names are written with one each.
    spelt = [
        Q(surname__istartswith=form)
        | Q(name__istartswith=form)
        | Q(patronymic__istartswith=form)
        | Q(company_name__icontains=form)
        for form in sorted({word, word.title(), word.upper()})
    ]
    return reduce(or_, spelt, exact)


def papers_of(party: Party) -> QuerySet[IdentityPaper]:
    """All papers of a person, sealed, the newest first: disputes need the old ones too."""
    return party.papers.order_by("-recorded_at", "-pk")


def passport_in_force(party: Party, on: date) -> IdentityPaper | None:
    """Give the newest passport of a person that holds on a day, sealed."""
    holds = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    return papers_of(party).filter(holds, kind="passport_rf").first()


def readings_of(party: Party) -> list[Reading]:
    """List who looked into a person's data and why, the newest first."""
    return [_reading(note) for note in notes_of_readings(party).select_related("by")]


def consents_of(party: Party) -> list[ConsentLine]:
    """List each purpose of processing, with the consent that is given for it now."""
    given = {
        consent.purpose: consent
        for consent in party.processing_consents.filter(withdrawn_at__isnull=True)
    }
    return [ConsentLine(purpose, given.get(purpose.id)) for purpose in operator_pack().purposes]


def has_consented(party: Party, purpose: str) -> bool:
    return party.processing_consents.filter(purpose=purpose, withdrawn_at__isnull=True).exists()


def export_of(party: Party) -> dict[str, Any]:
    """Give all that this room holds about a party, as JSON holds it.

    Papers are named, not opened: what stands in them is for `actions.reveal` alone, which
    the person himself may ask for too.
    """
    return {
        "party": {name: _json(getattr(party, name)) for name in _PLAIN},
        "papers": [
            {
                "kind": paper.kind,
                "valid_from": _json(paper.valid_from),
                "valid_until": _json(paper.valid_until),
                "recorded_at": _json(paper.recorded_at),
            }
            for paper in papers_of(party)
        ],
        "consents": [
            {
                "purpose": consent.purpose,
                "edition": consent.edition,
                "channel": consent.channel,
                "given_at": _json(consent.given_at),
                "withdrawn_at": _json(consent.withdrawn_at),
            }
            for consent in party.processing_consents.order_by("given_at", "pk")
        ],
        "readings": [
            {
                "at": _json(one.at),
                "who": one.who,
                "what": one.what,
                "reason": one.reason,
                "case": one.case,
            }
            for one in readings_of(party)
        ],
        "history": [{"at": _json(note.at), "what": note.what} for note in notes_about(party)],
    }


def powers_of_attorney_in_force(principal: Party, on: date) -> QuerySet[PowerOfAttorney]:
    """List the powers of attorney in force on a day, the first to end first."""
    return _in_force(on).filter(principal=principal).order_by("valid_until", "pk")


def attorneys_of(principal: Party) -> QuerySet[PowerOfAttorney]:
    """List every power of attorney that somebody gave, the one that ends last first."""
    return principal.attorneys_given.select_related("file").order_by("-valid_until", "-pk")


def attorneys_ending(first: date, last: date) -> QuerySet[PowerOfAttorney]:
    """Find those in force that end within these days, both counted."""
    return (
        _in_force(first)
        .filter(valid_until__lte=last)
        .select_related("principal")
        .order_by("valid_until", "pk")
    )


def office_day(at: datetime) -> date:
    """Tell the day at the operator's office."""
    return at.astimezone(ZoneInfo(str(operator_pack().setting("office.zone")))).date()


def attorneys_in_force(at: datetime) -> QuerySet[PowerOfAttorney]:
    """Find every power of attorney that holds at a moment, by the operator's own calendar."""
    return _in_force(office_day(at))


def _in_force(on: date) -> QuerySet[PowerOfAttorney]:
    return PowerOfAttorney.objects.filter(
        valid_from__lte=on, valid_until__gte=on, revoked_at__isnull=True
    )


def act_of(party: Party) -> ErasureAct | None:
    return ErasureAct.objects.filter(party=party).first()


def _reading(note: Note) -> Reading:
    return Reading(
        at=note.at,
        who=str(note.by) if note.by_id else note.actor,
        what=note.what,
        reason=str(note.data.get("reason", "")),
        case=str(note.data.get("case", "")),
    )


def _json(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
