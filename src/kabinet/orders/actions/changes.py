"""What a piece of an order changes: gathered row by row, written in bulk."""

from dataclasses import replace
from datetime import datetime, timedelta

from kabinet.catalog.queries import price_of
from kabinet.contracts.models import Account
from kabinet.kit.money import Money
from kabinet.numbers.actions import NotFree, reserve, take_from_stock
from kabinet.numbers.models import (
    ConnectedService,
    Number,
    NumberState,
    ServiceConsent,
)
from kabinet.orders.models import Order, OrderLine
from kabinet.orders.queries.facts import account_of
from kabinet.orders.rules.cells import Action
from kabinet.orders.rules.judging import Fault, Judge, Standing
from kabinet.pack.queries import operator_pack

SUBSCRIBER = "subscriber"
_STATES = {
    Action.ACTIVATE: NumberState.ACTIVE,
    Action.UNBLOCK: NumberState.ACTIVE,
    Action.BLOCK: NumberState.BLOCKED,
    Action.DEACTIVATE: NumberState.CLOSED,
}


class Changes:
    """The changes of one piece. The numbers are held by the caller's transaction."""

    def __init__(
        self, order: Order, numbers: dict[str, Number], judge: Judge, at: datetime
    ) -> None:
        self._order, self._numbers, self._judge, self._at = order, numbers, judge, at
        self._standing: dict[str, Standing] = dict(judge.numbers)
        judge.numbers = self._standing  # each row is judged after those before it
        self._changed: dict[int, Number] = {}
        self._carded: dict[int, Number] = {}
        self._stopped: list[tuple[int, str]] = []
        self._emptied: list[int] = []
        self._connected: list[tuple[OrderLine, str]] = []
        self._account: Account | None = None

    def make(self, line: OrderLine) -> str:
        """Do what a row says; the fault that only doing it could show, or nothing."""
        number = self._numbers.get(line.identifier)
        if number is None:
            return self._of_stock(line)
        line.number = number
        standing = self._standing[line.identifier]
        if line.action == Action.SERVICE_ON:
            self._connected.append((line, line.value))
            self._now(line, replace(standing, services=standing.services | {line.value}))
        elif line.action == Action.SERVICE_OFF:
            self._stopped.append((number.pk, line.value))
            self._now(line, replace(standing, services=standing.services - {line.value}))
        else:
            self._set(number, line, standing)
        return ""

    def write(self) -> None:
        """Write everything down, a statement for each kind of change."""
        self._write_numbers()
        for number, service in self._stopped:
            self._running(number=number, service=service)
        if self._emptied:
            self._running(number__in=self._emptied)
        self._connect()

    def _write_numbers(self) -> None:
        """Write numbers that became alike in one statement; SIM cards never are."""
        alike: dict[tuple[str, str], list[Number]] = {}
        for one in self._changed.values():
            alike.setdefault((one.state, one.tariff), []).append(one)
        for (state, tariff), numbers in alike.items():
            pks = [one.pk for one in numbers]
            Number.objects.filter(pk__in=pks).update(state=state, tariff=tariff)
        Number.objects.bulk_update(self._carded.values(), ["sim"])

    def _set(self, number: Number, line: OrderLine, standing: Standing) -> None:
        if line.action == Action.TARIFF:
            number.tariff = line.value
        elif line.action == Action.SIM:
            number.sim = line.value
            self._carded[number.pk] = number
        else:
            number.state = _STATES[Action(line.action)]
        services = standing.services
        if number.state == NumberState.CLOSED and standing.state != NumberState.CLOSED:
            self._emptied.append(number.pk)
            services = frozenset()
        self._changed[number.pk] = number
        self._now(line, Standing(number.state, number.tariff, number.sim, services))

    def _now(self, line: OrderLine, standing: Standing) -> None:
        self._standing[line.identifier] = standing

    def _of_stock(self, line: OrderLine) -> str:
        account = self._own_account()
        if account is None:
            return Fault.NOT_FREE
        try:
            if line.action == Action.RESERVE:
                days = timedelta(days=int(operator_pack().setting("orders.reserved_days")))
                until = self._at + days
                reserve(identifier=line.identifier, account=account, until=until, at=self._at)
            else:
                tariff = line.value or self._judge.default_tariff
                line.number = take_from_stock(
                    identifier=line.identifier, account=account, tariff=tariff, at=self._at
                )
        except NotFree:
            return Fault.NOT_FREE
        return ""

    def _own_account(self) -> Account | None:
        self._account = self._account or account_of(self._order.holder)
        return self._account

    def _running(self, **which: object) -> None:
        running = ConnectedService.objects.filter(stopped_at=None, **which)
        running.update(stopped_at=self._at, stopped_by=SUBSCRIBER)

    def _connect(self) -> None:
        """Connect services, each with the order as the proof that it was wanted."""
        consents = [
            ServiceConsent(
                number=line.number,
                service=service,
                given_at=self._order.created_at,
                channel="portal",
                evidence=f"{self._order.case.reference}, {line.place}",
            )
            for line, service in self._connected
        ]
        ServiceConsent.objects.bulk_create(consents)
        ConnectedService.objects.bulk_create(
            self._service(line, service, consent)
            for (line, service), consent in zip(self._connected, consents, strict=True)
        )

    def _service(self, line: OrderLine, service: str, consent: ServiceConsent) -> ConnectedService:
        price = price_of(service, self._at.date())
        return ConnectedService(
            number=line.number,
            service=service,
            connected_at=self._at,
            connected_by=SUBSCRIBER,
            channel="portal",
            consent=consent,
            price=Money(price.amount) if price else Money(0),
            period=price.period if price else "free",
        )
