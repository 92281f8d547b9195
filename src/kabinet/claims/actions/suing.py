"""The facts of a statement of claim: which court, what price, how it was counted."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from kabinet.claims.queries.calculator import court_for, explained, reckoning
from kabinet.claims.rules.interview import Path
from kabinet.deadlines.queries import deadline
from kabinet.documents.wording import roubles_in_words
from kabinet.kit.money import Money
from kabinet.offices.queries import office_day
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack

LEGAL = "ru"
_TERM = "claim.refund.consumer"


def suit_data(path: Path, *, at: datetime) -> dict[str, Any]:
    """Count the suit for the day it is written. Fine and moral harm stand apart from the price."""
    said, day, pack = path.answers, office_day(at), operator_pack()
    ground = pack.grounds[str(said.get("about_ground") or "own_words")]
    who = str(said.get("party_kind") or "person")
    found = reckoning(
        ground,
        who,
        principal=_money(said.get("amount")),
        price=_money(said.get("price")) or _money(said.get("amount")),
        due_on=term_ends(date.fromisoformat(str(said["claim_on"]))),
        until=day,
        moral_harm=_money(said.get("moral")),
        excuses=said.get("excuses") or (),
    )
    court = court_for(who, found.price.amount, day)
    lines = [*found.penalty.lines, *found.interest.lines, *found.price.lines]
    return {
        "to": list(court.to),
        "lines": explained(lines, LEGAL),
        "price_words": roubles_in_words(found.price.amount),
        "fine_words": roubles_in_words(found.fine.amount) if found.fine.amount else "",
        "moral_words": roubles_in_words(found.moral_harm) if found.moral_harm else "",
        "duty": say(court.duty, LEGAL),
    }


def term_ends(filed_on: date) -> date:
    """Tell the last day of the ten in which a demand for money is met."""
    pack = operator_pack()
    zone = str(pack.setting("office.zone"))
    began = datetime.combine(filed_on, time(12), ZoneInfo(zone))
    return deadline(pack.clock(_TERM, filed_on), started_at=began, zone=zone).due_on


def _money(kopecks: Any) -> Money:
    return Money(int(kopecks or 0))
