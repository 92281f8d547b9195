"""What waits at the showroom on the first day: numbers that change hands, visits of today."""

from datetime import datetime, timedelta

from kabinet.access.actions import login_for
from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.demo.world.days import Days
from kabinet.numbers.models import Line, Number
from kabinet.papers.actions import upload
from kabinet.papers.queries import form, plain_facts
from kabinet.parties.models import Kind
from kabinet.showroom.actions import book
from kabinet.showroom.queries import free_slots
from kabinet.transfers.actions import Asked, Invited, start

KIND = "person-person"
SENT = "application-giver"
_RECEIVERS = ("Орлова Вера", "Седов Илья", "Панова Нина", "Ким Артём")


def book_visits(staff: dict[str, User], days: Days) -> None:
    """Let neighbours hand their numbers over, and book their visits of today."""
    clerk, asked = staff["irina"], days.ago(1, "15:20")
    for nth, starts_at in enumerate(_hours(clerk.office, days)):
        at = asked + timedelta(minutes=7 * nth)
        case = _transfer(_neighbour(nth), nth, at)
        book(case=case, side="both", office=clerk.office, starts_at=starts_at, by=clerk, at=at)
        if nth % 2:
            _send(case, at + timedelta(minutes=3))


def _hours(office: str, days: Days) -> list[datetime]:
    """Find the last free hours of the first day, and early ones of the next open day.

    The world is the same whenever its first day is begun; an hour of the morning would be over.
    """
    before = days.ago(1, "15:00")
    ahead = (days.today + timedelta(days=count) for count in range(1, 14))
    later = next(filter(None, (free_slots(office, day, at=before) for day in ahead)), [])
    today = free_slots(office, days.today, at=before)[-2:]
    return [slot.starts_at for slot in [*today, *later[2::3]]][: len(_RECEIVERS)]


def _neighbour(nth: int) -> Number:
    """Pick one of those whom no story is about."""
    mobiles = Number.objects.filter(line=Line.MOBILE, account__contract__holder__kind=Kind.PERSON)
    beside = mobiles.select_related("account__contract__holder").order_by("-pk")
    return beside[nth * 3]


def _transfer(number: Number, nth: int, at: datetime) -> Case:
    party = number.account.contract.holder
    by = login_for(party=party, phone=number.identifier, at=at)
    invited = Invited(phone=f"+7999000110{nth}", name=_RECEIVERS[nth])
    asked = Asked(kind=KIND, receiver_kind=Kind.PERSON, numbers=[number], invited=invited)
    return start(asked, by=by, at=at).case


def _send(case: Case, at: datetime) -> None:
    """Send the filled form back, so that a paper waits to be judged."""
    filled = form(SENT, plain_facts(case, on=at.date()), side="giver", ending="pdf", at=at)
    paper = case.papers.get(kind=SENT)
    if isinstance(filled, bytes):
        upload(paper=paper, upload=filled, name="Заявление.pdf", actor="portal", at=at)
