"""Moving money. The only place where an account's totals change."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from kabinet.journal.actions import note
from kabinet.kit.errors import Refused
from kabinet.kit.money import Money
from kabinet.ledger.models import Hold, LedgerAccount, Transfer


class AlreadyPosted(Refused):
    """This key has moved money before; `transfer` is what it moved. Nothing more has moved."""

    sentence = _("This was already posted. Nothing was posted twice.")

    def __init__(self, transfer: Transfer) -> None:
        super().__init__(transfer.key)
        self.transfer = transfer


class AlreadyHeld(Refused):
    """This key has frozen a sum before; `hold` is that hold."""

    sentence = _("This sum is already held.")

    def __init__(self, hold: Hold) -> None:
        super().__init__(hold.key)
        self.hold = hold


class NotEnoughMoney(Refused):
    """The account may not go below zero, and less than the amount is free on it."""

    sentence = _("There is not enough money on the account.")

    def __init__(self, account: LedgerAccount, amount: Money) -> None:
        super().__init__(f"{account.code}: {account.balance - account.held} of {amount}")
        self.account, self.amount = account, amount


class HoldEnded(Refused):
    """The hold was released or posted before."""

    sentence = _("This sum is no longer held.")


class NotTheMirror(ValueError):
    """A reversal moves the same sum back between the same two accounts, once."""


@dataclass(frozen=True)
class Move:
    """A sum that is to move from one account (debit) to another (credit)."""

    debit: LedgerAccount
    credit: LedgerAccount
    amount: Money
    key: str
    code: str

    @property
    def ends(self) -> tuple[LedgerAccount, LedgerAccount]:
        return self.debit, self.credit


def open_account(*, code: str, may_go_below_zero: bool = True) -> LedgerAccount:
    return LedgerAccount.objects.create(code=code, may_go_below_zero=may_go_below_zero)


def open_part(*, whole: LedgerAccount, code: str) -> LedgerAccount:
    """Give a part of an account by its code, opened at its first use; it may go below zero."""
    return LedgerAccount.objects.get_or_create(code=code, defaults={"part_of": whole})[0]


def operator_account(code: str) -> LedgerAccount:
    """Give one of the operator's own accounts (`operator:refunds`), opened at its first use."""
    return LedgerAccount.objects.get_or_create(code=code)[0]


def lock(*accounts: LedgerAccount) -> list[LedgerAccount]:
    """Hold the rows until the transaction ends; give them back as they now are, in id order.

    Always in id order, so that two transfers the opposite way cannot wait for each other.
    An action that reads balances before it moves money locks here before it reads.
    """
    rows = LedgerAccount.objects.select_for_update(no_key=True)
    return list(rows.filter(pk__in={account.pk for account in accounts}).order_by("pk"))


def hold_rows(ids: Collection[int]) -> None:
    """Hold many rows until the transaction ends, in id order, without reading them."""
    rows = LedgerAccount.objects.select_for_update(no_key=True).filter(pk__in=ids)
    list(rows.order_by("pk").values_list("pk", flat=True))


def transfer(
    *,
    debit: LedgerAccount,
    credit: LedgerAccount,
    amount: Money,
    key: str,
    code: str,
    at: datetime,
    reverses: Transfer | None = None,
) -> Transfer:
    """Move an amount above zero from one account (debit) to another (credit), once per key.

    `code` says what for. Raises AlreadyPosted (the key, or a second reversal of the same),
    NotEnoughMoney, NotTheMirror; then nothing has moved.
    """
    if reverses:
        _check_mirror(reverses, debit=debit, credit=credit, amount=amount)
    with _one_post(key):
        payer, payee = _locked_pair(debit, credit)
        _refuse_second_post(key)
        _refuse_second_reversal(reverses)
        _refuse_overdraft(payer, amount)
        posted = Transfer.objects.create(
            key=key, debit=payer, credit=payee, amount=amount, code=code, at=at, reverses=reverses
        )
        _move(payer, payee, amount)
    return posted


def transfer_many(moves: Sequence[Move], *, at: datetime) -> None:
    """Move many sums at once, each by its own key; in few queries, all of them or none.

    No account may stand in two of them. Raises AlreadyPosted, NotEnoughMoney.
    """
    with transaction.atomic():
        rows = {row.pk: row for row in lock(*(end for one in moves for end in one.ends))}
        known = Transfer.objects.filter(key__in=[one.key for one in moves]).first()
        if known is not None:
            raise AlreadyPosted(known)
        if len(rows) != 2 * len(moves):
            raise ValueError("An account stands in two of these transfers, or is gone")
        for one in moves:
            _refuse_overdraft(rows[one.debit.pk], one.amount)
        posted = Transfer.objects.bulk_create(
            (
                Transfer(
                    key=one.key,
                    debit_id=one.debit.pk,
                    credit_id=one.credit.pk,
                    amount=one.amount,
                    code=one.code,
                    at=at,
                )
                for one in moves
            ),
            batch_size=500,
        )
        _add_up([one.pk for one in posted], moves)


def _add_up(posted: Sequence[int], moves: Sequence[Move]) -> None:
    """Add what was just posted to the totals; the accounts are held meanwhile."""
    if not posted:
        return
    ours = Transfer.objects.filter(pk__gte=min(posted), pk__lte=max(posted))
    debited = Subquery(ours.filter(debit=OuterRef("pk")).values("amount"))
    credited = Subquery(ours.filter(credit=OuterRef("pk")).values("amount"))
    payers = LedgerAccount.objects.filter(pk__in=[one.debit.pk for one in moves])
    payers.update(debits=F("debits") + debited)
    payees = LedgerAccount.objects.filter(pk__in=[one.credit.pk for one in moves])
    payees.update(credits=F("credits") + credited)


def place_hold(*, account: LedgerAccount, amount: Money, key: str, at: datetime) -> Hold:
    """Freeze a disputed sum on an account, once per key. Raises AlreadyHeld, NotEnoughMoney."""
    try:
        with transaction.atomic():
            (row,) = lock(account)
            if found := Hold.objects.filter(key=key).first():
                raise AlreadyHeld(found)
            _refuse_overdraft(row, amount)
            hold = Hold.objects.create(key=key, account=row, amount=amount, placed_at=at)
            row.held = row.held + amount
            row.save(update_fields=["held"])
            _note("hold.placed", hold, at=at)
    except IntegrityError:
        if found := Hold.objects.filter(key=key).first():
            raise AlreadyHeld(found) from None
        raise
    return hold


@transaction.atomic
def release_hold(*, hold: Hold, at: datetime) -> Hold:
    """Free a held sum without moving it. Raises HoldEnded."""
    (row,) = lock(hold.account)
    ended = _end(hold, row, at=at)
    _note("hold.released", ended, at=at)
    return ended


def post_hold(*, hold: Hold, credit: LedgerAccount, key: str, code: str, at: datetime) -> Transfer:
    """Move a held sum to where it belongs, and end the hold. Raises HoldEnded, AlreadyPosted."""
    with _one_post(key):
        payer, payee = _locked_pair(hold.account, credit)
        _refuse_second_post(key)
        ended = _end(hold, payer, at=at)
        posted = Transfer.objects.create(
            key=key, debit=payer, credit=payee, amount=ended.amount, code=code, at=at
        )
        _move(payer, payee, ended.amount)
        ended.transfer = posted
        ended.save(update_fields=["transfer"])
        _note("hold.posted", ended, at=at)
    return posted


@contextmanager
def _one_post(key: str) -> Iterator[None]:
    """Open the transaction; tell the loser of a race for a key the same as a late comer."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        _refuse_second_post(key)
        raise


def _refuse_second_post(key: str) -> None:
    if found := Transfer.objects.filter(key=key).first():
        raise AlreadyPosted(found)


def _refuse_second_reversal(reverses: Transfer | None) -> None:
    if reverses and (found := Transfer.objects.filter(reverses=reverses).first()):
        raise AlreadyPosted(found)


def _refuse_overdraft(account: LedgerAccount, amount: Money) -> None:
    if amount <= 0:
        raise ValueError(f"Only an amount above zero can move, not {amount!r}")
    free = account.balance - account.held
    if free < amount and not account.may_go_below_zero:
        raise NotEnoughMoney(account, amount)


def _check_mirror(
    reverses: Transfer, *, debit: LedgerAccount, credit: LedgerAccount, amount: Money
) -> None:
    there = (reverses.debit_id, reverses.credit_id, reverses.amount)
    if there != (credit.pk, debit.pk, amount):
        raise NotTheMirror(reverses.key)


def _locked_pair(
    debit: LedgerAccount, credit: LedgerAccount
) -> tuple[LedgerAccount, LedgerAccount]:
    if debit.pk == credit.pk:
        raise ValueError(f"Money moves between two accounts, not within {debit.code}")
    rows = {row.pk: row for row in lock(debit, credit)}
    return rows[debit.pk], rows[credit.pk]


def _move(payer: LedgerAccount, payee: LedgerAccount, amount: Money) -> None:
    payer.debits = payer.debits + amount
    payee.credits = payee.credits + amount
    payer.save(update_fields=["debits"])
    payee.save(update_fields=["credits"])


def _end(hold: Hold, account: LedgerAccount, *, at: datetime) -> Hold:
    """End a hold whose account is locked."""
    fresh = Hold.objects.select_for_update().get(pk=hold.pk)
    if fresh.ended_at:
        raise HoldEnded(fresh.key)
    fresh.ended_at = at
    fresh.save(update_fields=["ended_at"])
    account.held = account.held - fresh.amount
    account.save(update_fields=["held"])
    return fresh


def _note(what: str, hold: Hold, *, at: datetime) -> None:
    data = {"hold": hold.pk, "amount": int(hold.amount)}
    note(what=what, about=hold.account, at=at, actor="ledger", data=data)
