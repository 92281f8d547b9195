"""What must hold of every transfer, whatever happened (`kabinet verify`)."""

from collections.abc import Iterator

from django.db.models import F, Q, Sum

from kabinet.kit.money import ZERO, Money
from kabinet.ledger.models import Transfer as Posting
from kabinet.numbers.models import NumberStay
from kabinet.transfers.models import Transfer, TransferLine
from kabinet.transfers.states import ENDS, State


def verify() -> list[str]:
    """List transfers that moved something else than they say, or in part, or twice."""
    return [*_wrong_fees(), *_wrong_moves(), *_never_arrived(), *_still_live(), *_moved_nothing()]


def _wrong_fees() -> Iterator[str]:
    """Find fees of another sum, of another moment, or taken for what was not carried out."""
    paid = Transfer.objects.exclude(fee_posting=None)
    wrong = paid.exclude(
        fee_posting__amount=F("fee"), fee_posting__at=F("cut_over_at"), state=State.CARRIED_OUT
    )
    for one in wrong.order_by("pk"):
        yield f"transfer {one.pk}: its fee is not what was agreed, or was taken before the end"
    keys = {f"charge:transfer:{pk}" for pk in paid.values_list("pk", flat=True)}
    taken = Posting.objects.filter(key__startswith="charge:transfer:").values_list("key", flat=True)
    for key in sorted(set(taken) - keys):
        yield f"posting {key}: a fee that no transfer knows"


def _wrong_moves() -> Iterator[str]:
    """Find numbers beside which another sum is kept than was moved with them."""
    lines = TransferLine.objects.filter(moved__isnull=False)
    told = {f"transfer:{one.transfer_id}:{one.number_id}": one.moved or ZERO for one in lines}
    moved = Posting.objects.filter(code="hand_over", key__startswith="transfer:")
    done = dict(moved.values_list("key", "amount"))
    for key in sorted(told.keys() | done.keys()):
        if told.get(key, ZERO) != done.get(key, ZERO):
            yield f"{key}: {told.get(key, ZERO)} told, {Money(done.get(key, ZERO))} moved"


def _never_arrived() -> Iterator[str]:
    """Find numbers of a transfer carried out that did not change hands at its instant."""
    done = TransferLine.objects.filter(transfer__state=State.CARRIED_OUT)
    stays = NumberStay.objects.filter(
        number__in=done.values("number"), since_at__in=done.values("transfer__cut_over_at")
    )
    arrived = {(stay.number_id, stay.since_at) for stay in stays}
    for line in done.select_related("transfer").order_by("pk"):
        if (line.number_id, line.transfer.cut_over_at) not in arrived:
            yield f"transfer {line.transfer_id}: number {line.number_id} did not change hands"


def _still_live() -> Iterator[str]:
    ended = Q(transfer__state__in=sorted(ENDS), is_live=True)
    waiting = ~Q(transfer__state__in=sorted(ENDS)) & Q(is_live=False)
    for line in TransferLine.objects.filter(ended | waiting).order_by("pk"):
        yield f"transfer {line.transfer_id}: its numbers are held by an ended request, or by none"


def _moved_nothing() -> Iterator[str]:
    """Find requests that ended otherwise and moved money or numbers all the same."""
    others = TransferLine.objects.exclude(transfer__state=State.CARRIED_OUT)
    for line in others.filter(moved__isnull=False).order_by("pk"):
        yield f"transfer {line.transfer_id}: it is not carried out and moved something"
    sums = Transfer.objects.filter(state=State.CARRIED_OUT).annotate(total=Sum("lines__moved"))
    for one in sums.filter(total=None).order_by("pk"):
        yield f"transfer {one.pk}: carried out without a number"
