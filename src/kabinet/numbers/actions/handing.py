"""Many numbers change hands at once, with their money, in few queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Concat, Greatest

from kabinet.access.models import User
from kabinet.contracts.models import Account
from kabinet.journal.actions import note_many
from kabinet.kit.money import ZERO, Money
from kabinet.ledger import actions as ledger
from kabinet.ledger.models import LedgerAccount
from kabinet.numbers.actions.holding import TRANSFER, MoneyStands, SameAccount
from kabinet.numbers.actions.network import tell_network
from kabinet.numbers.models import ConnectedService, Number, NumberState, NumberStay, UserState

BATCH = 500
HANDED_OVER = "hand_over"  # the code of postings that move a number's money with it


@dataclass(frozen=True, kw_only=True)
class Handed:
    """A number on its way to another account, with the tariff and the user that it gets."""

    number: Number
    to_account: Account
    tariff: str
    user_name: str = ""


@transaction.atomic(savepoint=False)  # a step of a cut-over: it stands or falls with the rest
def hand_over_all(
    *, handed: Sequence[Handed], key: str, at: datetime, by: User | None = None
) -> Mapping[int, Money]:
    """Move numbers and their money, as `hand_over` moves one; tell by number's id what moved.

    The caller's transaction stands or falls with it. Once per `key`. Raises SameAccount or
    MoneyStands.
    """
    wanted = {one.number.pk: one for one in handed}
    rows = Number.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    numbers = list(rows.select_related("ledger"))
    if any(one.account_id == wanted[one.pk].to_account.pk for one in numbers):
        raise SameAccount
    purses = _purses(numbers, wanted)
    moved = _move_money(numbers, purses, key, at)
    _end_services(numbers, at)
    _change_stays(numbers, wanted, purses, at)
    data = [(one, _data(one, wanted[one.pk], key)) for one in numbers]
    _change(numbers, wanted, at)
    note_many(what="number.handed_over", about=data, at=at, by=by, actor="" if by else TRANSFER)
    return moved


def _purses(numbers: Sequence[Number], wanted: Mapping[int, Handed]) -> dict[int, LedgerAccount]:
    """Give each number its place in the receiver's ledger, opened where there was none."""
    codes = {
        one.pk: f"number:{one.identifier}:{wanted[one.pk].to_account.number}" for one in numbers
    }
    there = set(
        LedgerAccount.objects.filter(code__in=codes.values()).values_list("code", flat=True)
    )
    LedgerAccount.objects.bulk_create(
        (
            LedgerAccount(code=codes[one.pk], part_of_id=wanted[one.pk].to_account.ledger_id)
            for one in numbers
            if codes[one.pk] not in there
        ),
        batch_size=BATCH,
    )
    found = {one.code: one for one in LedgerAccount.objects.filter(code__in=codes.values())}
    return {pk: found[code] for pk, code in codes.items()}


def _move_money(
    numbers: Sequence[Number], purses: Mapping[int, LedgerAccount], key: str, at: datetime
) -> dict[int, Money]:
    olds = {row.pk: row for row in ledger.lock(*(one.ledger for one in numbers))}
    stands = {one.pk: olds[one.ledger_id].balance for one in numbers}
    if any(row.balance < ZERO or row.held for row in olds.values()):
        raise MoneyStands
    ledger.transfer_many(
        [
            ledger.Move(
                debit=one.ledger,
                credit=purses[one.pk],
                amount=stands[one.pk],
                key=f"{key}:{one.pk}",
                code=HANDED_OVER,
            )
            for one in numbers
            if stands[one.pk] > ZERO
        ],
        at=at,
    )
    return stands


def _end_services(numbers: Sequence[Number], at: datetime) -> None:
    """End the former holder's services; the free ones begin anew under the new holder."""
    running = ConnectedService.objects.filter(number__in=numbers, stopped_at=None)
    ended = list(running.select_related("number").order_by("pk"))
    running.update(stopped_at=Greatest(Value(at), F("connected_at")), stopped_by=TRANSFER)
    for one in ended:
        if one.price:
            tell_network(one, verb="stop", at=at)
    ConnectedService.objects.bulk_create(
        (
            ConnectedService(
                number=one.number,
                service=one.service,
                connected_at=at,
                connected_by="operator",
                channel="contract",
                price=one.price,
                period=one.period,
            )
            for one in ended
            if not one.price
        ),
        batch_size=BATCH,
    )


def _change_stays(
    numbers: Sequence[Number],
    wanted: Mapping[int, Handed],
    purses: Mapping[int, LedgerAccount],
    at: datetime,
) -> None:
    NumberStay.objects.filter(number__in=numbers, until_at=None).update(until_at=at)
    NumberStay.objects.bulk_create(
        (
            NumberStay(
                number=one,
                account=wanted[one.pk].to_account,
                ledger=purses[one.pk],
                since_at=at,
            )
            for one in numbers
        ),
        batch_size=BATCH,
    )


def _data(number: Number, to: Handed, key: str) -> dict[str, object]:
    return {
        "from": number.account_id,
        "to": to.to_account.pk,
        "tariff": to.tariff,
        "key": key,
    }


def _change(numbers: Sequence[Number], wanted: Mapping[int, Handed], at: datetime) -> None:
    """Give the numbers their account, ledger, tariff and user: those of one kind at once."""
    alike: dict[tuple[int, str], list[int]] = {}
    for one in numbers:
        to = wanted[one.pk]
        alike.setdefault((to.to_account.pk, to.tariff), []).append(one.pk)
    for (account, tariff), ids in alike.items():
        to_account = wanted[ids[0]].to_account
        code = Concat(Value("number:"), OuterRef("identifier"), Value(f":{to_account.number}"))
        Number.objects.filter(pk__in=ids).update(
            account=account,
            ledger=Subquery(LedgerAccount.objects.filter(code=code).values("pk")),
            tariff=tariff,
            since=at.date(),
            state=NumberState.ACTIVE,
            cost_centre="",
            user=None,
            user_name="",
            user_state=UserState.MISSING,
        )
    _name_users([one.pk for one in numbers], wanted)


def _name_users(ids: Sequence[int], wanted: Mapping[int, Handed]) -> None:
    by_name: dict[str, list[int]] = {}
    for pk in ids:
        if wanted[pk].user_name:
            by_name.setdefault(wanted[pk].user_name, []).append(pk)
    for name, theirs in by_name.items():
        Number.objects.filter(pk__in=theirs).update(user_name=name)
