"""Everything that a cut-over looks at is held before it looks."""

from django.db.models import Q

from kabinet.ledger import actions as ledger
from kabinet.ledger.models import LedgerAccount
from kabinet.numbers.models import ConnectedService, Number
from kabinet.transfers.models import Transfer, TransferLine

REVENUE = "operator:revenue"  # where charges go: held with the rest, so that none waits for us


def hold_everything(transfer: Transfer) -> list[TransferLine]:
    """Hold the numbers, what runs on them, and the money, in this order and each by its id.

    Whoever charges holds a service before an account, and accounts by their id: nobody can
    wait for us while we wait for him.
    """
    lines = list(transfer.lines.select_related("from_account__ledger").order_by("number_id"))
    ids = [line.number_id for line in lines]
    rows = Number.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    numbers = {one.pk: one for one in rows}
    for line in lines:
        line.number = numbers[line.number_id]
    running = ConnectedService.objects.filter(number__in=ids, stopped_at=None).order_by("pk")
    list(running.select_for_update().values_list("pk", flat=True))
    ledger.operator_account(REVENUE)
    ledger.hold_rows(_money_of(transfer, lines))
    return lines


def _money_of(transfer: Transfer, lines: list[TransferLine]) -> set[int]:
    """Find all money that is asked about or moves: the giver's whole, the receiver's account."""
    own = Q(account__contract__holder=transfer.giver) | Q(
        number__account__contract__holder=transfer.giver
    )
    theirs = Q(pk__in=[])
    if transfer.to_account is not None:
        names = [f"number:{one.number.identifier}:{transfer.to_account.number}" for one in lines]
        theirs = Q(pk=transfer.to_account.ledger_id) | Q(code__in=names)
    found = LedgerAccount.objects.filter(own | theirs | Q(code=REVENUE))
    return set(found.values_list("pk", flat=True))
