"""What is known about numbers. Reads for the portal begin with `visible_to`."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from kabinet.access.models import User
from kabinet.access.queries import within
from kabinet.access.rules import Permit
from kabinet.kit.money import Money
from kabinet.ledger import queries as ledger
from kabinet.numbers.models import (
    ConnectedService,
    Number,
    NumberState,
    NumberStay,
    PortedNumber,
    StockNumber,
)
from kabinet.numbers.queries.gates import Gate, gates_for, gates_of_user
from kabinet.numbers.rules import operator_by_range
from kabinet.pack.formats import NumberRange
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Kind, Party

# Where a number keeps what a member of a company may be limited to.
SCOPES = {
    "account": "account__number",
    "number": "identifier",
    "cost_centre": "cost_centre",
}

__all__ = [
    "Gate",
    "balance_of",
    "find",
    "free_stock",
    "gates_for",
    "gates_of_user",
    "holder_of",
    "is_ours",
    "of_this_holder",
    "operator_of",
    "services_of",
    "stay_at",
    "visible_to",
    "without_consent",
]


def visible_to(user: User) -> QuerySet[Number]:
    """All numbers that this person may see: on his own contracts, or his company's part of them."""
    numbers = Number.objects.select_related("account__contract").order_by("identifier")
    if not user.holder_id or not user.may(Permit.OWN_ACCOUNT):
        return numbers.none()
    return numbers.filter(within(user, **SCOPES), account__contract__holder_id=user.holder_id)


def find(identifier: str) -> Number | None:
    """Find one of our numbers by its normalized identifier, whoever holds it."""
    numbers = Number.objects.select_related("account__contract__holder")
    return numbers.filter(identifier=identifier).first()


def balance_of(number: Number) -> Money:
    """Tell what stands on one number, apart from the account that it is on."""
    return ledger.balance_of(number.ledger)


def stay_at(number: Number, at: datetime) -> NumberStay | None:
    """Tell on whose account a number was at an instant."""
    stays = NumberStay.objects.select_related("account__contract__holder")
    still = Q(until_at__isnull=True) | Q(until_at__gt=at)
    return stays.filter(still, number=number, since_at__lte=at).order_by("-since_at").first()


def free_stock(region: str, at: datetime, begins: str = "") -> QuerySet[StockNumber]:
    """List the numbers of a region that anybody may have, those kept too long included."""
    free = StockNumber.objects.filter(Q(reserved_for=None) | Q(reserved_until__lte=at))
    return free.filter(region=region, identifier__startswith=begins).order_by("identifier")


def holder_of(identifier: str) -> Party | None:
    """Tell which private person may sign in with a number: the holder of its open contract."""
    number = find(identifier)
    if number is None or number.state == NumberState.CLOSED:
        return None
    contract = number.account.contract
    is_private = contract.holder.kind == Kind.PERSON and not contract.holder.erased_at
    return contract.holder if is_private and contract.closed_on is None else None


def operator_of(identifier: str, on: date) -> str | None:
    """Tell whose network a number was in on a day: ported numbers first, then the ranges."""
    ported = PortedNumber.objects.filter(
        Q(ported_until__isnull=True) | Q(ported_until__gt=on),
        identifier=identifier,
        ported_from__lte=on,
    ).first()
    if ported is not None:
        return ported.operator
    return operator_by_range(identifier, on, _ranges(operator_pack().ranges))


def is_ours(identifier: str, on: date) -> bool:
    return operator_of(identifier, on) == operator_pack().operator.id


def of_this_holder() -> Q:
    """Narrow services to those of whoever holds the number now: the former one's are his own."""
    return Q(
        connected_at__gte=Subquery(
            NumberStay.objects.filter(number=OuterRef("number"), until_at=None).values("since_at")
        )
    )


def services_of(number: Number) -> QuerySet[ConnectedService]:
    """All services that the holder of a number ever had, those that run first, newest first."""
    running_first = F("stopped_at").desc(nulls_first=True)
    return (
        ConnectedService.objects.filter(of_this_holder(), number=number)
        .select_related("consent", "number")
        .order_by(running_first, "-connected_at", "-pk")
    )


def without_consent(numbers: Iterable[Number]) -> QuerySet[ConnectedService]:
    """Find paid services that run on these numbers with no proof that anybody wanted them."""
    return (
        ConnectedService.objects.filter(
            number__in=list(numbers), stopped_at=None, consent=None, price__gt=0
        )
        .select_related("number")
        .order_by("-connected_at", "-pk")
    )


@lru_cache(maxsize=4)
def _ranges(ranges: tuple[NumberRange, ...]) -> list[NumberRange]:
    return sorted(ranges, key=lambda block: block.first)
