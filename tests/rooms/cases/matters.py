"""Cases as they come in, made by hand."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.cases.actions import Claimant, NewCase, open_case
from kabinet.cases.models import Case
from kabinet.journal.models import Note
from kabinet.journal.queries import notes_about
from tests.people import MONDAY, staff

MARIA = Claimant(name="Лебедева Мария Петровна", email="maria@example.ru", phone="+79161234567")
CONSUMER: Mapping[str, Any] = {
    "party": "consumer",
    "demand_in": ["refund"],
    "service_in": ["mobile"],
    "respondent": "operator",
}
DESKS = {"claim": "claims", "question": "care", "fraud": "fraud"}


def new(kind: str = "claim", **more: Any) -> NewCase:
    told: dict[str, Any] = {
        "kind": kind,
        "channel": "portal",
        "desk": DESKS[kind],
        "topic": "service_without_consent",
        "title": "Услуга без согласия",
        "claimant": MARIA,
        "reply_by": "email",
        "language": "ru",
        "zone": "Europe/Moscow",
        "facts": CONSUMER if kind == "claim" else {},
        "search_text": "С меня списали деньги за подписку «Гороскоп» без спроса",
    }
    return NewCase(**{**told, **more})


def filed(kind: str = "claim", *, at: datetime = MONDAY, **more: Any) -> Case:
    """File a case and give it as the table holds it."""
    case, _code = open_case(new(kind, **more), received_at=at, by=None, at=at)
    return Case.objects.get(pk=case.pk)


def officer(name: str = "Смирнова Анна", email: str = "anna@example.ru") -> User:
    return staff(Role.CLAIMS_OFFICER, name=name, email=email)


def moment(day: int, hour: int = 9, month: int = 11) -> datetime:
    """Name a moment of 2026, in UTC."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


def last_note(case: Case) -> Note:
    """Give the newest line of a case's journal."""
    found = notes_about(case).last()
    assert found is not None
    return found
