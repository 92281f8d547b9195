"""Orders of a company, past and waiting, and the free stock that new numbers come from."""

from datetime import datetime

from kabinet.access.models import Membership, User
from kabinet.access.queries import seat_in
from kabinet.access.rules import CompanyRole
from kabinet.demo.world.days import Days
from kabinet.demo.world.names import FIRMS
from kabinet.numbers.actions import add_to_stock
from kabinet.numbers.models import Number, NumberState
from kabinet.orders.actions import approve, ask, check_numbers, file_order, refuse, work
from kabinet.orders.models import Order
from kabinet.pack.queries import operator_pack

CLERK = "gleb"
_IN_STOCK = 24  # free numbers of each region


def order_and_carry_out(staff: dict[str, User], days: Days) -> None:
    """Let a company order: one order is done in part, one is asked about, one waits."""
    _fill_stock(days)
    member = Membership.objects.filter(
        company__company_name=FIRMS[0].name, role=CompanyRole.ADMINISTRATOR
    ).first()
    clerk = staff.get(CLERK)
    if member is None or clerk is None:
        return
    her, mine = member.user, _numbers_of(member)
    her.seat = seat_in(member)
    _done_in_part(_order(her, "block", mine[:6], days.ago(6, "11:05")), clerk, days)
    asked = _order(her, "deactivate", mine[10:12], days.ago(1, "18:20"))
    question = "Номера закрыть сегодня или после оплаты счёта за ноябрь?"
    ask(order=asked, lines=None, question=question, by=clerk, at=days.ago(1, "18:55"))
    _order(her, "tariff", mine[20:32], days.ago(1, "20:10"), "tariff-light")
    _order(her, "service_on", mine[40:41], days.ago(1, "21:30"), "roaming-pack")


def _order(by: User, action: str, numbers: list[str], at: datetime, value: str = "") -> Order:
    draft = check_numbers(identifiers=numbers, action=action, value=value, by=by, at=at)
    return file_order(draft=draft, by=by, at=at)


def _done_in_part(order: Order, clerk: User, days: Days) -> None:
    last = order.lines.latest("place")
    reason = "По номеру идёт переоформление: заблокировать его до конца нельзя."
    refuse(order=order, lines=[last.pk], reason=reason, by=clerk, at=days.ago(6, "12:40"))
    approve(order=order, lines=None, by=clerk, at=days.ago(6, "12:41"))
    work(order_id=order.pk, at=days.ago(6, "12:42"))


def _numbers_of(member: Membership) -> list[str]:
    mine = Number.objects.filter(account__contract__holder=member.company, state=NumberState.ACTIVE)
    return list(mine.order_by("identifier").values_list("identifier", flat=True))


def _fill_stock(days: Days) -> None:
    pack = operator_pack()
    for region in pack.regions:
        ours = [
            one for one in pack.ranges if one.operator == pack.operator.id and one.region == region
        ]
        if not ours:
            continue
        last = int(ours[0].last)
        free = [f"+{last - 11 * nth}" for nth in range(_IN_STOCK)]
        add_to_stock(identifiers=free, region=region, at=days.ago(30, "09:00"))
