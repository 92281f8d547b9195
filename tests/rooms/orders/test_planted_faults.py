"""Ten thousand rows with 137 planted faults of 9 kinds: all found, nothing else, the rest done."""

from collections import Counter

import pytest

from kabinet.numbers.models import Number
from kabinet.orders.models import OrderLine
from kabinet.orders.queries.checks import verify
from kabinet.orders.queries.drafts import unpack
from kabinet.orders.rules.judging import Fault
from tests.people import number, person
from tests.rooms.orders.firm import firm, identifier

pytestmark = pytest.mark.django_db
ROWS = 10_000
PLANTED = {
    Fault.UNREADABLE: 17,
    Fault.SHORTENED: 13,
    Fault.NO_ACTION: 19,
    Fault.NOT_SOLD: 11,
    Fault.BAD_SIM: 14,
    Fault.NOT_YOURS: 23,
    Fault.TWICE: 16,
    Fault.ALREADY: 15,
    Fault.CLOSED: 9,
}
STRANGERS = "+79149999999"


def broken(fault: Fault, nth: int) -> tuple[str, str, str, str]:
    """Write a row (number, action, tariff, SIM) with one fault."""
    mine = identifier(nth)
    return {
        Fault.UNREADABLE: ("8914-ОШИБКА", "блокировка", "", ""),
        Fault.SHORTENED: ("8,91E+10", "блокировка", "", ""),
        Fault.NO_ACTION: (mine, "подарить", "", ""),
        Fault.NOT_SOLD: (mine, "смена тарифа", "Бесплатный навсегда", ""),
        Fault.BAD_SIM: (mine, "замена sim", "", "8970101234567890125"),
        Fault.NOT_YOURS: (STRANGERS if nth % 2 else "+79148888888", "тариф", "tariff-light", ""),
        Fault.TWICE: (identifier(0), "заблокировать", "", ""),
        Fault.ALREADY: (mine, "смена тарифа", "Бизнес", ""),
        Fault.CLOSED: (identifier(ROWS), "заблокировать", "", ""),
    }[fault]


def planted() -> list[tuple[str, str, str, str]]:
    rows = [(identifier(nth), "заблокировать", "", "") for nth in range(ROWS)]
    places = iter(range(50, ROWS, 70))
    for fault, count in PLANTED.items():
        for _ in range(count):
            place = next(places)
            # A number that is not the holder's own is repeated; each time it is not his.
            rows[place] = broken(fault, place)
    return rows


def test_all_are_found_and_the_rest_is_carried_out():
    romashka = firm(ROWS + 1)
    number(person("Лебедева", "Мария"), STRANGERS)
    Number.objects.filter(identifier=identifier(ROWS)).update(state="closed")
    rows = planted()

    draft = romashka.check_rows([("Номер", "Действие", "Тариф", "SIM"), *rows])

    _, verdicts = unpack(draft)
    found = Counter(one.fault for one in verdicts if one.fault)
    assert (draft.total, draft.faulty) == (ROWS, 137)
    # A repeated stranger's number may be called repeated: it is refused either way.
    assert sum(found.values()) == sum(PLANTED.values()) == 137
    wrong_places = {one.row.place - 2 for one in verdicts if one.fault}
    assert wrong_places == {nth for nth, row in enumerate(rows) if row != planted_right(nth)}

    order = romashka.carry_out(romashka.file(draft))

    assert order.case.state == "carried_out"
    assert Number.objects.filter(state="blocked").count() == ROWS - 137
    assert OrderLine.objects.filter(state="done").count() == ROWS - 137
    assert verify() == []


def planted_right(nth: int) -> tuple[str, str, str, str]:
    return identifier(nth), "заблокировать", "", ""


@pytest.mark.parametrize("fault", PLANTED)
def test_each_kind_is_named(fault: Fault):
    romashka = firm(3)
    Number.objects.filter(identifier=identifier(2)).update(state="closed")
    row = broken(fault, 1)
    rows = [(identifier(0), "заблокировать", "", ""), row]
    if fault == Fault.CLOSED:
        rows[1] = (identifier(2), *row[1:])

    draft = romashka.check_rows([("Номер", "Действие", "Тариф", "SIM"), *rows])

    first, second = unpack(draft)[1]
    assert (first.fault, second.fault) == ("", fault)
    assert second.sentence("ru")
