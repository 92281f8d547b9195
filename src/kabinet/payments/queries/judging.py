"""A bank's file, tried: each row with whose it is, or why nobody is credited. Writes nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kabinet.contracts.models import Account
from kabinet.documents.intake.texts import read
from kabinet.numbers.models import Number
from kabinet.offices.queries import operator
from kabinet.payments.models import StatementLine
from kabinet.payments.queries.places import Place
from kabinet.payments.rules import exchange, sheet
from kabinet.payments.rules.documents import BadStatement, Document, Flaw, Unread
from kabinet.payments.rules.matching import Found, Named, Why, decide, named_in

AT_ONCE = 500  # documents looked up together


@dataclass(frozen=True)
class Verdict:
    """What will become of a row: posted to a place, kept for a person, known already, not read."""

    row: Document | Unread
    place: Place | None = None
    why: Why | None = None
    is_known: bool = False

    @property
    def document(self) -> Document | None:
        return self.row if isinstance(self.row, Document) else None


@dataclass
class _Books:
    """All that the documents of one batch may name, looked up once."""

    by_word: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_phone: dict[str, Number] = field(default_factory=dict)
    by_inn: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    accounts: dict[int, Account] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    known: set[str] = field(default_factory=set)


def rows_of(data: bytes) -> list[Document | Unread]:
    """Read the bank's file, whichever of the two formats it is in. Raises BadStatement."""
    text = read(data)
    if text is None or not text.strip():
        raise BadStatement(Flaw.NO_STATEMENT)
    if not exchange.is_exchange(text):
        return sheet.documents(text)
    bank = operator().bank
    return exchange.documents(text, our_account=bank.account if bank else "")


def judge(rows: Sequence[Document | Unread]) -> list[Verdict]:
    """Judge each row, in its order; a fixed number of queries for every few hundred."""
    verdicts: list[Verdict] = []
    seen: set[str] = set()
    for begin in range(0, len(rows), AT_ONCE):
        batch = rows[begin : begin + AT_ONCE]
        documents = [row for row in batch if isinstance(row, Document)]
        books = _look_up(documents)
        for row in batch:
            verdicts.append(_verdict(row, books, seen))
            if isinstance(row, Document):
                seen.add(row.fingerprint)
    return verdicts


def _verdict(row: Document | Unread, books: _Books, seen: set[str]) -> Verdict:
    if isinstance(row, Unread):
        return Verdict(row)
    if row.fingerprint in books.known or row.fingerprint in seen:
        return Verdict(row, is_known=True)
    named = named_in(row.purpose)
    numbers = {
        one.pk: (one, one.account)
        for phone in named.phones
        if (one := books.by_phone.get(phone)) is not None
    }
    found = Found(
        accounts=set().union(*(books.by_word.get(word, set()) for word in named.words)),
        numbers={pk: account.pk for pk, (_, account) in numbers.items()},
        of_payer=books.by_inn.get(row.payer_inn, set()) if row.payer_inn else (),
    )
    match = decide(found, closed=books.closed)
    if isinstance(match, Why):
        return Verdict(row, why=match)
    number = numbers[match.number][0] if match.number else None
    return Verdict(row, place=Place(books.accounts[match.account], number))


def _look_up(documents: Sequence[Document]) -> _Books:
    books = _Books()
    named = [named_in(one.purpose) for one in documents]
    _look_up_numbers(books, named)
    _look_up_accounts(books, named, {one.payer_inn for one in documents if one.payer_inn})
    prints = [one.fingerprint for one in documents]
    known = StatementLine.objects.filter(document__in=prints)
    books.known.update(known.values_list("document", flat=True))
    return books


def _look_up_numbers(books: _Books, named: Sequence[Named]) -> None:
    phones = set().union(*(one.phones for one in named))
    numbers = Number.objects.filter(identifier__in=phones)
    for number in numbers.select_related("account__contract", "account__ledger", "ledger"):
        books.by_phone[number.identifier] = number
        _keep(books, number.account)


def _look_up_accounts(books: _Books, named: Sequence[Named], inns: set[str]) -> None:
    words = set().union(*(one.words for one in named))
    beside = Account.objects.select_related("contract__holder", "ledger")
    for account in beside.filter(number__in=words):
        books.by_word[account.number].add(account.pk)
        _keep(books, account)
    for account in beside.filter(contract__number__in=words):
        books.by_word[account.contract.number].add(account.pk)
        _keep(books, account)
    for account in beside.filter(contract__holder__inn__in=inns, contract__closed_on=None):
        books.by_inn[account.contract.holder.inn].add(account.pk)
        _keep(books, account)


def _keep(books: _Books, account: Account) -> None:
    books.accounts[account.pk] = account
    if account.contract.closed_on is not None:
        books.closed.add(account.pk)
