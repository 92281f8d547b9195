"""Outside registers, asked about people: how many numbers, self-ban, who works for whom.

A port. The embedded register is a table of our own, filled by hand or from a file; an
installation that is connected to the state's system puts its own class into the settings.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.db.models import Q, QuerySet

from kabinet.numbers.models import Number, NumberState, RegistryRecord
from kabinet.parties.models import Party

HELD, BANNED, WORKS_FOR = "numbers_held", "self_ban", "works_for"


class Register(Protocol):
    """What a state register of subscribers answers."""

    def numbers_elsewhere(self, party: Party, on: date) -> int:
        """Count the numbers that the person holds at other operators."""

    def has_banned_himself(self, party: Party, on: date) -> bool: ...

    def works_for(self, person: Party, company: Party, on: date) -> bool | None:
        """Tell whether one works for the other; None when the register does not know him."""


class EmbeddedRegister:
    """The register that we keep ourselves, for installations without another."""

    def numbers_elsewhere(self, party: Party, on: date) -> int:
        values = _records(party, HELD, on).values_list("value", flat=True)
        return sum(int(value) for value in values if value.isdecimal())

    def has_banned_himself(self, party: Party, on: date) -> bool:
        return _records(party, BANNED, on).exists()

    def works_for(self, person: Party, company: Party, on: date) -> bool | None:
        values = set(_records(person, WORKS_FOR, on).values_list("value", flat=True))
        return company.inn in values if values else None


def register() -> Register:
    return EmbeddedRegister()


def held_with_us(party: Party) -> int:
    """Count the numbers that a party holds or uses here."""
    alive = Number.objects.exclude(state=NumberState.CLOSED)
    return alive.filter(Q(account__contract__holder=party) | Q(user=party)).count()


def subjects_of(party: Party) -> list[str]:
    """Name a party as the registers know it: its INN, and its papers by their blind indexes."""
    papers: Iterable[str] = party.papers.exclude(blind_index="").values_list(
        "blind_index", flat=True
    )
    return [f"inn:{party.inn}"] * bool(party.inn) + [f"paper:{one}" for one in papers]


def _records(party: Party, kind: str, on: date) -> QuerySet[RegistryRecord]:
    now = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    return RegistryRecord.objects.filter(
        now, subject__in=subjects_of(party), kind=kind, valid_from__lte=on
    )
