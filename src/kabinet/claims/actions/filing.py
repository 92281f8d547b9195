"""Filing a draft: signed, registered, acknowledged. Sent twice is filed once."""

from datetime import datetime

from django.db import transaction

from kabinet.access.actions import CodeExpired, CodeRefused, make_code, try_code, was_used
from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.claims.actions.answering import send_notice
from kabinet.claims.actions.drafts import open_draft
from kabinet.claims.actions.gathering import inquiry_of, opening_of
from kabinet.claims.actions.registering import open_claim
from kabinet.claims.errors import AlreadyFiled, NotFinished
from kabinet.claims.models import Draft
from kabinet.claims.queries.interview import Address, path_of
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


def sign_and_file(
    *, draft_id: int, by: User | None, address: Address | None, typed: str, at: datetime
) -> Case:
    """Take the code and file, in one commit; without an address it is to be signed on paper.

    A wrong try is committed too, so that it stays counted; a second press of the button finds
    the same code used for the same draft, and gets the same case. When the draft cannot be
    filed its code is not used up. Raises CodeRefused, DraftExpired or NotFinished.
    """
    with transaction.atomic(durable=True):
        refused = _refusal(draft_id, typed, at) if address is not None else None
        if refused is None:
            return _file(draft_id, by, address, at)
    raise refused


def _refusal(draft_id: int, typed: str, at: datetime) -> CodeRefused | None:
    """Try the code that was typed; the one that filed this draft already is no refusal."""
    told = {"purpose": PURPOSE, "about": _about(draft_id), "typed": typed}
    outcome = try_code(**told, at=at)
    if isinstance(outcome, CodeExpired) and was_used(**told):
        return None
    return outcome if isinstance(outcome, CodeRefused) else None


@transaction.atomic
def file_draft(*, draft_id: int, by: User | None, address: Address | None, at: datetime) -> Case:
    """File what a draft holds, once; a second call gives back the same case.

    Raises DraftExpired or NotFinished, and then nothing has changed.
    """
    return _file(draft_id, by, address, at)


def _file(draft_id: int, by: User | None, address: Address | None, at: datetime) -> Case:
    try:
        draft = open_draft(draft_id=draft_id, at=at)
    except AlreadyFiled:
        return Case.objects.get(draft=draft_id)
    path = path_of(draft)
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
