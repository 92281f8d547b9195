"""The dry run: rows are judged and kept, nothing is changed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.kit.errors import Refused
from kabinet.orders.models import OrderDraft
from kabinet.orders.queries.drafts import pack, verdicts_on
from kabinet.orders.queries.facts import items_by_name
from kabinet.orders.rules.judging import Row
from kabinet.orders.sheets.faults import BadSheet, SheetFault
from kabinet.orders.sheets.reading import Sheet, Wish, read_sheet
from kabinet.orders.states import SHEET_FAULTS, Source
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party

KEPT = timedelta(days=2)


class NoRows(Refused):
    sentence = _("Choose at least one number.")


class UnreadableSheet(Refused):
    """The spreadsheet as a whole cannot be an order; `fault` says why."""

    def __init__(self, fault: SheetFault, most: int) -> None:
        super().__init__(fault)
        self.fault = fault
        self.sentence = SHEET_FAULTS[fault] % {"most": f"{most:,}".replace(",", "\u00a0")}


@transaction.atomic
def check_file(
    *, data: bytes, file_name: str, action: str, value: str, by: User, at: datetime
) -> OrderDraft:
    """Judge every row of a spreadsheet. Raises NotPermitted or UnreadableSheet."""
    require(by, Permit.CHANGE_NUMBERS, at)
    sheet = sheet_of(data, action=action, value=value)
    rows = [(line.row, line.cells) for line in sheet.lines]
    return _keep(rows, sheet.headings, Source.FILE, file_name[:120], by, at)


@transaction.atomic
def check_numbers(
    *, identifiers: Sequence[str], action: str, value: str, by: User, at: datetime
) -> OrderDraft:
    """Judge one thing for each of these numbers. Raises NotPermitted or NoRows."""
    require(by, Permit.CHANGE_NUMBERS, at)
    if not identifiers:
        raise NoRows
    rows = [
        (Row(place, identifier, action, value), (identifier,))
        for place, identifier in enumerate(identifiers, start=1)
    ]
    source = Source.ONE if len(rows) == 1 else Source.SELECTION
    return _keep(rows, (), source, "", by, at)


def sheet_of(data: bytes, *, action: str = "", value: str = "") -> Sheet:
    """Read a spreadsheet into rows, by the names of the catalog. Raises UnreadableSheet."""
    most = int(operator_pack().setting("orders.most_rows"))
    try:
        return read_sheet(data, Wish(action, value, items_by_name()), most)
    except BadSheet as bad:
        raise UnreadableSheet(bad.fault, most) from bad


@transaction.atomic
def throw_away_drafts(*, at: datetime) -> int:
    """Forget the dry runs of which nothing came."""
    return OrderDraft.objects.filter(order=None, made_at__lt=at - KEPT).delete()[0]


def _keep(
    rows: Sequence[tuple[Row, tuple[str, ...]]],
    headings: Sequence[str],
    source: Source,
    file_name: str,
    by: User,
    at: datetime,
) -> OrderDraft:
    holder = Party.objects.get(pk=by.holder_id or 0)
    verdicts = verdicts_on(rows, user=by, holder=holder, at=at)
    return OrderDraft.objects.create(
        holder=holder,
        made_by=by,
        made_at=at,
        source=source,
        file_name=file_name,
        packed=pack(verdicts, headings),
        total=len(verdicts),
        faulty=sum(bool(one.fault) for one in verdicts),
    )
