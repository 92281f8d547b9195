"""Filing a question or a fraud report, and answering it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.cases.actions import Claimant, NewCase, close_case, open_case
from kabinet.cases.actions.handling import NothingSaid
from kabinet.cases.models import Case
from kabinet.cases.search import remember_more
from kabinet.cases.states import CaseKind, CaseState, Desk
from kabinet.contracts.models import Account
from kabinet.documents.models import StoredFile
from kabinet.inquiries.models import Inquiry
from kabinet.journal.actions import note
from kabinet.numbers.models import Number
from kabinet.pack.formats import Question, say
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party

DESKS = {CaseKind.QUESTION: Desk.CARE, CaseKind.FRAUD: Desk.FRAUD}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question or a fraud report as it was written."""

    kind: str  # question, fraud
    channel: str
    claimant: Claimant
    topic: str
    essence: str
    reply_by: str
    language: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    attachments: Sequence[StoredFile] = ()
    party: Party | None = None
    number: Number | None = None
    account: Account | None = None


@transaction.atomic
def file_inquiry(asked: Asked, *, by: User | None, at: datetime) -> tuple[Case, str]:
    """Register a question or a fraud report; return the case and its status code."""
    pack = operator_pack()
    zone = (
        pack.regions[asked.account.region].zone
        if asked.account
        else str(pack.setting("office.zone"))
    )
    case, code = open_case(
        NewCase(
            kind=asked.kind,
            channel=asked.channel,
            desk=DESKS[CaseKind(asked.kind)],
            party=asked.party,
            account=asked.account,
            number=asked.number,
            topic=asked.topic,
            title=_title(asked, pack.questions[asked.kind]),
            claimant=asked.claimant,
            reply_by=asked.reply_by,
            language=asked.language,
            zone=zone,
            facts={"kind": asked.kind},
            search_text=f"{asked.claimant.name}\n{asked.essence}",
        ),
        received_at=at,
        by=by,
        at=at,
    )
    inquiry = Inquiry.objects.create(case=case, essence=asked.essence, facts=dict(asked.facts))
    inquiry.attachments.set(asked.attachments)
    return case, code


@transaction.atomic
def answer_inquiry(*, inquiry: Inquiry, text: str, by: User, at: datetime) -> Inquiry:
    """Answer a question or a fraud report and close it.

    The notice that carries the text goes with it: `claims.actions.replying.reply`.
    Raises NotPermitted, WrongMove or NothingSaid, and then nothing has changed.
    """
    require(by, Permit.ANSWER_INQUIRY, at)
    case = Case.objects.select_for_update(of=("self",)).get(pk=inquiry.case_id)
    inquiry = Inquiry.objects.get(pk=inquiry.pk)
    if not text.strip():
        raise NothingSaid
    inquiry.answer, inquiry.answered_by, inquiry.answered_at = text.strip(), by, at
    inquiry.save(update_fields=["answer", "answered_by", "answered_at"])
    remember_more(case, inquiry.answer)
    close_case(case=case, state=CaseState.ANSWERED, by=by, at=at)
    note(what="inquiry.answered", about=case, at=at, by=by, public=True)
    return inquiry


def _title(asked: Asked, questions: Sequence[Question]) -> str:
    """Name the matter by its topic, as the form words it, or by its first words."""
    for question in questions:
        if question.id == "topic":
            labels = {name: say(text, asked.language) for name, text in question.choices}
            if asked.topic in labels:
                return labels[asked.topic]
    return asked.essence.strip().split("\n")[0][:120] or asked.topic
