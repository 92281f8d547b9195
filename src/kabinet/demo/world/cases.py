"""The matters of the months before, filed and handled by the same actions as later ones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils.translation import override

from kabinet.access.actions import login_for
from kabinet.access.models import User
from kabinet.bills.models import Charge
from kabinet.cases.actions import add_internal_note, take
from kabinet.cases.actions.clocks import sound_alarm
from kabinet.cases.models import Case, CaseClock
from kabinet.cases.states import ClockState
from kabinet.claims.actions.decide import propose_decision
from kabinet.claims.actions.drafts import start
from kabinet.claims.actions.filing import file_draft
from kabinet.claims.actions.replying import reply
from kabinet.claims.actions.settle import settle
from kabinet.claims.queries.interview import Address, ground_of, prefilled
from kabinet.demo.world.days import Days, dice
from kabinet.demo.world.matters import MATTERS, Deed, Matter
from kabinet.journal.actions import note
from kabinet.kit.money import Money
from kabinet.mailroom.actions import record
from kabinet.mailroom.carriers import Outcome
from kabinet.mailroom.models import Message, MessageState
from kabinet.numbers.actions import send_command
from kabinet.numbers.models import ConnectedService, Line, NetworkCommand, Number
from kabinet.parties.models import IdentityPaper, Kind, Party, ReadingReason
from kabinet.tasks.models import Task

SETTLED = "Морозов"  # took the offer by himself, three days ago
READ = (("Пономарёва", "elena", 14), ("Тарасов", "elena", 57), ("Макаров", "dmitry", 6))
_SENT_WITHIN = timedelta(minutes=2)
_AT_HOME = {"internet": Line.INTERNET, "digital_tv": Line.TV}


@dataclass(frozen=True)
class Act:
    """Something that somebody did at a moment; the order of moments is the order of doing."""

    at: datetime
    do: Callable[[], None]


def hear_matters(staff: dict[str, User], days: Days) -> None:
    """Let everything happen that has happened, in its order."""
    with override("ru"):
        acts = [act for matter in MATTERS for act in _acts(matter, staff, days)]
        acts += [_settlement(days), *(_reading(*one, staff, days) for one in READ)]
        for act in sorted(acts, key=lambda one: one.at):
            act.do()
    _ring_bells(days)
    _empty_the_outbox()


def _acts(matter: Matter, staff: dict[str, User], days: Days) -> Iterator[Act]:
    """List what happened in one matter; the case is there once its first act was done."""
    filed: list[Case] = []
    chance = dice("matter", matter.who, matter.ago)
    at = days.ago(matter.ago, f"{chance.randrange(9, 17):02d}:{chance.randrange(60):02d}")
    yield Act(at, lambda: filed.append(file_matter(matter, at)))
    for nth, deed in enumerate(matter.deeds):
        yield _deed(deed, filed, staff[deed.by], days.ago(deed.ago, f"17:{10 + nth * 5}"))


def _deed(deed: Deed, filed: list[Case], by: User, at: datetime) -> Act:
    return Act(at, lambda: _DEEDS[deed.what](filed[0], deed, by, at))


def file_matter(matter: Matter, at: datetime) -> Case:
    """Write it as people do, question by question, and file it."""
    party = _party(matter.who)
    user = _login(party, at) if party else None
    charges = _ticked(matter, party, at)
    known = prefilled(matter.kind, user, charges, ground=matter.ground)
    answers = {**known, **_dates(at), **_who(matter, party), **matter.answers}
    if ground := ground_of(answers):
        known = prefilled(matter.kind, user, charges, ground=ground.id)
        answers = {**known, **answers}
    draft = start(
        kind=matter.kind,
        owner=user,
        party=party,
        answers=answers,
        charges=charges,
        language="ru",
        at=at - timedelta(minutes=9),
    )
    return file_draft(draft_id=draft.pk, by=user, address=_signed_by(matter, user), at=at)


def _who(matter: Matter, party: Party | None) -> dict[str, Any]:
    """Give what the account does not know: the city, the place, all about a stranger."""
    if party is not None:
        city = party.address.partition("г. ")[2].partition(",")[0]
        return {"city": city, "place": party.address} | _home_line(matter, party)
    return {"party_kind": "person", "sex": "male", "full_name": matter.who, **matter.contacts}


def _home_line(matter: Matter, party: Party) -> dict[str, str]:
    """Name the line at home, where the matter is about that and not about the phone."""
    line = _AT_HOME.get(matter.answers.get("service_kind", ""))
    found = Number.objects.filter(account__contract__holder=party, line=line).first()
    return {"number": found.identifier} if line and found else {}


def _dates(at: datetime) -> dict[str, str]:
    """Answer all that the grounds ask of days: they lie shortly before the claim."""
    asked = ("noticed_on", "debited_on", "began_on", "happened_on")
    return dict.fromkeys(asked, (at - timedelta(days=2)).date().isoformat())


def _ticked(matter: Matter, party: Party | None, at: datetime) -> list[Charge]:
    if not matter.debits or party is None:
        return []
    theirs = Charge.objects.filter(
        account__contract__holder=party, kind=matter.debits, charged_at__lt=at
    ).select_related("number__account__contract", "connected")
    return list(theirs.order_by("-charged_at", "-pk")[: matter.most])


def _party(who: str) -> Party | None:
    return Party.objects.filter(kind=Kind.PERSON, surname=who).first()


def _login(party: Party, at: datetime) -> User:
    phone = Number.objects.filter(account__contract__holder=party, line=Line.MOBILE).order_by("pk")
    first = phone.values_list("identifier", flat=True)[0]
    return login_for(party=party, phone=first, at=at - timedelta(minutes=12))


def _signed_by(matter: Matter, user: User | None) -> Address:
    if user is not None and user.phone:
        return Address("sms", user.phone)
    return Address("email", matter.contacts["email"])


def _take(case: Case, _deed: Deed, by: User, at: datetime) -> None:
    take(case=case, by=by, at=at)


def _note(case: Case, deed: Deed, by: User, at: datetime) -> None:
    add_internal_note(case=case, text=deed.text, by=by, at=at)


def _decide(case: Case, deed: Deed, by: User, at: datetime) -> None:
    claim = Case.objects.get(pk=case.pk).claim
    propose_decision(
        claim=claim,
        outcome=deed.outcome,
        amount=Money(int(claim.claimed) * deed.hundredths // 100),
        reasons=deed.text,
        by=by,
        at=at,
        version=claim.case.version,
    )


def _reply(case: Case, deed: Deed, by: User, at: datetime) -> None:
    reply(inquiry=case.inquiry, text=deed.text, by=by, at=at)


_DEEDS: dict[str, Callable[[Case, Deed, User, datetime], None]] = {
    "take": _take,
    "note": _note,
    "decide": _decide,
    "reply": _reply,
}


def _settlement(days: Days) -> Act:
    """Let somebody accept the offer that Ivan will be made."""
    at = days.ago(3, "12:31")

    def accept() -> None:
        party = _party(SETTLED)
        if party is None:
            return
        running = ConnectedService.objects.filter(
            number__account__contract__holder=party, consent=None, price__gt=0
        )
        ids = list(Charge.objects.filter(connected__in=running).values_list("pk", flat=True))
        if ids:
            settle(by=_login(party, at), charge_ids=ids, language="ru", at=at)

    return Act(at, accept)


def _reading(who: str, key: str, ago: int, staff: dict[str, User], days: Days) -> Act:
    """Record that an officer once opened a passport for a claim."""
    at = days.ago(ago, "17:02")

    def read() -> None:
        paper = IdentityPaper.objects.filter(party__surname=who).select_related("party").first()
        case = Case.objects.filter(party__surname=who).order_by("-pk").first()
        if paper is None or case is None:
            return
        data = {"paper": paper.pk, "reason": str(ReadingReason.CLAIM), "case": case.reference}
        note(
            what="paper.revealed", about=paper.party, at=at, by=staff[key], data=data,
            is_reading=True,
        )  # fmt: skip

    return Act(at, read)


def _ring_bells(days: Days) -> None:
    """Sound the alarms of those days, so that the worker does not sound them all at once."""
    at = days.ago(1, "18:00")
    due = CaseClock.objects.filter(state=ClockState.RUNNING, alarmed_at=None, alarm_at__lte=at)
    for clock in due.select_related("case").order_by("alarm_at", "pk"):
        sound_alarm(clock=clock, at=at)


def _empty_the_outbox() -> None:
    """Write down as sent, then, what was sent in those days; no letter of old leaves anew."""
    for message in Message.objects.filter(state=MessageState.QUEUED).order_by("made_at", "pk"):
        outcome = Outcome(sent=True, code="250")
        record(message_id=message.pk, outcome=outcome, at=message.made_at + _SENT_WITHIN)
    for command in NetworkCommand.objects.filter(confirmed_at=None).order_by("pk"):
        send_command(command_id=command.pk, at=command.asked_at + _SENT_WITHIN)
    done = Q(kind__in=["mailroom.deliver", "network.send", "orders.work"])
    Task.objects.filter(done, done_at=None).update(done_at=F("run_at") + _SENT_WITHIN)
