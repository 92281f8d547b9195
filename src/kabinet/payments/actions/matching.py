"""What the statement's words did not tell, a person tells."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.payments.actions.posting import post_from_bank
from kabinet.payments.models import LineState, StatementLine
from kabinet.payments.queries.places import Place


class MatchedBefore(Refused):
    sentence = _("Somebody has dealt with this payment before you.")


class ReasonNeeded(Refused):
    sentence = _("Say why this is no subscriber's payment.")


@transaction.atomic
def match_line(*, line: StatementLine, place: Place, by: User, at: datetime) -> StatementLine:
    """Post an unmatched payment to a place that a person found. Raises NotPermitted, MatchedBefore.

    One that was put aside may be posted after all.
    """
    require(by, Permit.LOAD_STATEMENTS, at)
    held = _open(line, LineState.UNMATCHED, LineState.PUT_ASIDE)
    held.payment = post_from_bank(document=held.document, place=place, row=held, by=by, at=at)
    _judged(held, LineState.POSTED, by=by, at=at)
    note(what="line.matched", about=held, at=at, by=by, data={"payment": held.payment.pk})
    return held


@transaction.atomic
def put_aside(*, line: StatementLine, remark: str, by: User, at: datetime) -> StatementLine:
    """Take a payment that is no subscriber's off the list. Raises NotPermitted, ReasonNeeded."""
    require(by, Permit.LOAD_STATEMENTS, at)
    held = _open(line, LineState.UNMATCHED)
    if not remark.strip():
        raise ReasonNeeded
    held.remark = remark.strip()[:300]
    _judged(held, LineState.PUT_ASIDE, by=by, at=at)
    note(what="line.put_aside", about=held, at=at, by=by)
    return held


def _open(line: StatementLine, *states: LineState) -> StatementLine:
    held = StatementLine.objects.select_for_update().get(pk=line.pk)
    if held.state not in states:
        raise MatchedBefore
    return held


def _judged(line: StatementLine, state: LineState, *, by: User, at: datetime) -> None:
    line.state, line.judged_by, line.judged_at = state, by, at
    line.save(update_fields=["state", "payment", "remark", "judged_by", "judged_at"])
