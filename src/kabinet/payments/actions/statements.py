"""The bank's statements: kept and tried, then posted line by line, each in a commit of its own."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.documents.actions import store_file
from kabinet.documents.queries import read_file
from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.pack.queries import operator_pack
from kabinet.payments.actions.posting import post_from_bank
from kabinet.payments.models import (
    LineState,
    Statement,
    StatementLine,
    StatementState,
)
from kabinet.payments.queries.judging import Verdict, judge, rows_of
from kabinet.payments.rules.documents import BadStatement, Document, Flaw
from kabinet.tasks.actions import Work

POST = Work("payments.post")
LINES_AT_ONCE = 500  # between two breaths of the worker

_FLAWS = {
    Flaw.NO_STATEMENT: _(
        "This is no statement. Take the file that the bank or 1C wrote: text in UTF-8 or"
        " Windows-1251."
    ),
    Flaw.CUT_OFF: _("The file is cut off: its end is missing. Export it from the bank again."),
    Flaw.NO_COLUMNS: _(
        "The table has no row of headings with date, number, sum and purpose. Add it and try again."
    ),
    Flaw.OTHER_ACCOUNT: _("This statement is of another account: none of its documents is ours."),
    Flaw.EMPTY: _("There is no document in this file."),
}


class UnreadStatement(Refused):
    """The file as a whole cannot be read; `flaw` says why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw, self.sentence = flaw, _FLAWS[flaw]


class TooManyRows(Refused):
    """The statement has more rows than the pack allows in one file."""

    def __init__(self, rows: int, most: int) -> None:
        super().__init__(f"{rows} of {most}")
        self.sentence = _(
            "The file has %(rows)s rows; at most %(most)s are taken at once. Split it."
        ) % {
            "rows": rows,
            "most": most,
        }


@transaction.atomic
def keep_statement(*, data: bytes, name: str, by: User, at: datetime) -> Statement:
    """Keep a file for trial; the same file again is the same statement. Nothing is posted yet.

    Raises NotPermitted, UnreadStatement, TooManyRows or FileRefused.
    """
    require(by, Permit.LOAD_STATEMENTS, at)
    digest = hashlib.sha256(data).hexdigest()
    if before := Statement.objects.filter(sha256=digest).first():
        return before
    try:
        rows = rows_of(data)
    except BadStatement as bad:
        raise UnreadStatement(bad.flaw) from None
    most = int(operator_pack().setting("payments.most_rows"))
    if len(rows) > most:
        raise TooManyRows(len(rows), most)
    kept, is_new = Statement.objects.get_or_create(
        sha256=digest,
        defaults={
            "file": store_file(upload=data, name=_as_text(name), by=by, at=at),
            "rows": len(rows),
            "loaded_by": by,
            "loaded_at": at,
        },
    )
    if is_new:
        note(what="statement.kept", about=kept, at=at, by=by, data={"rows": len(rows)})
    return kept


@transaction.atomic
def begin_posting(*, statement: Statement, by: User, at: datetime) -> Statement:
    """Have a tried statement posted; a second press changes nothing. Raises NotPermitted."""
    require(by, Permit.LOAD_STATEMENTS, at)
    held = Statement.objects.select_for_update().get(pk=statement.pk)
    if held.state != StatementState.READ:
        return held
    held.state, held.posted_by = StatementState.POSTING, by
    held.save(update_fields=["state", "posted_by"])
    POST.using(key=f"statement:{held.pk}").enqueue(at=at, statement_id=held.pk)
    note(what="statement.posted", about=held, at=at, by=by, data={"rows": held.rows})
    return held


def post_lines(*, statement_id: int, at: datetime, most: int = LINES_AT_ONCE) -> bool:
    """Post what is not posted yet, each line in its own commit; tell whether all is done.

    Whoever dies half way, the next one goes on: a document never comes in twice.
    """
    statement = Statement.objects.select_related("file", "posted_by").get(pk=statement_id)
    verdicts = judge(rows_of(read_file(statement.file)))
    waiting = [one for one in verdicts if one.document and not one.is_known]
    for verdict in waiting[:most]:
        _take_in(statement, verdict, at=at)
    if len(waiting) > most:
        return False
    _finish(statement, at=at)
    return True


@transaction.atomic
def _take_in(statement: Statement, verdict: Verdict, *, at: datetime) -> None:
    """Keep one document, and post it if we know whose it is. Another worker may be first."""
    row = verdict.row
    if not isinstance(row, Document):
        return
    payment = None
    if verdict.place:
        payment = post_from_bank(
            document=row.fingerprint, place=verdict.place, row=row, by=statement.posted_by, at=at
        )
    StatementLine.objects.get_or_create(
        document=row.fingerprint,
        defaults={
            "statement": statement,
            "place": row.place,
            "number": row.number,
            "dated": row.dated,
            "received_on": row.received_on,
            "amount": row.amount,
            "payer": row.payer,
            "payer_inn": row.payer_inn,
            "purpose": row.purpose,
            "state": LineState.POSTED if payment else LineState.UNMATCHED,
            "reason": verdict.why or "",
            "payment": payment,
        },
    )


@transaction.atomic
def _finish(statement: Statement, *, at: datetime) -> None:
    held = Statement.objects.select_for_update().get(pk=statement.pk)
    if held.state == StatementState.POSTED:
        return
    held.state, held.posted_at = StatementState.POSTED, at
    held.known = held.rows - held.lines.count()
    held.save(update_fields=["state", "posted_at", "known"])
    note(what="statement.done", about=held, at=at, by=held.posted_by, data={"rows": held.rows})


def _as_text(name: str) -> str:
    """Name a table as the text that it is: the vault takes files by kind."""
    return f"{name.rpartition('.')[0]}.txt" if name.lower().endswith(".csv") else name
