"""Whose a payment is, by what its payer wrote. Plain Python."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

# A word with a digit that may be the number of an account or a contract; a phone number with or
# without +7 and 8, however it is spaced.
_WORD = re.compile(r"[0-9A-Za-zА-Яа-я+][0-9A-Za-zА-Яа-я/+.-]{3,38}[0-9A-Za-zА-Яа-я]")
_PHONE = re.compile(
    r"(?<!\d)(?:\+?7|8)?[\s(-]*(9\d{2})[\s)-]*(\d{3})[\s-]*(\d{2})[\s-]*(\d{2})(?!\d)"
)


class Why(StrEnum):
    """Why nobody is credited: a person will look."""

    UNKNOWN = "unknown"  # nothing of ours is named, and the payer is nobody we know
    SEVERAL = "several"  # accounts of more than one
    SEVERAL_OF_PAYER = "several_of_payer"  # none is named, and the payer has more than one
    CLOSED = "closed"  # the contract has ended


@dataclass(frozen=True)
class Named:
    """What a purpose may name: words to look up, phone numbers as we keep them."""

    words: frozenset[str]
    phones: frozenset[str]


@dataclass(frozen=True)
class Found:
    """What of it is ours: ids of accounts, and of numbers with the account of each."""

    accounts: Collection[int] = ()
    numbers: Mapping[int, int] | None = None
    of_payer: Collection[int] = ()


@dataclass(frozen=True)
class Match:
    account: int
    number: int | None = None


def named_in(purpose: str) -> Named:
    words = {word for word in _WORD.findall(purpose) if any(char.isdigit() for char in word)}
    phones = {f"+7{''.join(parts)}" for parts in _PHONE.findall(purpose)}
    return Named(frozenset(words), frozenset(phones))


def decide(found: Found, *, closed: Collection[int]) -> Match | Why:
    """Choose the one place that can be meant; a doubt is for a person."""
    numbers = found.numbers or {}
    accounts = {*found.accounts, *numbers.values()}
    if len(accounts) > 1:
        return Why.SEVERAL
    named = accounts or set(found.of_payer)
    if len(named) != 1:
        return Why.SEVERAL_OF_PAYER if named else Why.UNKNOWN
    (account,) = named
    if account in closed:
        return Why.CLOSED
    return Match(account, next(iter(numbers)) if len(numbers) == 1 else None)
