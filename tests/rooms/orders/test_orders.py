"""An order from the dry run to its end: what is filed, carried out, refused, asked, withdrawn."""

from datetime import timedelta

import pytest
from django.db import transaction

from kabinet.access.rules import CompanyRole, Role
from kabinet.cases.queries import checks as cases
from kabinet.journal.queries import timeline
from kabinet.kit.errors import NotPermitted
from kabinet.mailroom.models import Message
from kabinet.numbers.actions import add_to_stock
from kabinet.numbers.models import Number, StockNumber, UserState
from kabinet.orders.actions import (
    answer,
    approve,
    ask,
    begin,
    check_numbers,
    file_order,
    refuse,
    withdraw,
    work,
)
from kabinet.orders.actions.deciding import NothingWaits, NotYet, ReasonMissing
from kabinet.orders.actions.filing import NothingToDo, TooEarly
from kabinet.orders.models import Order, OrderLine
from kabinet.orders.queries.checks import verify
from kabinet.orders.queries.drafts import draft_of, unpack
from kabinet.orders.queries.lists import progress_of, visible_to
from kabinet.orders.rules.judging import Fault
from kabinet.tasks.models import Task
from tests.people import MONDAY, company, member, number, person, service, staff, subscriber
from tests.rooms.orders.firm import Firm, identifier

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = (identifier(nth) for nth in range(3))
LATER = MONDAY + timedelta(hours=2)
FREE = "+79150000001"


def state_of(which: str) -> str:
    return Number.objects.get(identifier=which).state


@pytest.mark.parametrize(
    ("action", "value", "column", "becomes"),
    [
        ("block", "", "state", "blocked"),
        ("deactivate", "", "state", "closed"),
        ("tariff", "tariff-light", "tariff", "tariff-light"),
        ("sim", "8970101234567890123", "sim", "8970101234567890123"),
    ],
)
def test_what_was_ordered_is_done(romashka: Firm, action, value, column, becomes):
    order = romashka.carry_out(romashka.order(action, FIRST, value=value))

    assert getattr(Number.objects.get(identifier=FIRST), column) == becomes
    assert order.case.state == "carried_out"
    assert Message.objects.get().to == "numbers@romashka.example"
    assert (verify(), cases.verify()) == ([], [])


def test_a_number_is_blocked_and_unblocked(romashka: Firm):
    romashka.carry_out(romashka.order("block", FIRST))
    romashka.carry_out(romashka.order("unblock", FIRST), at=LATER)

    assert state_of(FIRST) == "active"


def test_a_service_goes_on_with_the_order_as_its_consent_and_off_again(romashka: Firm):
    order = romashka.carry_out(romashka.order("service_on", FIRST, value="roaming-pack"))

    connected = Number.objects.get(identifier=FIRST).services.get()
    assert connected.consent
    assert order.case.reference in connected.consent.evidence
    assert connected.price > 0

    draft = romashka.check("service_off", FIRST, value="roaming-pack")
    romashka.carry_out(romashka.file(draft), at=LATER)
    connected.refresh_from_db()
    assert connected.stopped_at == LATER


def test_what_is_deactivated_has_no_service_left(romashka: Firm):
    running = service(Number.objects.get(identifier=FIRST), "antivirus")

    romashka.carry_out(romashka.order("deactivate", FIRST))

    running.refresh_from_db()
    assert running.stopped_at == MONDAY


def test_a_new_number_comes_out_of_the_stock_and_another_is_reserved(romashka: Firm):
    add_to_stock(identifiers=[FREE, "+79150000002"], region="moscow", at=MONDAY)

    romashka.carry_out(romashka.order("activate", FREE))
    romashka.carry_out(romashka.order("reserve", "+79150000002"))

    given = Number.objects.get(identifier=FREE)
    assert (given.account, given.tariff) == (romashka.account, "tariff-business")
    kept = StockNumber.objects.get()
    assert (kept.identifier, kept.reserved_for) == ("+79150000002", romashka.account)


def test_a_strangers_number_is_refused_without_saying_whose(romashka: Firm):
    number(person(), "+79161112233")

    draft = romashka.check("block", "+79161112233")
    nobodys = romashka.check("block", "+79161112244")

    verdicts = [unpack(one)[1][0] for one in (draft, nobodys)]
    assert {(one.fault, one.detail) for one in verdicts} == {(Fault.NOT_YOURS, "")}
    with pytest.raises(NothingToDo):
        romashka.file(draft)
    assert not Order.objects.exists()


def test_the_gate_of_the_law_is_named(romashka: Firm):
    Number.objects.filter(identifier=FIRST).update(state="blocked", user_state=UserState.MISSING)

    (verdict,) = unpack(romashka.check("unblock", FIRST))[1]

    assert (verdict.fault, verdict.detail) == (Fault.SHUT, "user_data")
    assert "Не внесены данные" in verdict.sentence("ru")


def test_a_draft_is_filed_once(romashka: Firm):
    draft = romashka.check("block", FIRST, SECOND)

    assert romashka.file(draft) == romashka.file(draft)
    assert Order.objects.count() == 1


def test_a_draft_is_seen_by_who_made_it_alone(romashka: Firm):
    draft = romashka.check("block", FIRST)
    colleague = member(romashka.party, CompanyRole.ADMINISTRATOR)

    assert draft_of(romashka.pavel, draft.token) == draft
    assert draft_of(colleague, draft.token) is None


def test_who_may_not_change_numbers_orders_nothing(romashka: Firm):
    reader = member(romashka.party, CompanyRole.READER)

    with pytest.raises(NotPermitted):
        check_numbers(identifiers=[FIRST], action="block", value="", by=reader, at=MONDAY)


def test_whoever_is_limited_to_a_number_orders_for_no_other(romashka: Firm):
    limited = member(romashka.party, CompanyRole.NUMBERS, email="o@r.example", number=SECOND)

    draft = check_numbers(
        identifiers=[FIRST, SECOND], action="block", value="", by=limited, at=MONDAY
    )

    assert [one.fault for one in unpack(draft)[1]] == [Fault.NOT_YOURS, ""]


def test_what_changed_since_the_dry_run_is_judged_again(romashka: Firm):
    order = romashka.order("block", FIRST, SECOND)
    Number.objects.filter(identifier=FIRST).update(state="closed")

    romashka.carry_out(order)

    first, second = order.lines.order_by("place")
    assert (first.state, first.reason) == ("refused", Fault.CLOSED)
    assert second.state == "done"
    assert order.case.state == "partly"
    assert verify() == []


def test_a_number_that_went_over_to_somebody_else_is_not_touched(romashka: Firm):
    order = romashka.order("block", FIRST)
    other = number(company("ООО «Другие»"), "+79150000009").account
    Number.objects.filter(identifier=FIRST).update(account=other)

    romashka.carry_out(order)

    assert state_of(FIRST) == "active"
    assert order.lines.get().reason == Fault.NOT_YOURS


def test_the_clerk_refuses_with_a_reason_and_never_without(romashka: Firm):
    order = romashka.order("block", FIRST, SECOND)
    line = order.lines.first()
    assert line

    with pytest.raises(ReasonMissing):
        refuse(order=order, lines=[line.pk], reason=" ", by=romashka.sasha, at=MONDAY)
    refuse(order=order, lines=[line.pk], reason="Нет SIM-карты", by=romashka.sasha, at=MONDAY)

    line.refresh_from_db()
    assert (line.state, line.reason, line.decided_by) == (
        "refused",
        "Нет SIM-карты",
        romashka.sasha,
    )
    assert progress_of(order).open == 1
    assert order.case.closed_at is None


def test_all_refused_is_refused(romashka: Firm):
    order = romashka.order("block", FIRST)

    refuse(order=order, lines=None, reason="Дубль", by=romashka.sasha, at=MONDAY)

    order.case.refresh_from_db()
    assert order.case.state == "refused"
    assert cases.verify() == []


@pytest.mark.parametrize("role", [Role.REGISTRY, Role.CLAIMS_OFFICER, Role.SUPERVISOR])
def test_no_other_desk_carries_out(romashka: Firm, role: Role):
    order = romashka.order("block", FIRST)

    with pytest.raises(NotPermitted):
        approve(order=order, lines=None, by=staff(role), at=MONDAY)

    assert order.lines.get().state == "waiting"
    assert not Task.objects.filter(kind="orders.work").exists()


def test_the_clock_stands_while_the_customer_is_asked_and_resumes_once(romashka: Firm):
    order = romashka.order("block", FIRST)
    due = order.case.due_at
    ask(order=order, lines=None, question="Какой день?", by=romashka.sasha, at=MONDAY)
    order.case.refresh_from_db()
    assert order.case.due_at is None

    answer(order=order, text="Сегодня", by=romashka.pavel, at=LATER)
    with pytest.raises(NothingWaits):
        answer(order=order, text="Сегодня", by=romashka.pavel, at=LATER)

    order.case.refresh_from_db()
    assert due
    assert order.case.due_at == due + (LATER - MONDAY)
    assert order.lines.get().state == "waiting"
    assert [one.what for one in timeline(order.case)][-1] == "order.answered"


def test_a_scheduled_order_waits_for_its_day(romashka: Firm):
    tomorrow = MONDAY + timedelta(days=1)
    draft = romashka.check("block", FIRST)
    with pytest.raises(TooEarly):
        romashka.file(draft, scheduled_for=MONDAY)

    order = romashka.file(draft, scheduled_for=tomorrow)

    with pytest.raises(NotYet):
        approve(order=order, lines=None, by=romashka.sasha, at=LATER)
    assert Task.objects.get(kind="orders.begin").run_at == tomorrow
    begin(order_id=order.pk, at=tomorrow)
    begin(order_id=order.pk, at=tomorrow)
    order.case.refresh_from_db()
    assert order.case.due_at == tomorrow + timedelta(hours=24)
    romashka.carry_out(order, at=tomorrow)
    assert state_of(FIRST) == "blocked"


def test_what_has_not_begun_may_be_withdrawn(romashka: Firm):
    order = romashka.order("block", FIRST, SECOND)

    withdraw(order=order, by=romashka.pavel, at=MONDAY)

    order.case.refresh_from_db()
    assert order.case.state == "withdrawn"
    with pytest.raises(NothingWaits):
        approve(order=order, lines=None, by=romashka.sasha, at=MONDAY)
    assert state_of(FIRST) == "active"


def test_another_company_sees_nothing_of_it(romashka: Firm):
    order = romashka.order("block", FIRST)
    stranger = member(company("ООО «Другие»"), CompanyRole.ADMINISTRATOR, email="x@x.example")

    assert list(visible_to(romashka.pavel)) == [order]
    assert not visible_to(stranger).exists()
    with pytest.raises(NotPermitted):
        withdraw(order=order, by=stranger, at=MONDAY)


def test_a_private_person_orders_for_his_own_number():
    ivan = subscriber(number(person(), FIRST, tariff="tariff-light").account.contract.holder, FIRST)

    draft = check_numbers(identifiers=[FIRST], action="block", value="", by=ivan, at=MONDAY)
    order = file_order(draft=draft, by=ivan, at=MONDAY)

    assert order.case.number is not None
    assert order.case.reference.startswith("O-")


class PowerCut(Exception):
    pass


@transaction.atomic
def work_in_a_power_cut(order: Order) -> None:
    work(order_id=order.pk, at=MONDAY)
    raise PowerCut


def test_half_a_piece_is_no_piece_and_the_next_try_does_all_of_it_once(romashka: Firm):
    order = romashka.order("service_on", FIRST, SECOND, THIRD, value="roaming-pack")
    approve(order=order, lines=None, by=romashka.sasha, at=MONDAY)

    with pytest.raises(PowerCut):
        work_in_a_power_cut(order)
    assert not OrderLine.objects.filter(state="done").exists()

    work(order_id=order.pk, at=MONDAY)
    work(order_id=order.pk, at=MONDAY)

    assert OrderLine.objects.filter(state="done").count() == 3
    assert [one.services.count() for one in Number.objects.order_by("identifier")] == [1, 1, 1]
    assert verify() == []
