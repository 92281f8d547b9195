"""Reading the books, and proving them."""

from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value

from kabinet.kit.fields import MoneyField
from kabinet.kit.money import ZERO, Money
from kabinet.kit.write_once import unguarded
from kabinet.ledger.models import Hold, LedgerAccount, Transfer


def balance_of(account: LedgerAccount) -> Money:
    """Tell what stands on the account now: below zero is a debt."""
    return _now(account).balance


def whole_balance(account: LedgerAccount) -> Money:
    """Tell what stands on an account and its parts together, now."""
    rows = LedgerAccount.objects.filter(Q(pk=account.pk) | Q(part_of=account))
    return Money(rows.aggregate(total=Sum(F("credits") - F("debits")))["total"] or ZERO)


def whole_balance_at(path: str) -> Subquery:
    """Give the same as a column of another query, where `path` is the ledger account's id."""
    rows = LedgerAccount.objects.filter(Q(pk=OuterRef(path)) | Q(part_of=OuterRef(path)))
    total = rows.order_by().values(one=Value(1)).annotate(total=Sum(F("credits") - F("debits")))
    return Subquery(total.values("total"), output_field=MoneyField())


def available(account: LedgerAccount) -> Money:
    """Tell what may be spent: the balance without the held sums."""
    row = _now(account)
    return Money(row.balance - row.held)


def transfers_of(account: LedgerAccount) -> QuerySet[Transfer]:
    """All that moved to or from the account, newest first."""
    return Transfer.objects.filter(Q(debit=account) | Q(credit=account)).order_by("-id")


def verify() -> list[str]:
    """Prove the totals by the entries; tell what is wrong, nothing when all is well."""
    return [
        *unguarded(Transfer._meta.db_table),
        *_wrong_totals(),
        *_wrong_posted_holds(),
        *_wrong_reversals(),
        *_parts_of_parts(),
    ]


def _now(account: LedgerAccount) -> LedgerAccount:
    return LedgerAccount.objects.get(pk=account.pk)


def _sums(rows: QuerySet[Transfer] | QuerySet[Hold], account: str) -> dict[int, int]:
    """Add the amounts up by account."""
    added = rows.values_list(account).annotate(total=Sum("amount")).order_by()
    return {pk: int(total) for pk, total in added}


def _wrong_totals() -> Iterator[str]:
    debited = _sums(Transfer.objects.all(), "debit")
    credited = _sums(Transfer.objects.all(), "credit")
    held = _sums(Hold.objects.filter(ended_at__isnull=True), "account")
    for account in LedgerAccount.objects.order_by("pk").iterator(chunk_size=2000):
        expected = {
            "debits": debited.get(account.pk, 0),
            "credits": credited.get(account.pk, 0),
            "held": held.get(account.pk, 0),
        }
        for total, by_entries in expected.items():
            kept = getattr(account, total)
            if kept != by_entries:
                yield (
                    f"ledger account {account.code}: {total} are {kept},"
                    f" its entries add up to {Money(by_entries)}"
                )


def _wrong_posted_holds() -> Iterator[str]:
    wrong = Hold.objects.filter(transfer__isnull=False).exclude(
        transfer__amount=F("amount"), transfer__debit=F("account")
    )
    for hold in wrong.order_by("pk"):
        yield f"hold {hold.key}: its transfer moved something else"


def _parts_of_parts() -> Iterator[str]:
    """Find accounts whose money no whole would count."""
    for one in LedgerAccount.objects.filter(part_of__part_of__isnull=False).order_by("pk"):
        yield f"ledger account {one.code}: it is part of a part"


def _wrong_reversals() -> Iterator[str]:
    wrong = Transfer.objects.filter(reverses__isnull=False).exclude(
        reverses__amount=F("amount"), reverses__debit=F("credit"), reverses__credit=F("debit")
    )
    for moved in wrong.order_by("pk"):
        yield f"transfer {moved.key}: it does not mirror what it reverses"
