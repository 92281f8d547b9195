"""Answering a question, with the notice that carries the answer, in one commit."""

from datetime import datetime

from django.db import transaction

from kabinet.access.models import User
from kabinet.cases.actions.telling import send_notice
from kabinet.inquiries.actions import answer_inquiry
from kabinet.inquiries.models import Inquiry


@transaction.atomic
def reply(*, inquiry: Inquiry, text: str, by: User, at: datetime) -> Inquiry:
    """Answer and tell. Raises NotPermitted, WrongMove or NothingSaid; then nothing has changed."""
    answered = answer_inquiry(inquiry=inquiry, text=text, by=by, at=at)
    case = answered.case
    send_notice(
        case,
        f"notice.{case.kind}.answered",
        key=f"answer:{case.reference}",
        at=at,
        tail=answered.answer,
    )
    return answered
