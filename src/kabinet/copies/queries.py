"""Copies of contracts, and the terms that were in force on a day."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet

from kabinet.access.models import User
from kabinet.catalog.queries import name_of
from kabinet.contracts.models import Contract
from kabinet.contracts.queries import visible_to as contracts_of
from kabinet.copies.models import ContractCopy
from kabinet.documents.wording import date_in_words
from kabinet.numbers.models import NumberStay
from kabinet.offices.queries import office_day, office_zone, operator_data
from kabinet.pack.formats import Terms, say
from kabinet.pack.queries import operator_pack

LEGAL = "ru"


def terms_on(contract: Contract, on: date) -> Terms | None:
    """Find the edition of the terms that held for a contract on a day."""
    return operator_pack().terms_on(contract.holder.kind, on)


def editions_of(contract: Contract) -> list[Terms]:
    """List every edition that the contract has lived under, the newest first."""
    return [
        one
        for one in operator_pack().terms_of(contract.holder.kind)
        if one.valid_until > contract.signed_on
    ]


def visible_to(user: User) -> QuerySet[ContractCopy]:
    """All copies of the contracts that this person may see, newest first."""
    copies = ContractCopy.objects.filter(contract__in=contracts_of(user))
    return copies.select_related("case", "contract", "letter").order_by("-pk")


def waiting() -> list[ContractCopy]:
    """List what was asked for at a counter and is not handed over yet, the most urgent first."""
    open_ones = ContractCopy.objects.filter(case__closed_at=None)
    return list(open_ones.select_related("case", "contract").order_by("case__due_at", "pk")[:50])


def copy_of(reference: str) -> ContractCopy | None:
    beside = ("case__entry", "contract__holder", "letter", "given_by")
    return ContractCopy.objects.select_related(*beside).filter(case__reference=reference).first()


def copy_data(copy: ContractCopy, at: datetime) -> dict[str, Any]:
    """Say what a copy says, in the language of the contract."""
    contract, terms = copy.contract, terms_on(copy.contract, copy.terms_on)
    if terms is None:
        raise LookupError(f"no terms on {copy.terms_on}")
    accounts = contract.accounts.order_by("pk").values_list("number", flat=True)
    return {
        "operator": operator_data(),
        "claimant": {"name": contract.holder.full_name, "address": contract.holder.address},
        "contract": {
            "number": contract.number,
            "signed_on": date_in_words(contract.signed_on),
            "accounts": ", ".join(accounts),
            "numbers": _numbers(contract, copy.terms_on),
        },
        "terms": {
            "name": say(terms.name, LEGAL),
            "edition": terms.edition,
            "since": date_in_words(terms.valid_from),
            "on": date_in_words(copy.terms_on),
            "clauses": [f"{clause.heading}. {' '.join(clause.text)}" for clause in terms.clauses],
        },
        "letter": {"date": date_in_words(office_day(at)), "number": copy.case.reference},
    }


def verify() -> list[str]:
    """List copies that are done without a letter, or the other way round."""
    wrong = ContractCopy.objects.filter(
        Q(case__state="carried_out", letter=None)
        | (Q(letter__isnull=False) & ~Q(case__state="carried_out"))
    )
    return [
        f"copy {one.case.reference}: its letter and its state do not agree"
        for one in wrong.select_related("case").order_by("pk")
    ]


def _numbers(contract: Contract, on: date) -> list[dict[str, str]]:
    """List the numbers that were on the contract at the end of a day."""
    moment = datetime.combine(on, time.max, office_zone())
    stays = NumberStay.objects.filter(
        Q(until_at=None) | Q(until_at__gt=moment),
        account__contract=contract,
        since_at__lte=moment,
    ).select_related("number", "account")
    return [
        {
            "number": stay.number.identifier,
            "account": stay.account.number,
            "tariff": name_of(stay.number.tariff, LEGAL),
        }
        for stay in stays.order_by("number__identifier")
    ]
