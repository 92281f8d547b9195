"""One judge for every row: the dry run, the console, and the moment when it is carried out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kabinet.orders.rules.cells import Action


class Fault(StrEnum):
    """Why a row cannot be carried out."""

    UNREADABLE = "unreadable"
    SHORTENED = "shortened"
    NO_ACTION = "no_action"
    NO_VALUE = "no_value"
    NOT_SOLD = "not_sold"
    BAD_SIM = "bad_sim"
    NOT_YOURS = "not_yours"
    TWICE = "twice"
    ALREADY = "already"
    CLOSED = "closed"
    SHUT = "shut"  # a gate of the pack: user's data, working relation, limit
    NOT_FREE = "not_free"


@dataclass(frozen=True, slots=True)
class Row:
    """One line: which number, what to do, with what. `fault`: what reading it has found."""

    place: int
    identifier: str
    action: str
    value: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one of the holder's numbers stands now."""

    state: str
    tariff: str
    sim: str = ""
    services: frozenset[str] = frozenset()
    gate: str = ""  # the gate that keeps it from being used


@dataclass
class Judge:
    """Judges rows one after the other; it remembers which it has seen."""

    numbers: Mapping[str, Standing]
    free: frozenset[str]
    tariffs: frozenset[str]
    services: frozenset[str]  # those on sale
    default_tariff: str = ""
    gate_of_new: str = ""  # what keeps the holder from having more numbers
    _seen: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def fault_of(self, row: Row) -> str:
        """Name what is wrong with a row; nothing when it can be carried out."""
        return row.fault or self._twice(row) or self._of_action(row)

    def detail_of(self, row: Row, fault: str) -> str:
        """Tell what the sentence of a fault names: the row repeated, the gate that is shut."""
        if fault == Fault.TWICE:
            return str(self._seen[_key(row)])
        if fault != Fault.SHUT:
            return ""
        standing = self.numbers.get(row.identifier)
        return standing.gate if standing else self.gate_of_new

    def _twice(self, row: Row) -> str:
        first = self._seen.setdefault(_key(row), row.place)
        return Fault.TWICE if first != row.place else ""

    def _of_action(self, row: Row) -> str:
        standing = self.numbers.get(row.identifier)
        if row.action == Action.RESERVE:
            return self._of_stock(row, standing)
        if standing is None:
            return self._of_new(row)
        return _CHECKS[row.action](self, row, standing)

    def _of_stock(self, row: Row, standing: Standing | None) -> str:
        if standing is not None:
            return Fault.ALREADY
        return "" if row.identifier in self.free else Fault.NOT_FREE

    def _of_new(self, row: Row) -> str:
        """Let a free number be activated; any other is not the holder's, whosever it is."""
        if row.action != Action.ACTIVATE or row.identifier not in self.free:
            return Fault.NOT_YOURS
        if self.gate_of_new:
            return Fault.SHUT
        tariff = row.value or self.default_tariff
        return "" if tariff in self.tariffs else Fault.NOT_SOLD


def _activate(_judge: Judge, _row: Row, standing: Standing) -> str:
    if standing.state == "active":
        return Fault.ALREADY
    return Fault.SHUT if standing.gate else ""


def _deactivate(_judge: Judge, _row: Row, standing: Standing) -> str:
    return Fault.ALREADY if standing.state == "closed" else ""


def _block(_judge: Judge, _row: Row, standing: Standing) -> str:
    return {"blocked": Fault.ALREADY, "closed": Fault.CLOSED}.get(standing.state, "")


def _unblock(judge: Judge, row: Row, standing: Standing) -> str:
    return Fault.CLOSED if standing.state == "closed" else _activate(judge, row, standing)


def _service_on(judge: Judge, row: Row, standing: Standing) -> str:
    if standing.state == "closed":
        return Fault.CLOSED
    if row.value in standing.services:
        return Fault.ALREADY
    return "" if row.value in judge.services else Fault.NOT_SOLD


def _service_off(_judge: Judge, row: Row, standing: Standing) -> str:
    return "" if row.value in standing.services else Fault.ALREADY


def _tariff(judge: Judge, row: Row, standing: Standing) -> str:
    if standing.state == "closed":
        return Fault.CLOSED
    if row.value == standing.tariff:
        return Fault.ALREADY
    return "" if row.value in judge.tariffs else Fault.NOT_SOLD


def _sim(_judge: Judge, row: Row, standing: Standing) -> str:
    if standing.state == "closed":
        return Fault.CLOSED
    return Fault.ALREADY if row.value == standing.sim else ""


_CHECKS: Mapping[str, Callable[[Judge, Row, Standing], str]] = {
    Action.ACTIVATE: _activate,
    Action.DEACTIVATE: _deactivate,
    Action.BLOCK: _block,
    Action.UNBLOCK: _unblock,
    Action.SERVICE_ON: _service_on,
    Action.SERVICE_OFF: _service_off,
    Action.TARIFF: _tariff,
    Action.SIM: _sim,
}


def _key(row: Row) -> tuple[str, str, str]:
    """Tell what one order may do to a number once: an action, or an action with a service."""
    by_value = row.action in {Action.SERVICE_ON, Action.SERVICE_OFF}
    return row.identifier, row.action, row.value if by_value else ""
