"""A clock as the pages show it: its name, its law, how it was counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from kabinet.cases.models import CaseClock
from kabinet.deadlines.queries import explain
from kabinet.pack.formats import say
from kabinet.pack.queries import NotInForce, operator_pack


@dataclass(frozen=True)
class Shown:
    """What `parts/deadline.html` needs."""

    clock: CaseClock
    name: str
    legal: str
    lines: list[str]
    at: str  # the time of day, for clocks in hours


def shown(clocks: Iterable[CaseClock]) -> list[Shown]:
    """Put clocks into words, in the language of the page; internal ones stay inside."""
    return [_shown(clock) for clock in clocks if clock.kind != "internal"]


def all_shown(clocks: Iterable[CaseClock]) -> list[Shown]:
    """Put all clocks into words, for the desks."""
    return [_shown(clock) for clock in clocks]


def _shown(clock: CaseClock) -> Shown:
    language = get_language() or "ru"
    try:
        rule = operator_pack().clock(clock.rule, clock.started_at.date())
    except NotInForce:  # the pack has dropped the rule since: the clock keeps what it had
        return Shown(clock, clock.rule, "", explain(clock.steps, language), "")
    due = clock.due_at.astimezone(ZoneInfo(clock.zone))
    return Shown(
        clock=clock,
        name=say(rule.name, language),
        legal=say(rule.legal, language),
        lines=explain(clock.steps, language),
        at=f"{due:%H:%M}" if rule.in_hours else "",
    )
