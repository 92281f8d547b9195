"""Where a matter stands, for somebody on the phone: by number and reference, no personal data."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import override

from kabinet.cases.models import Case
from kabinet.cases.rules import keyed_reference
from kabinet.cases.states import PREFIX, CaseKind, CaseState
from kabinet.documents.wording import date_in_speech
from kabinet.numbers.rules import normalize
from kabinet.pack.queries import operator_pack

MOST = 3  # matters told in one call
LISTED = 10  # matters that an agent sees of one number


@dataclass(frozen=True)
class Spoken:
    """What may be told of a case: which it is, where it stands, by when it will be answered."""

    reference: str
    kind: str
    state: str
    due_on: date | None
    due_at: datetime | None
    closed_on: date | None


def by_keys(number: str, reference: str) -> list[Spoken]:
    """Find what was registered under a reference for a phone number, both as they were typed.

    Typed on keys, a reference has no letter: a claim and an order may both be meant.
    """
    return [spoken(case) for case in cases_by_keys(number, reference)[:MOST]]


def cases_by_keys(number: str, reference: str) -> list[Case]:
    """Find the cases themselves, for an agent; without a reference, the open ones of a number."""
    identifier, keyed = normalize(number), keyed_reference(reference)
    if identifier is None or (reference.strip() and keyed is None):
        return []
    cases = Case.objects.filter(Q(number__identifier=identifier) | Q(claimant_phone=identifier))
    if keyed is None:
        cases = cases.filter(closed_at=None)
    else:
        prefix, rest = keyed
        cases = cases.filter(
            reference__in=[f"{one}{rest}" for one in ([prefix] if prefix else PREFIX.values())]
        )
    return list(cases.distinct().order_by("-pk")[:LISTED])


def spoken(case: Case) -> Spoken:
    """Leave out of a case all that says whose it is."""
    zone = ZoneInfo(case.zone)
    due = (case.due_at - timedelta(seconds=1)).astimezone(zone).date() if case.due_at else None
    closed = case.closed_at.astimezone(zone).date() if case.closed_at else None
    return Spoken(case.reference, case.kind, case.state, due, case.due_at, closed)


def sentence(one: Spoken, language: str, at: datetime) -> str:
    """Say it as a voice reads it: numbers apart, dates in words."""
    year, _, number = one.reference.rpartition("-")
    with override(language):
        said = {
            "kind": str(CaseKind(one.kind).label),
            "number": str(int(number)),
            "year": year[-4:],
            "state": str(CaseState(one.state).label).lower(),
        }
    if one.closed_on:
        return _text("closed", language, **said, day=_day(one.closed_on, language))
    if one.due_at and one.due_at <= at:
        return _text("late", language, **said)
    if one.due_on:
        return _text("due", language, **said, day=_day(one.due_on, language))
    return _text("open", language, **said)


def answer(found: list[Spoken], language: str, at: datetime) -> str:
    """Say all that was found, or that nothing was."""
    if not found:
        return _text("unknown", language)
    return " ".join(sentence(one, language, at) for one in found)


def prompt(name: str, language: str) -> str:
    """Say what a machine asks for."""
    return _text(name, language)


def _text(name: str, language: str, **said: object) -> str:
    return operator_pack().text(f"phone.{name}", language, **said)


def _day(day: date, language: str) -> str:
    if language == "ru":
        return date_in_speech(day)
    with override(language):
        return date_format(day, "j F Y")
