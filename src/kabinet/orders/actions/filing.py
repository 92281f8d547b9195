"""An order is filed: one case with its clock, and a line for each row that is right."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _, ngettext

from kabinet.access.models import User
from kabinet.access.queries import require
from kabinet.access.rules import Permit
from kabinet.cases.actions import Claimant, NewCase, open_case
from kabinet.cases.actions.clocks import pause_clock, resume_clock
from kabinet.cases.models import Case
from kabinet.cases.states import CaseKind, ClockState, Desk
from kabinet.contracts.models import Account
from kabinet.kit.errors import Refused
from kabinet.numbers.models import Number
from kabinet.orders.models import Order, OrderDraft, OrderLine
from kabinet.orders.queries.drafts import Verdict, unpack
from kabinet.orders.queries.facts import account_of
from kabinet.orders.states import LineState, action_name
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party
from kabinet.tasks.actions import Work

BEGIN = Work("orders.begin")
_SEARCHED = 200  # numbers by which an order is found
_CHUNK = 2000
SCHEDULED = "scheduled"


class NothingToDo(Refused):
    sentence = _("No row can be carried out. Put the rows right and check them again.")


class NoAccount(Refused):
    sentence = _("There is no open contract that the order could belong to.")


class TooEarly(Refused):
    sentence = _("Choose a day from today on.")


@transaction.atomic
def file_order(
    *, draft: OrderDraft, by: User, at: datetime, scheduled_for: datetime | None = None
) -> Order:
    """File the rows that are right, once: a second press gives back the same order.

    Raises NotPermitted, NothingToDo, NoAccount or TooEarly; then nothing is filed.
    """
    require(by, Permit.CHANGE_NUMBERS, at)
    draft = OrderDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.order is not None:
        return draft.order
    good = [one for one in unpack(draft)[1] if not one.fault]
    account = account_of(draft.holder)
    if not good:
        raise NothingToDo
    if account is None:
        raise NoAccount
    if scheduled_for is not None and scheduled_for <= at:
        raise TooEarly
    order = _open(draft, account, good, by, at, scheduled_for)
    draft.order = order
    draft.save(update_fields=["order"])
    return order


@transaction.atomic
def begin(*, order_id: int, at: datetime) -> None:
    """Let the clock of a scheduled order run: its day has come. Once."""
    order = Order.objects.select_related("case").get(pk=order_id)
    for clock in order.case.clocks.filter(state=ClockState.PAUSED):
        if clock.pauses.filter(paused_until=None, reason=SCHEDULED).exists():
            resume_clock(clock=clock, by=None, at=at)


def _open(
    draft: OrderDraft,
    account: Account,
    good: Sequence[Verdict],
    by: User,
    at: datetime,
    scheduled_for: datetime | None,
) -> Order:
    numbers = _numbers(draft.holder, good)
    alone = numbers.get(good[0].row.identifier) if len(good) == 1 else None
    case = _case(draft.holder, account, good, alone, by, at)
    order = Order.objects.create(
        case=case,
        holder=draft.holder,
        filed_by=by,
        source=draft.source,
        total=len(good),
        scheduled_for=scheduled_for,
        created_at=at,
    )
    OrderLine.objects.bulk_create(
        (
            OrderLine(
                order=order,
                place=one.row.place,
                identifier=one.row.identifier,
                number=numbers.get(one.row.identifier),
                action=one.row.action,
                value=one.row.value,
                state=LineState.WAITING,
            )
            for one in good
        ),
        batch_size=_CHUNK,
    )
    if scheduled_for is not None:
        for clock in case.clocks.filter(state=ClockState.RUNNING):
            pause_clock(clock=clock, reason=SCHEDULED, by=None, at=at)
        BEGIN.using(run_after=scheduled_for, key=f"orders.begin:{order.pk}").enqueue(
            at=at, order_id=order.pk
        )
    return order


def _numbers(holder: Party, good: Sequence[Verdict]) -> dict[str, Number]:
    wanted = {one.row.identifier for one in good}
    mine = Number.objects.filter(account__contract__holder=holder)
    if len(wanted) <= _CHUNK:
        mine = mine.filter(identifier__in=wanted)
    return {one.identifier: one for one in mine if one.identifier in wanted}


def _case(
    holder: Party,
    account: Account,
    good: Sequence[Verdict],
    alone: Number | None,
    by: User,
    at: datetime,
) -> Case:
    case, _code = open_case(
        NewCase(
            kind=CaseKind.ORDER,
            channel="portal",
            desk=Desk.PROCESSING,
            topic=good[0].row.action,
            title=_title(good),
            claimant=Claimant(
                name=holder.full_name,
                email=by.email or holder.email,
                phone=holder.phone,
                address=holder.address,
            ),
            reply_by="email",
            language=holder.language,
            zone=operator_pack().regions[account.region].zone,
            facts={},
            search_text="\n".join(one.row.identifier for one in good[:_SEARCHED]),
            party=holder,
            account=alone.account if alone else account,
            number=alone,
        ),
        received_at=at,
        by=by,
        at=at,
    )
    return case


def _title(good: Sequence[Verdict]) -> str:
    """Name an order by what it does, and to how many numbers."""
    actions = {one.row.action for one in good}
    what = action_name(good[0].row.action) if len(actions) == 1 else str(_("Several changes"))
    numbers = len({one.row.identifier for one in good})
    if numbers == 1:
        return f"{what}: {good[0].row.identifier}"
    count = ngettext("%(n)s number", "%(n)s numbers", numbers) % {"n": numbers}
    return f"{what}: {count}"
