"""How the numbers of a holder stand, gathered in a few queries for ten thousand rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count, Q, QuerySet

from kabinet.catalog.queries import every_item, services_on, tariffs_on
from kabinet.contracts.models import Account
from kabinet.numbers.models import ConnectedService, Number, NumberState, StockNumber
from kabinet.numbers.queries import gates_for, gates_of_user
from kabinet.orders.rules.cells import Action
from kabinet.orders.rules.judging import Judge, Row, Standing
from kabinet.pack.formats import say
from kabinet.parties.models import Kind, Party

_FEW = 400  # numbers that a query is asked for by name; more, and all of the holder are read
_OF_PRIVATE_PEOPLE = "employee"  # tariffs of a programme, chosen by a transfer and not by an order


def judge_for(
    rows: Collection[Row], numbers: QuerySet[Number], holder: Party, at: datetime
) -> Judge:
    """Gather all that judging these rows needs; `numbers` are those that may be changed."""
    wanted = {row.identifier for row in rows if row.identifier}
    mine = numbers.order_by().filter(identifier__in=wanted) if len(wanted) <= _FEW else numbers
    found = standings(mine, holder, at.date(), {row.identifier for row in rows if _opens(row)})
    free = free_among(wanted - found.keys(), holder, at)
    new = sum(row.action == Action.ACTIVATE and row.identifier in free for row in rows)
    gates = gates_for(holder, at.date(), more=new) if new else []
    return Judge(
        numbers=found,
        free=free,
        tariffs=frozenset(tariffs(at.date())),
        services=frozenset(one.code for one in services_on(at.date())),
        default_tariff=usual_tariff(Number.objects.filter(account__contract__holder=holder))
        if new
        else "",
        gate_of_new=gates[0].code if gates else "",
    )


def standings(
    numbers: QuerySet[Number], holder: Party, on: date, opening: Collection[str] = ()
) -> dict[str, Standing]:
    """Tell how each number stands; gates are asked only for those to be opened."""
    rows = list(numbers.order_by().values_list("pk", "identifier", "state", "tariff", "sim"))
    running = services_by_number(pk for pk, *_ in rows)
    shut = _gates(numbers, holder, on, opening) if opening else {}
    return {
        identifier: Standing(
            state, tariff, sim, frozenset(running.get(pk, ())), shut.get(identifier, "")
        )
        for pk, identifier, state, tariff, sim in rows
    }


def services_by_number(numbers: Iterable[int]) -> dict[int, set[str]]:
    """Name the services that run on each of these numbers."""
    pks = list(numbers)
    found: dict[int, set[str]] = defaultdict(set)
    for begin in range(0, len(pks), 5000):
        running = ConnectedService.objects.filter(
            number__in=pks[begin : begin + 5000], stopped_at=None
        )
        for number, service in running.values_list("number", "service"):
            found[number].add(service)
    return found


def free_among(identifiers: Collection[str], holder: Party, at: datetime) -> frozenset[str]:
    """Tell which of these are in the stock, free or kept for this very holder."""
    open_to_him = (
        Q(reserved_for=None) | Q(reserved_until__lte=at) | Q(reserved_for__contract__holder=holder)
    )
    wanted, found = sorted(identifiers), set[str]()
    for begin in range(0, len(wanted), 5000):
        stock = StockNumber.objects.filter(open_to_him, identifier__in=wanted[begin : begin + 5000])
        found.update(stock.values_list("identifier", flat=True))
    return frozenset(found)


def tariffs(on: date) -> dict[str, str]:
    """Name the tariffs that an order may choose, by code, in Russian."""
    return {one.code: say(one.name, "ru") for one in tariffs_on(on) if one.category == "mobile"}


def usual_tariff(numbers: QuerySet[Number]) -> str:
    """Give the tariff that most of the holder's numbers have: a new one gets the same."""
    counts = numbers.order_by().values_list("tariff").annotate(count=Count("pk"))
    return next((tariff for tariff, _ in counts.order_by("-count", "tariff")), "")


@lru_cache(maxsize=2)
def items_by_name() -> dict[str, str]:
    """Find a tariff or service by its code or by its name in any language, plainly written."""
    return {
        " ".join(name.casefold().split()): one.code
        for one in every_item()
        for name in (*one.name.values(), one.code)
    }


def account_of(holder: Party) -> Account | None:
    """Give the account that a holder's new numbers are put on: the oldest of an open contract."""
    accounts = Account.objects.select_related("contract", "ledger")
    return accounts.filter(contract__holder=holder, contract__closed_on=None).order_by("pk").first()


def _opens(row: Row) -> bool:
    return row.action in {Action.ACTIVATE, Action.UNBLOCK}


def _gates(
    numbers: QuerySet[Number], holder: Party, on: date, opening: Collection[str]
) -> dict[str, str]:
    if holder.kind == Kind.PERSON:
        return {}
    closed = numbers.order_by().exclude(state=NumberState.ACTIVE).select_related("user")
    found = {}
    for one in closed:
        if one.identifier in opening and (gates := gates_of_user(one, holder, on)):
            found[one.identifier] = gates[0].code
    return found
