"""Carrying out: a piece of an order at a time, each piece one transaction, each row once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from kabinet.journal.actions import note
from kabinet.numbers.actions import NetworkSilent, send_command
from kabinet.numbers.models import NetworkCommand, Number
from kabinet.orders.actions.changes import Changes
from kabinet.orders.actions.ending import close_if_ended
from kabinet.orders.models import Order, OrderLine
from kabinet.orders.queries.facts import judge_for
from kabinet.orders.rules.judging import Row
from kabinet.orders.states import LineState
from kabinet.tasks.actions import Work

PIECE = 500  # rows of one transaction
PIECES = 10  # of one task: short enough for its lease
SEND = Work("orders.send")
_MOST_SILENCE = 3  # failures in a row before the network is left alone for a while


def work(*, order_id: int, at: datetime) -> bool:
    """Carry out some pieces of an order; tell whether more is left. Safe to repeat."""
    return all(work_piece(order_id=order_id, at=at) for _ in range(PIECES))


@transaction.atomic
def work_piece(*, order_id: int, at: datetime) -> bool:
    """Carry out the next rows: judged again as things stand now, done or refused with the reason.

    The order's row is held meanwhile, so that no two workers do the same piece.
    """
    order = (
        Order.objects.select_for_update(of=("self",))
        .select_related("case", "holder")
        .get(pk=order_id)
    )
    lines = list(order.lines.filter(state=LineState.QUEUED).order_by("place", "pk")[:PIECE])
    if not lines:
        close_if_ended(order, at=at)
        return False
    numbers = _held(order, lines)
    _carry_out(order, lines, numbers, at)
    done = sum(line.state in {LineState.DONE, LineState.SENT} for line in lines)
    note(
        what="order.worked",
        about=order.case,
        at=at,
        actor="orders",
        data={"done": done, "refused": len(lines) - done, "first": lines[0].pk},
    )
    close_if_ended(order, at=at)
    return True


def send(*, order_id: int, at: datetime) -> None:
    """Tell the network what it has not confirmed yet; a row is done when it has.

    Each command keeps its key however often it is sent. Raises NetworkSilent at the end, when
    the network did not take all.
    """
    silent: list[str] = []
    sent = OrderLine.objects.filter(order=order_id, state=LineState.SENT)
    for line in sent.order_by("pk").iterator(chunk_size=PIECE):
        try:
            send_command(command_id=line.command_id or 0, at=at)
        except NetworkSilent as trouble:
            silent.append(str(trouble))
            if len(silent) >= _MOST_SILENCE:
                break
            continue
        _confirm(line, at=at)
    _close(order_id, at=at)
    if silent:
        raise NetworkSilent("; ".join(silent))


@transaction.atomic
def _confirm(line: OrderLine, *, at: datetime) -> None:
    OrderLine.objects.filter(pk=line.pk, state=LineState.SENT).update(
        state=LineState.DONE, ended_at=at
    )


@transaction.atomic
def _close(order_id: int, *, at: datetime) -> None:
    order = Order.objects.select_for_update(of=("self",)).get(pk=order_id)
    close_if_ended(order, at=at)


def _held(order: Order, lines: Sequence[OrderLine]) -> dict[str, Number]:
    """Hold the rows of the numbers, in the order of their ids, as the holder's they are now."""
    wanted = {line.identifier for line in lines}
    numbers = (
        Number.objects.select_for_update(of=("self",))
        .filter(account__contract__holder=order.holder, identifier__in=wanted)
        .order_by("pk")
    )
    return {one.identifier: one for one in numbers}


def _carry_out(
    order: Order, lines: Sequence[OrderLine], numbers: dict[str, Number], at: datetime
) -> None:
    rows = [Row(line.place, line.identifier, line.action, line.value) for line in lines]
    mine = Number.objects.filter(pk__in=[one.pk for one in numbers.values()])
    judge = judge_for(rows, mine, order.holder, at)
    changes = Changes(order, numbers, judge, at)
    filed = {line.pk: line.number_id for line in lines}
    for line, row in zip(lines, rows, strict=True):
        fault = judge.fault_of(row) or changes.make(line)
        line.ended_at = at
        line.state = LineState.REFUSED if fault else LineState.DONE
        line.reason, line.detail = fault, judge.detail_of(row, fault) if fault else ""
    changes.write()
    if settings.NETWORK["url"]:
        _leave_word(order, [line for line in lines if line.state == LineState.DONE], at)
    _write(lines, filed, at)


def _write(lines: Sequence[OrderLine], filed: Mapping[int, int | None], at: datetime) -> None:
    """Write the fates down: what simply was done in one statement, the rest in another."""
    plain = [
        line for line in lines if line.state == LineState.DONE and line.number_id == filed[line.pk]
    ]
    OrderLine.objects.filter(pk__in=[line.pk for line in plain]).update(
        state=LineState.DONE, ended_at=at
    )
    rest = set(lines) - set(plain)
    OrderLine.objects.bulk_update(
        rest, ["state", "reason", "detail", "ended_at", "number", "command"]
    )


def _leave_word(order: Order, lines: Sequence[OrderLine], at: datetime) -> None:
    """Write the commands for the network beside the rows: they go after the commit."""
    told = [line for line in lines if line.number_id is not None]
    commands = [
        NetworkCommand(
            key=f"order-line:{line.pk}",
            number_id=line.number_id or 0,
            action=line.action,
            service=line.value if line.action.startswith("service") else "",
            value="" if line.action.startswith("service") else line.value,
            asked_at=at,
        )
        for line in told
    ]
    NetworkCommand.objects.bulk_create(commands)
    for line, command in zip(told, commands, strict=True):
        line.command, line.state, line.ended_at = command, LineState.SENT, None
    if told:
        key = f"orders.send:{order.pk}:{told[0].pk}"
        SEND.using(key=key).enqueue(at=at, order_id=order.pk)
