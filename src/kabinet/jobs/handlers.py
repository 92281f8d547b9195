"""What each kind of task does: one table, read by the worker.

A plain function runs inside the transaction that marks the task done. What leaves the house
is an Errand: it goes first, outside any transaction, and is written down afterwards.
"""

from datetime import datetime, timedelta

from kabinet.access.actions import forget_person, sweep as sweep_access
from kabinet.claims.actions.drafts import forget_drafts
from kabinet.jobs.attorneys import warn_of_ends
from kabinet.jobs.deadlines import count_again, sound_alarms, watch_rules
from kabinet.jobs.visits import note_no_shows
from kabinet.journal.checkpoints import checkpoint
from kabinet.mailroom import actions as mailroom
from kabinet.mailroom.carriers import Outcome
from kabinet.numbers.actions.network import send_command
from kabinet.orders import actions as orders
from kabinet.parties.models import Party
from kabinet.payments.actions import post_lines
from kabinet.tasks.actions import sweep
from kabinet.tasks.worker import Errand, Handler, Later, Payload
from kabinet.transfers.actions import expire_due, look_at_all

DONE_TASKS_ARE_KEPT = timedelta(days=30)
OLD_SIGN_INS_ARE_KEPT = timedelta(days=30)


def carry(payload: Payload, at: datetime) -> Outcome | None:
    return mailroom.carry(message_id=payload["message_id"], at=at)


def record(payload: Payload, outcome: Outcome | None, at: datetime) -> None:
    mailroom.record(message_id=payload["message_id"], outcome=outcome, at=at)


def give_up(payload: Payload, at: datetime, error: str) -> None:
    mailroom.give_up(message_id=payload["message_id"], error=error, at=at)


def tell_network(payload: Payload, at: datetime) -> None:
    send_command(command_id=payload["command_id"], at=at)


def post_statement(payload: Payload, at: datetime) -> None:
    """Post a part of a bank's statement, and come again for the rest."""
    if not post_lines(statement_id=payload["statement_id"], at=at):
        raise Later(at)


def sweep_tasks(_payload: Payload, at: datetime) -> None:
    sweep(before=at - DONE_TASKS_ARE_KEPT)


def sweep_sign_ins(_payload: Payload, at: datetime) -> None:
    sweep_access(before=at - OLD_SIGN_INS_ARE_KEPT)


def seal_journal(_payload: Payload, at: datetime) -> None:
    checkpoint(at=at)


def forget_person_above(payload: Payload, at: datetime) -> None:
    """Let the rooms above `parties` forget their part of a person who was erased."""
    party = Party.objects.get(pk=payload["party_id"])
    forget_person(party=party, at=at)
    forget_drafts(party=party, at=at)
    mailroom.forget_messages(about=party, at=at)


def nothing_more(_payload: Payload, _result: None, _at: datetime) -> None:
    """Leave it: what came of the errand was kept when it came."""


def look_at_transfers(_payload: Payload, at: datetime) -> None:
    """See where the live transfers stand by now: papers judged, visits made, debts paid."""
    look_at_all(at=at)


def end_transfers(_payload: Payload, at: datetime) -> None:
    expire_due(at=at)


def begin_order(payload: Payload, at: datetime) -> None:
    orders.begin(order_id=payload["order_id"], at=at)


def work_order(payload: Payload, at: datetime) -> None:
    if orders.work(order_id=payload["order_id"], at=at):
        raise Later(at)


def send_order(payload: Payload, at: datetime) -> None:
    orders.send(order_id=payload["order_id"], at=at)


def sweep_orders(_payload: Payload, at: datetime) -> None:
    orders.throw_away_drafts(at=at)


HANDLERS: dict[str, Handler | Errand] = {
    "access.sweep": sweep_sign_ins,
    "cases.alarms": Errand(go=sound_alarms, record=nothing_more),
    "cases.recompute": Errand(go=count_again, record=nothing_more),
    "cases.rules": watch_rules,
    "mailroom.deliver": Errand(go=carry, record=record, give_up=give_up),
    "orders.begin": begin_order,
    "orders.send": Errand(go=send_order, record=nothing_more),
    "orders.sweep": sweep_orders,
    "orders.work": Errand(go=work_order, record=nothing_more),
    "network.send": Errand(go=tell_network, record=nothing_more),
    "journal.checkpoint": Errand(go=seal_journal, record=nothing_more),
    "payments.post": Errand(go=post_statement, record=nothing_more),
    "parties.attorneys": warn_of_ends,
    "person.erased": forget_person_above,
    "showroom.no_shows": Errand(go=note_no_shows, record=nothing_more),
    "tasks.sweep": sweep_tasks,
    "transfers.expire": Errand(go=end_transfers, record=nothing_more),
    "transfers.look": Errand(go=look_at_transfers, record=nothing_more),
}

# What is done by the clock: each of these once in its time, however many workers there are.
PERIODIC: dict[str, timedelta] = {
    "orders.sweep": timedelta(days=1),
    "access.sweep": timedelta(days=1),
    "cases.alarms": timedelta(minutes=1),
    "cases.rules": timedelta(minutes=10),
    "journal.checkpoint": timedelta(minutes=10),
    "parties.attorneys": timedelta(hours=1),
    "showroom.no_shows": timedelta(minutes=10),
    "tasks.sweep": timedelta(hours=1),
    "transfers.expire": timedelta(minutes=10),
    "transfers.look": timedelta(minutes=1),
}
