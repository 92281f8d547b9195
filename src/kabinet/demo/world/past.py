"""Writing many things down at once, as the rooms would have written them one by one."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from kabinet.bills.models import Charge
from kabinet.journal.actions import columns_of
from kabinet.journal.models import Note
from kabinet.journal.queries import thing_of
from kabinet.journal.rules import BEGINNING, Entry, Thing
from kabinet.kit.money import ZERO, Money
from kabinet.ledger.models import LedgerAccount, Transfer


@dataclass
class Past:
    """Notes about things that have none yet, chained in the order of their moments."""

    _waiting: dict[Thing, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def note(
        self, what: str, about: models.Model, *, at: datetime, actor: str, data: Mapping[str, Any]
    ) -> None:
        self._waiting[thing_of(about)].append(
            {"what": what, "at": at, "actor": actor, "data": dict(data)}
        )

    def write(self) -> int:
        notes = [row for thing, said in self._waiting.items() for row in _chain(thing, said)]
        Note.objects.bulk_create(notes, batch_size=500)
        self._waiting.clear()
        return len(notes)


@dataclass
class Books:
    """Money to be moved: real transfers, and totals that are their sums."""

    transfers: list[Transfer] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)

    def move(
        self,
        *,
        debit: LedgerAccount,
        credit: LedgerAccount,
        amount: Money,
        key: str,
        code: str,
        at: datetime,
    ) -> Transfer:
        moved = Transfer(debit=debit, credit=credit, amount=amount, key=key, code=code, at=at)
        self.transfers.append(moved)
        return moved

    def post(self) -> None:
        """Write everything down in the order of its moments."""
        self.transfers.sort(key=lambda one: (one.at, one.key))
        Transfer.objects.bulk_create(self.transfers, batch_size=500)
        self.charges.sort(
            key=lambda one: (one.charged_at, one.transfer.key if one.transfer else "")
        )
        Charge.objects.bulk_create(self.charges, batch_size=500)
        LedgerAccount.objects.bulk_update(self._totals(), ["debits", "credits"], batch_size=200)

    def _totals(self) -> list[LedgerAccount]:
        debits: dict[int, Money] = defaultdict(lambda: ZERO)
        credits_: dict[int, Money] = defaultdict(lambda: ZERO)
        for one in self.transfers:
            debits[one.debit_id] += one.amount
            credits_[one.credit_id] += one.amount
        rows = list(LedgerAccount.objects.filter(pk__in={*debits, *credits_}))
        for row in rows:
            row.debits = row.debits + debits[row.pk]
            row.credits = row.credits + credits_[row.pk]
        return rows


def _chain(about: Thing, said: list[dict[str, Any]]) -> list[Note]:
    """Link the notes about one thing, each to the one before it."""
    links: list[Note] = []
    for seq, one in enumerate(sorted(said, key=lambda each: each["at"]), start=1):
        entry = Entry(
            about=about,
            seq=seq,
            by=None,
            public=True,
            is_reading=False,
            previous=links[-1].mac if links else BEGINNING,
            **one,
        )
        links.append(Note(**columns_of(entry)))
    return links
