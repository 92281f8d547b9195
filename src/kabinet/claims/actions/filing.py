"""Filing a draft: signed, registered, acknowledged. Sent twice is filed once."""

from datetime import datetime

from django.db import transaction

from kabinet.access.actions import make_code, take_code
from kabinet.access.models import User
from kabinet.cases.actions.telling import send_notice
from kabinet.cases.models import Case
from kabinet.claims.actions.gathering import inquiry_of, opening_of
from kabinet.claims.actions.registering import open_claim
from kabinet.claims.errors import DraftExpired, NotFinished, UnknownAddress, UnknownDraft
from kabinet.claims.models import Draft
from kabinet.claims.queries.interview import Address, addresses_of, path_of
from kabinet.claims.rules.interview import Path
from kabinet.inquiries.actions import file_inquiry
from kabinet.mailroom.actions import queue_message
from kabinet.pack.queries import operator_pack

PURPOSE = "sign"


@transaction.atomic
def send_code(*, draft: Draft, address: Address, at: datetime) -> None:
    """Send the code that signs this draft. Raises TooManyCodes."""
    pack = operator_pack()
    row, plain = make_code(purpose=PURPOSE, about=_about(draft.pk), address=address.address, at=at)
    queue_message(
        key=f"code:{row.pk}",
        channel=address.channel,
        to=address.address,
        subject=pack.text("notice.code.sign.subject", draft.language),
        text=pack.text("notice.code.sign", draft.language, code=plain),
        about=None,
        at=at,
        is_secret=True,
    )


def sign_and_file(*, token: str, by: User | None, to: str | None, typed: str, at: datetime) -> Case:
    """Take the code sent `to` an address of the draft, and file, in one commit.

    Without `to` the claim is to be signed on paper. A wrong try is committed too, so that it
    stays counted; a second press of the button gets the same case. When the draft cannot be
    filed its code is not used up. Raises UnknownDraft, UnknownAddress, CodeRefused,
    DraftExpired or NotFinished.
    """
    with transaction.atomic(durable=True):
        draft = _own(token, by)
        if draft.filed is not None:
            return draft.filed
        path = path_of(draft)
        address = _address(draft, path, to)
        refused = address and take_code(purpose=PURPOSE, about=_about(draft.pk), typed=typed, at=at)
        if not refused:
            return _file(draft, path, by if draft.owner_id else None, address, at)
    raise refused


def _own(token: str, by: User | None) -> Draft:
    """Lock a draft for its owner; one without an owner for whoever knows its address."""
    try:
        draft = Draft.objects.select_for_update().get(token=token)
    except Draft.DoesNotExist as nothing:
        raise UnknownDraft from nothing
    if draft.owner_id not in {None, by and by.pk}:
        raise UnknownDraft
    return draft


def _address(draft: Draft, path: Path, to: str | None) -> Address | None:
    if to is None and draft.owner_id is not None:
        return None
    for address in addresses_of(draft, path):
        if address.address == to:
            return address
    raise UnknownAddress


@transaction.atomic
def file_draft(*, draft_id: int, by: User | None, address: Address | None, at: datetime) -> Case:
    """File what a draft holds, once; a second call gives back the same case.

    Raises DraftExpired or NotFinished, and then nothing has changed.
    """
    draft = Draft.objects.select_for_update().get(pk=draft_id)
    return draft.filed or _file(draft, path_of(draft), by, address, at)


def _file(draft: Draft, path: Path, by: User | None, address: Address | None, at: datetime) -> Case:
    if draft.expires_at <= at:
        raise DraftExpired
    if path.unanswered:
        raise NotFinished([question.id for question in path.unanswered])
    if draft.kind == "claim":
        claim, code = open_claim(opening_of(draft, path, address), by=by, at=at)
        if draft.attached:
            claim.evidence.set(one.file_id for one in draft.attached)
        case = claim.case
    else:
        case, code = file_inquiry(inquiry_of(draft, path), by=by, at=at)
    Draft.objects.filter(pk=draft.pk).update(filed=case, status_code=code, saved_at=at)
    send_notice(
        case,
        f"notice.{draft.kind}.registered",
        key=f"registered:{case.reference}",
        at=at,
        code=code,
    )
    return case


def _about(draft_id: int) -> str:
    return f"draft:{draft_id}"
