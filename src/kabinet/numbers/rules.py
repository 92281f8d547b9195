"""Phone numbers as people type them, and whose range a number lies in. Plain Python."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Protocol

import phonenumbers


class Range(Protocol):
    """A block of numbers given to one operator (`pack.formats.NumberRange`)."""

    @property
    def first(self) -> str: ...
    @property
    def last(self) -> str: ...
    @property
    def operator(self) -> str: ...
    @property
    def since(self) -> date: ...


def normalize(typed: str, country: str = "RU") -> str | None:
    """Turn `8 (914) 396-53-54` into `+79143965354`; None if it is no phone number."""
    try:
        parsed = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        return None
    if parsed.extension or not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def operator_by_range(identifier: str, on: date, ranges: Sequence[Range]) -> str | None:
    """Find the operator of a normalized number by `ranges` (sorted by `first`, no overlap)."""
    place = bisect_right(ranges, identifier, key=lambda block: block.first) - 1
    if place < 0:
        return None
    block = ranges[place]
    same_length = len(block.first) == len(identifier)
    inside = same_length and identifier <= block.last and block.since <= on
    return block.operator if inside else None
