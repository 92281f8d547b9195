"""Powers of attorney that come to their end: the company and the agent are warned in time."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from kabinet.access.models import Membership
from kabinet.access.queries import administrators_of
from kabinet.mailroom.actions import queue_message
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import PowerOfAttorney
from kabinet.parties.queries import attorneys_ending, office_day
from kabinet.tasks.worker import Payload

DAYS_AHEAD = (7, 30)


def warn_of_ends(_payload: Payload, at: datetime) -> None:
    """Warn 30 and 7 days ahead, each person once; a paper recorded late is warned of at once."""
    today = office_day(at)
    for paper in attorneys_ending(today, today + timedelta(days=max(DAYS_AHEAD))):
        days = next(days for days in DAYS_AHEAD if _is_within(paper, today, days))
        for address, language in dict(_readers(paper, at)).items():
            _warn(paper, days, address, language, at)


def _is_within(paper: PowerOfAttorney, today: date, days: int) -> bool:
    return paper.valid_until <= today + timedelta(days=days)


def _readers(paper: PowerOfAttorney, at: datetime) -> Iterator[tuple[str, str]]:
    """Name who must know: administrators, or else the company itself; and who acts by the paper."""
    company = paper.principal
    chiefs = list(administrators_of(company, at))
    members = Membership.objects.filter(attorney=paper).exclude(active_until__lte=at)
    for member in [*chiefs, *members.select_related("user")]:
        if member.user.email:
            yield member.user.email, member.user.language or company.language
    if not chiefs and company.email:
        yield company.email, company.language


def _warn(paper: PowerOfAttorney, days: int, address: str, language: str, at: datetime) -> None:
    pack = operator_pack()
    said = {
        "operator": say(pack.operator.short_name, language),
        "company": paper.principal.full_name,
        "number": paper.number,
        "agent": paper.agent_name,
        "until": f"{paper.valid_until:%d.%m.%Y}",
    }
    queue_message(
        key=f"attorney:{paper.pk}:{days}:{address}",
        channel="email",
        to=address,
        subject=pack.text("notice.attorney.ends.subject", language, **said),
        text=pack.text("notice.attorney.ends", language, **said),
        about=paper.principal,
        at=at,
    )
