"""The next step of a matter, by how far it has come."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import gettext as _

from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.cases.queries import visible_to
from kabinet.cases.states import CLOSED, CaseKind, CaseState
from kabinet.claims.queries.drafts import open_drafts_of
from kabinet.demo.queries import built_at
from kabinet.demo.stories.cast import CARE, LEAD, OFFICER, PETR, address
from kabinet.demo.world.names import PETR as PETRS_NAME
from kabinet.parties.models import Party
from kabinet.web.templatetags.kabinet import day


@dataclass(frozen=True)
class Step:
    """What to do next: in words, as whom, on which page. `is_end`: the story is told."""

    text: str
    who: str
    to: str
    is_end: bool = False


def of_subscriber(key: str, party: Party | None, begin: Step, at: datetime) -> Step:
    """Lead a subscriber's claim from the first click to the answer."""
    user = User.objects.filter(party=party, is_staff=False).first() if party else None
    if user is None:
        return begin
    case = visible_to(user).filter(filed_at__gt=built_at() or at).order_by("-pk").first()
    if case is not None:
        return of_case(case, Step(_answer_of(case), key, address("portal:claim", case.reference)))
    if open_drafts_of(user, at).exists():
        text = _("A draft waits. Go on with it under «My claims»; each answer is kept.")
        return Step(text, key, address("portal:claims"))
    return begin


def of_petr(begin: Step, at: datetime) -> Step:
    """Lead what came by the public form, from anybody."""
    filed = Case.objects.filter(party=None, filed_at__gt=built_at() or at).order_by("-pk")
    case = filed.filter(claimant_name__icontains=PETRS_NAME.surname).first() or filed.first()
    return of_case(case, Step(_answer_of(case), PETR, address("demo:mail"))) if case else begin


def of_case(case: Case, end: Step) -> Step:
    """Say who must act on a case now; `end` is for one that is closed."""
    if case.state in CLOSED:
        return Step(end.text, end.who, end.to, is_end=True)
    page = address("desk:case", case.reference)
    if case.state == CaseState.PROPOSED:
        text = _("The decision on {reference} waits for a second signature.")
        return Step(format_html(text, reference=case.reference), LEAD, page)
    if case.kind == CaseKind.CLAIM:
        text = _(
            "Claim {reference} is registered; the answer is due by {day}. "
            "Take it as the claims officer, read the facts beside it, decide."
        )
        return Step(format_html(text, reference=case.reference, day=_due(case)), OFFICER, page)
    text = _("{reference} is registered; the answer is due by {day}. Answer it at the desk.")
    return Step(format_html(text, reference=case.reference, day=_due(case)), CARE, page)


def _answer_of(case: Case) -> str:
    text = _("{reference} is answered. Read the answer and what has happened.")
    return format_html(text, reference=case.reference)


def _due(case: Case) -> str:
    first = case.clocks.filter(due_at=case.due_at).first() if case.due_at else None
    return day(first.due_on) if first else "–"
