"""The giver's final statement, and the letter that says what the receiver got."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Sum

from kabinet.bills.models import Charge
from kabinet.catalog.queries import name_of
from kabinet.documents.actions import write_letter
from kabinet.documents.models import Letter
from kabinet.documents.wording import moment_in_words
from kabinet.kit.money import ZERO, Money
from kabinet.ledger.models import LedgerAccount
from kabinet.pack.formats import say
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party
from kabinet.transfers.models import Transfer, TransferLine
from kabinet.transfers.queries.definitions import kind_of, office_day

LEGAL = "ru"


def statement_of(transfer: Transfer, lines: list[TransferLine], at: datetime) -> Letter:
    """Write the giver's last statement: what each number cost this month, and what leaves."""
    charged = _charged_this_month(lines, at)
    stands = _balances([line.number.ledger_id for line in lines])
    rows: list[dict[str, Any]] = [
        {
            "number": line.number.identifier,
            "charged": charged.get(line.number_id, ZERO),
            "moved": stands[line.number.ledger_id],
        }
        for line in lines
    ]
    if transfer.contract is not None:
        rows += [
            {"number": one.number, "charged": ZERO, "moved": one.ledger.balance}
            for one in transfer.contract.accounts.select_related("ledger").order_by("number")
        ]
    total = sum((Money(row["moved"]) for row in rows), ZERO)
    data = _common(transfer, transfer.giver, at)
    data["transfer"] |= {"rows": rows, "total": total}
    return _written("transfer.statement", transfer, data, at)


def welcome_of(transfer: Transfer, lines: list[TransferLine], at: datetime) -> Letter:
    """Write to the receiver what has come to him, on which terms, and the fee."""
    rows = [
        {
            "number": line.number.identifier,
            "tariff": name_of(line.number.tariff, LEGAL),
            "moved": line.moved or ZERO,
        }
        for line in lines
    ]
    data = _common(transfer, transfer.receiver or transfer.giver, at)
    account = transfer.to_account
    data["transfer"] |= {
        "rows": rows,
        "fee": transfer.fee if transfer.fee > ZERO else None,
        "contract": account.contract.number if account else "",
        "account": account.number if account else "",
    }
    return _written("transfer.welcome", transfer, data, at)


def _common(transfer: Transfer, reader: Party, at: datetime) -> dict[str, Any]:
    pack = operator_pack()
    zone = str(pack.setting("office.zone"))
    return {
        "claimant": {"name": reader.full_name, "address": reader.address},
        "operator": {
            "legal_name": pack.operator.legal_name,
            "address": pack.operator.address,
            "inn": pack.operator.inn,
            "ogrn": pack.operator.ogrn,
        },
        "transfer": {
            "reference": transfer.case.reference,
            "kind": say(kind_of(transfer).name, LEGAL),
            "moment": moment_in_words(at, zone),
        },
    }


def _written(template: str, transfer: Transfer, data: Mapping[str, Any], at: datetime) -> Letter:
    pack = operator_pack()
    moment = str(data["transfer"]["moment"])
    return write_letter(
        template=pack.template(template, office_day(at)),
        data=data,
        at=at,
        signature={
            "name": say(pack.operator.name, LEGAL),
            "moment": moment,
            "method": "простая электронная подпись оператора",
            "reference": transfer.case.reference,
        },
    )


def _charged_this_month(lines: list[TransferLine], at: datetime) -> dict[int, Money]:
    """Add up what the giver was charged since the first of the month, up to this instant."""
    zone = ZoneInfo(str(operator_pack().setting("office.zone")))
    first = datetime.combine(office_day(at).replace(day=1), time(), zone)
    charges = Charge.objects.filter(
        number__in=[line.number_id for line in lines],
        account__in={line.from_account_id for line in lines},
        charged_at__gte=first,
    )
    return dict(charges.values_list("number").annotate(total=Sum("amount")).order_by())


def _balances(ids: list[int]) -> dict[int, Money]:
    return {one.pk: one.balance for one in LedgerAccount.objects.filter(pk__in=ids)}
