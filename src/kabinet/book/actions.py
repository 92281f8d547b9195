"""An entry is written into the complaints book, and answered."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.book.models import BookEntry
from kabinet.cases.actions import Claimant, NewCase, close_case, open_case
from kabinet.cases.actions.handling import NothingSaid
from kabinet.cases.actions.telling import send_notice
from kabinet.cases.models import Case
from kabinet.cases.search import remember_more
from kabinet.cases.states import CaseKind, CaseState, Desk
from kabinet.documents.models import StoredFile
from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.offices.queries import office
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party


class PageWritten(Refused):
    """This page of the office's paper book is in the register already."""

    sentence = _("This page of the book is in the register already. Check its number.")


@dataclass(frozen=True, kw_only=True)
class Written:
    """An entry as it was written. `page` is that of the paper book; empty means the site."""

    claimant: Claimant
    text: str
    language: str
    office: str = ""
    page: str = ""
    received_at: datetime | None = None
    reply_by: str = "email"
    party: Party | None = None
    about: Case | None = None
    scan: StoredFile | None = None


@transaction.atomic
def write_entry(written: Written, *, by: User | None, at: datetime) -> tuple[BookEntry, str]:
    """Register an entry; return it with its status code. The receipt goes with the commit.

    A page of the paper book is put down by staff. Raises NotPermitted, NothingSaid, PageWritten.
    """
    if written.page:
        require(_staff(by), Permit.COMPLAINTS_BOOK, at)
    if not written.text.strip():
        raise NothingSaid
    if _is_written(written):
        raise PageWritten
    there = office(written.office)
    case, code = open_case(
        NewCase(
            kind=CaseKind.BOOK,
            channel="office" if written.page else "public",
            desk=Desk.SHOWROOM,
            topic="book",
            title=written.text.strip().split("\n")[0][:120],
            claimant=written.claimant,
            reply_by=written.reply_by,
            language=written.language,
            zone=there.zone if there else str(operator_pack().setting("office.zone")),
            facts={},
            search_text=written.text,
            party=written.party,
        ),
        received_at=written.received_at or at,
        by=by,
        at=at,
    )
    try:
        with transaction.atomic():
            entry = BookEntry.objects.create(
                case=case,
                office=written.office,
                page=written.page,
                text=written.text.strip(),
                scan=written.scan,
                about=written.about,
            )
    except IntegrityError as taken:
        raise PageWritten from taken
    send_notice(case, "notice.book.registered", key=f"receipt:{case.reference}", at=at, code=code)
    return entry, code


@transaction.atomic
def answer_entry(*, entry: BookEntry, text: str, by: User, at: datetime) -> BookEntry:
    """Answer an entry, once; the answer goes the way that was asked for.

    Raises NotPermitted, WrongMove or NothingSaid; then nothing has changed.
    """
    require(by, Permit.COMPLAINTS_BOOK, at)
    case = Case.objects.select_for_update(of=("self",)).get(pk=entry.case_id)
    held = BookEntry.objects.get(pk=entry.pk)
    if not text.strip():
        raise NothingSaid
    close_case(case=case, state=CaseState.ANSWERED, by=by, at=at)
    held.answer, held.answered_by, held.answered_at = text.strip(), by, at
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    remember_more(case, held.answer)
    note(what="book.answered", about=case, at=at, by=by, public=True)
    key = f"answer:{case.reference}"
    send_notice(case, "notice.book.answered", key=key, at=at, tail=held.answer)
    return held


def _is_written(written: Written) -> bool:
    if not written.page:
        return False
    return BookEntry.objects.filter(office=written.office, page=written.page).exists()


def _staff(by: User | None) -> User:
    """Give whoever puts down a page; a page without anybody is a mistake of ours."""
    if by is None:
        raise ValueError("a page of the paper book is put down by somebody")
    return by
