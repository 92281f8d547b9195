"""Building the world, step by step."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from kabinet.demo.world.cases import hear_matters
from kabinet.demo.world.charges import Ledger, everyday_debits
from kabinet.demo.world.counter import open_counters
from kabinet.demo.world.days import Days
from kabinet.demo.world.goods import goods
from kabinet.demo.world.members import let_members_in
from kabinet.demo.world.numbers import connect, everyday_wishes, give_out
from kabinet.demo.world.orders import order_and_carry_out
from kabinet.demo.world.past import Past
from kabinet.demo.world.people import settle_companies, settle_people
from kabinet.demo.world.staff import hire
from kabinet.demo.world.stories import cast, story_debits, story_wishes
from kabinet.demo.world.visits import book_visits
from kabinet.pack.queries import operator_pack

Say = Callable[[str], None]


def days_before(at: datetime) -> Days:
    zone = operator_pack().setting("office.zone")
    return Days(at.astimezone(ZoneInfo(zone)).date(), zone)


def build(at: datetime, say: Say) -> None:
    """Make everything, inside the caller's transaction."""
    days = days_before(at)
    shop, past = goods(days), Past()
    say("Invented people: staff of every desk")
    staff = hire(days)
    say("Invented people: subscribers and companies, their passports sealed")
    residents = [*settle_people(days), *settle_companies(days)]
    say("Invented people: contracts, accounts, numbers, services")
    numbers = give_out(residents, shop)
    parts = cast(residents, numbers)
    neighbours = [one for one in numbers if one not in parts.mobiles]
    wishes = [*everyday_wishes(neighbours, shop, days), *story_wishes(parts, shop, days)]
    services = connect(wishes, past, shop)
    past.write()
    say("Invented people: six months of charges and payments")
    debits = [*everyday_debits(numbers, services, shop), *story_debits(parts, days)]
    Ledger(days).bill(debits)
    say("Invented people: what they wrote, and what became of it")
    open_counters(staff, days)
    book_visits(staff, days)
    let_members_in(days)
    order_and_carry_out(staff, days)
    hear_matters(staff, days)
