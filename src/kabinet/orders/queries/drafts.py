"""Rows that were judged: packed away, and read again."""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from kabinet.access.models import User
from kabinet.numbers.models import Number
from kabinet.numbers.queries import visible_to
from kabinet.orders.models import OrderDraft
from kabinet.orders.queries.facts import judge_for
from kabinet.orders.rules.judging import Fault, Judge, Row
from kabinet.orders.states import sentence_of
from kabinet.pack.contents import fill
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row, what is wrong with it, and the cells as they were typed."""

    row: Row
    fault: str
    detail: str
    cells: tuple[str, ...]

    def sentence(self, language: str) -> str:
        return sentence_in(self.fault, self.detail, language) if self.fault else ""


def verdicts_on(
    rows: Sequence[tuple[Row, tuple[str, ...]]], *, user: User | None, holder: Party, at: datetime
) -> list[Verdict]:
    """Judge rows as they would be carried out now; `user` sees perhaps a part of the numbers."""
    numbers = (
        visible_to(user)
        if user is not None
        else Number.objects.filter(account__contract__holder=holder)
    )
    judge = judge_for([row for row, _ in rows], numbers, holder, at)
    return list(_judged(rows, judge))


def _judged(rows: Iterable[tuple[Row, tuple[str, ...]]], judge: Judge) -> Iterator[Verdict]:
    for row, cells in rows:
        fault = judge.fault_of(row)
        yield Verdict(row, fault, judge.detail_of(row, fault) if fault else "", cells)


def pack(verdicts: Iterable[Verdict], headings: Sequence[str]) -> bytes:
    rows = [
        [one.row.place, one.row.identifier, one.row.action, one.row.value, one.fault, one.detail,
         list(one.cells)]
        for one in verdicts
    ]  # fmt: skip
    return zlib.compress(json.dumps([list(headings), rows], ensure_ascii=False).encode(), 3)


def unpack(draft: OrderDraft) -> tuple[list[str], list[Verdict]]:
    """Read a draft's rows again, with the headings of the sheet that they came from."""
    headings, rows = json.loads(zlib.decompress(bytes(draft.packed)))
    return headings, [
        Verdict(Row(place, identifier, action, value), fault, detail, tuple(cells))
        for place, identifier, action, value, fault, detail, cells in rows
    ]


def draft_of(user: User, token: str) -> OrderDraft | None:
    """Find a draft of the person who made it, while he acts for the same holder."""
    mine = OrderDraft.objects.select_related("order__case", "holder")
    return mine.filter(token=token, made_by=user, holder_id=user.holder_id or 0).first()


def counts_of(verdicts: Iterable[Verdict]) -> list[tuple[str, int]]:
    """Count the faults by kind, the most frequent first."""
    return Counter(one.fault for one in verdicts if one.fault).most_common()


def sentence_in(fault: str, detail: str, language: str) -> str:
    """Say a fault; a shut gate in the words of the pack."""
    if fault != Fault.SHUT:
        return sentence_of(fault, detail)
    rules = operator_pack().gate_editions.get(detail)
    if not rules:
        return sentence_of(fault, detail)
    values = {"most": rules[-1].most, "held": ""}
    return sentence_of(fault, fill(say(rules[-1].words, language), values))
