"""Numbers to the receiver's account; of a reissue, a contract with as many accounts."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from kabinet.access.models import User
from kabinet.contracts.actions import close_contract, open_account, sign_contract
from kabinet.contracts.models import Account, Contract
from kabinet.ledger.models import Transfer as Posting
from kabinet.numbers.actions import Handed, hand_over_all
from kabinet.numbers.models import Number
from kabinet.transfers.models import Transfer, TransferLine
from kabinet.transfers.queries.definitions import office_day

Accounts = Mapping[int, Account]  # by the id of the giver's account, the receiver's
_OURS = "9"  # what the number of a contract begins with that a transfer has made


def accounts_for(
    transfer: Transfer, lines: list[TransferLine], *, by: User, at: datetime
) -> Accounts:
    """Give the receiver's account for each account of the giver: his own, or of a new contract."""
    olds = {line.from_account_id: line.from_account for line in lines}
    if transfer.contract is not None:
        olds |= {one.pk: one for one in transfer.contract.accounts.order_by("pk")}
    if transfer.to_account is not None:
        return dict.fromkeys(olds, transfer.to_account)
    if transfer.receiver is None:
        raise ValueError("Nobody receives: the hindrances were not asked")
    contract = sign_contract(
        holder=transfer.receiver,
        number=_OURS + "".join(filter(str.isdigit, transfer.case.reference)),
        signed_on=office_day(at),
        edition=f"{office_day(at):%Y}",
        at=at,
        by=by,
    )
    if transfer.contract is None:
        first = min(olds)
        transfer.to_account = _opened(contract.number, 1, contract, olds[first], by, at)
        return dict.fromkeys(olds, transfer.to_account)
    opened = {
        pk: _opened(contract.number, nth, contract, old, by, at)
        for nth, (pk, old) in enumerate(sorted(olds.items()), 1)
    }
    transfer.to_account = opened[min(opened)]
    return opened


def move_numbers(
    transfer: Transfer, lines: list[TransferLine], accounts: Accounts, *, by: User, at: datetime
) -> None:
    """Hand all numbers over with their money; keep beside each what stood on it."""
    handed = [
        Handed(
            number=line.number,
            to_account=accounts[line.from_account_id],
            tariff=line.tariff or line.number.tariff,
            user_name=line.user_name,
        )
        for line in lines
    ]
    moved = hand_over_all(handed=handed, key=f"transfer:{transfer.pk}", by=by, at=at)
    ids = [line.number_id for line in lines]
    fresh = Number.objects.select_related("account__ledger", "ledger").in_bulk(ids)
    for line in lines:
        line.moved, line.number = moved[line.number_id], fresh[line.number_id]
    key = Concat(Value(f"transfer:{transfer.pk}:"), Cast(OuterRef("number_id"), CharField()))
    posted = Posting.objects.filter(key=key).values("amount")
    transfer.lines.update(moved=Coalesce(Subquery(posted), 0))


def close_behind(transfer: Transfer, *, by: User, at: datetime) -> None:
    """Close the contract that has moved as a whole."""
    if transfer.contract is not None:
        close_contract(contract=transfer.contract, on=office_day(at), by=by, at=at)


def _opened(
    base: str, nth: int, contract: Contract, like: Account, by: User, at: datetime
) -> Account:
    return open_account(
        contract=contract,
        number=f"{base}{nth}",
        region=like.region,
        opened_on=office_day(at),
        by=by,
        at=at,
    )
